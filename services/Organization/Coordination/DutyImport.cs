using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Coordination;

/// <summary>What a row of the file must fit: the county's documents and member units, and the day.</summary>
public sealed record DutiesAtImport(string County, DateOnly Today, IReadOnlyDictionary<string, Guid> Documents, ILookup<string, Guid> Units);

/// <summary>Duties of member units from a list (单位职责导入). One that is known by unit, document and clause stays as it is.</summary>
public sealed class DutyImport(TimeProvider clock) : ImportKind<OrganizationDb, DutiesAtImport, UnitDuty>
{
    public const string Path = "duties";
    const string unit = "单位", document = "文件", clause = "条款", text = "职责", since = "起始日期";

    public override string Name => Path;
    public override string Title => "单位职责";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(unit, true, "市文化和旅游局"), new(document, true, "某市志愿服务工作协调小组工作规则"), new(clause, true, "第五条", "clause"), new(text, true, "组织文化和旅游志愿服务", "text"), new(since, true, "2019-12-01", "since"),
    ];

    protected override async Task<DutiesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, ChinaTime.Today(clock),
        await db.Documents.AsNoTracking().Where(row => row.County == job.County).ToDictionaryAsync(row => row.Title, row => row.Id, StringComparer.Ordinal, cancel),
        (await db.Units.AsNoTracking().Where(row => row.County == job.County && row.LeftOn == null).Select(row => new { row.Name, row.Id }).ToListAsync(cancel)).ToLookup(row => row.Name, row => row.Id, StringComparer.Ordinal));

    protected override UnitDuty Read(ImportRow row, Check check, DutiesAtImport known)
    {
        var units = known.Units[row[unit]].ToList();
        check.That(units.Count > 0, unit, "UNKNOWN_UNIT", $"没有成员单位“{row[unit]}”");
        check.That(units.Count <= 1, unit, "AMBIGUOUS_UNIT", $"“{row[unit]}”在几个协调小组里都有,请逐条登记");
        check.That(known.Documents.TryGetValue(row[document], out var paper), document, "UNKNOWN_DOCUMENT", $"没有文件“{row[document]}”");
        var request = new AddDutyRequest { Clause = row[clause], Text = row[text], Since = Cells.TryDay(row[since], known.Today, out var day) ? ChinaTime.Text(day) : row[since] };
        return UnitRows.Read(check, request, known.County, units.FirstOrDefault(), paper, Guid.CreateVersion7(clock.GetUtcNow()), known.Today);
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, UnitDuty Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.UnitId, row.DocumentId, row.Clause), clause, "同一条职责", rejected);
        var ids = apart.Select(each => each.Row.UnitId).Distinct().ToArray();
        var units = await db.Units.Where(row => row.County == job.County && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var held = await db.Duties.Where(row => row.County == job.County && ids.Contains(row.UnitId)).Select(row => new { row.UnitId, row.DocumentId, row.Clause }).ToListAsync(cancel);
        var (known, counts) = (held.Select(row => (row.UnitId, row.DocumentId, row.Clause)).ToHashSet(), held.CountBy(row => row.UnitId).ToDictionary());
        var added = 0;
        foreach (var (number, duty) in apart.Where(each => !known.Contains((each.Row.UnitId, each.Row.DocumentId, each.Row.Clause))))
        {
            var count = counts[duty.UnitId] = counts.GetValueOrDefault(duty.UnitId) + 1;
            if (count > CoordinationService.MostDuties) rejected.Add(new RowFault(number, unit, "TOO_MANY_DUTIES", $"一家单位最多登记 {CoordinationService.MostDuties} 条职责"));
            else
            {
                db.Enter(duty, units[duty.UnitId]);
                added++;
            }
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
