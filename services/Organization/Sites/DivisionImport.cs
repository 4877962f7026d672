using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>A division as the file tells.</summary>
/// <param name="Told">Who lives there; null where the file does not say.</param>
public sealed record ImportedDivision(Division Division, Headcount? Told);

/// <summary>
/// The master list of divisions from a file (行政区划导入), with the days between which each is one: the denominator of coverage as of any day; and with who lives there (常住人口), where somebody
/// counted. A division that is known stays as it is, but for the day on which it was abolished and for a later count.
/// </summary>
public sealed class DivisionImport(TimeProvider clock) : ImportKind<OrganizationDb, SitesAtImport, ImportedDivision>
{
    public const string Path = "divisions";
    const string code = "代码", name = "名称", due = "应建层级", begun = "起始日期", abolished = "撤销日期", residents = "常住人口", counted = "统计日期", source = "数据来源";

    public override string Name => Path;
    public override string Title => "行政区划";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(code, true, "140322100"), new(name, true, "秀水镇"), new(due, true, "所"), new(begun, false, ""), new(abolished, false, ""),
        new(residents, false, "52000", "residents"), new(counted, false, "2020-11-01", "countedOn"), new(source, false, "第七次人口普查", "source"),
    ];

    protected override Task<SitesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new SitesAtImport(job.County, ChinaTime.Today(clock)));

    protected override ImportedDivision Read(ImportRow row, Check check, SitesAtImport known)
    {
        SiteForm.Code(check, code, row[code], known.County);
        var since = row[begun].Length == 0 ? Division.Beginning : Day(begun);
        var division = new Division
        {
            County = known.County,
            Code = row[code],
            Name = check.Text(name, name, row[name], most: 60, least: 2),
            TierDue = CellWords.TierOf(check, due, row[due]),
            Since = since < Division.Beginning ? Division.Beginning : since,
        };
        if (row[abolished].Length > 0) check.That(division.Abolish(Day(abolished)), abolished, "ABOLISHED_BEFORE_BEGUN", $"{abolished}不能早于 {division.Since:yyyy-MM-dd}");
        return new ImportedDivision(division, Told(row, check, division, known.Today));

        DateOnly Day(string column)
        {
            check.That(Cells.TryDay(row[column], known.Today, out var day) && day <= known.Today, column, "INVALID_DATE", $"{column}应为今天以前的日期,如 2021-03-05");
            return day == default ? Division.Beginning : day;
        }
    }

    // Who lives there, where the file knows; all three cells or none.
    static Headcount? Told(ImportRow row, Check check, Division division, DateOnly today)
    {
        if (row[residents].Length + row[counted].Length + row[source].Length == 0) return null;
        check.That(row[residents].Length > 0, residents, "REQUIRED", $"填了{counted}或{source},就要填{residents}");
        var told = DivisionRows.Read(check, division.Code, CellWords.Whole(check, residents, row[residents]), Cells.TryDay(row[counted], today, out var day) ? ChinaTime.Text(day) : row[counted], row[source], today);
        check.That(!(told.CountedOn >= division.Until), abolished, "ABOLISHED_BEFORE_COUNTED", $"{counted}应在{abolished}之前");
        return told;
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedDivision Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Division.Code, code, "同一个区划", rejected);
        var (twins, known) = (rejected.Count, await db.Divisions.Where(row => row.County == job.County).ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, cancel));
        var days = apart.Select(each => each.Row.Told?.CountedOn).OfType<DateOnly>().Distinct().ToArray();
        var counts = await db.Set<DivisionCount>().Where(row => row.County == job.County && days.Contains(row.Day)).GroupBy(row => new { row.Code, row.Day }).Select(same => same.OrderByDescending(row => row.RecordedAt).First()).ToDictionaryAsync(row => (row.Code, row.Day), row => row.Residents, cancel);
        var (added, completed) = (0, 0);
        foreach (var (number, (division, told)) in apart)
        {
            if (!known.TryGetValue(division.Code, out var old))
            {
                db.Name(division);
                if (told is not null) db.Count(division, told);
                added++;
                continue;
            }
            var later = told is not null && !(told.CountedOn <= old.CountedOn);
            if (later && told!.CountedOn >= old.Until) rejected.Add(new RowFault(number, counted, "DIVISION_ABOLISHED", $"{old.Name}已于 {old.Until:yyyy-MM-dd} 撤销"));
            else if (told is not null && counts.TryGetValue((old.Code, told.CountedOn), out var before) && before != told.Residents) rejected.Add(new RowFault(number, counted, "COUNT_DIFFERS", $"{old.Name}在 {told.CountedOn:yyyy-MM-dd} 登记的常住人口是 {before} 人;{(told.CountedOn == old.CountedOn ? "登记错了请在行政区划页更正" : "登记错了请填更晚的日期")}"));
            else if (old.Until is null && division.Until <= old.CountedOn) rejected.Add(new RowFault(number, abolished, "ABOLISHED_BEFORE_COUNTED", $"{old.Name}在 {old.CountedOn:yyyy-MM-dd} 还登记过常住人口,{abolished}应晚于这一天"));
            else
            {
                if (later) db.Count(old, told!);
                var ended = division.Until is { } day && db.Abolish(old, day);
                if (later || ended) completed++;
            }
        }
        return new BatchResult(added, apart.Count - added - completed - (rejected.Count - twins), rejected) { Completed = completed };
    }
}
