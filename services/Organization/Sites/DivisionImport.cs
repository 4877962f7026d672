using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>
/// The master list of divisions from a file (行政区划导入), with the days between which each is one: the denominator of coverage as of any day. A division that is known stays as it is, but
/// for the day on which it was abolished.
/// </summary>
public sealed class DivisionImport(TimeProvider clock) : ImportKind<OrganizationDb, SitesAtImport, Division>
{
    public const string Path = "divisions";
    const string code = "代码", name = "名称", due = "应建层级", begun = "起始日期", abolished = "撤销日期";

    public override string Name => Path;
    public override string Title => "行政区划";
    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(code, true, "140322100"), new(name, true, "秀水镇"), new(due, true, "所"), new(begun, false, ""), new(abolished, false, "")];

    protected override Task<SitesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new SitesAtImport(job.County, ChinaTime.Today(clock)));

    protected override Division Read(ImportRow row, Check check, SitesAtImport known)
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
        return division;

        DateOnly Day(string column)
        {
            check.That(Cells.TryDay(row[column], known.Today, out var day) && day <= known.Today, column, "INVALID_DATE", $"{column}应为今天以前的日期,如 2021-03-05");
            return day == default ? Division.Beginning : day;
        }
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, Division Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Code, code, "同一个区划", rejected);
        var known = await db.Divisions.Where(row => row.County == job.County).ToDictionaryAsync(row => row.Code, StringComparer.Ordinal, cancel);
        var (added, ended) = (0, 0);
        foreach (var (_, division) in apart)
        {
            if (!known.TryGetValue(division.Code, out var old))
            {
                db.Name(division);
                added++;
            }
            else if (division.Until is { } day && db.Abolish(old, day)) ended++;
        }
        return new BatchResult(added, apart.Count - added - ended, rejected) { Completed = ended };
    }
}
