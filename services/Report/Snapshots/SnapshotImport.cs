using System.Globalization;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Snapshots;

/// <summary>What rows are read against.</summary>
public sealed record SnapshotsAtImport(string County, Guid Import, Guid By, DateTimeOffset Now);

/// <summary>Snapshots of outside systems (外部系统快照) from an office's own list: a row for each system, scope and day.</summary>
public sealed class SnapshotImport : ImportKind<ReportDb, SnapshotsAtImport, ExternalSnapshot>
{
    public const string Path = "snapshots";

    internal const string SystemName = "系统", Scope = "范围", AsOf = "截至日期", Volunteers = "志愿者", Hours = "时长（小时）", Teams = "队伍", Projects = "项目", Evidence = "依据", Explanation = "差异说明";

    public override string Name => Path;
    public override string Title => "外部系统快照";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(SystemName, false, ExternalSnapshot.National, "system"), new(Scope, true, "140322", "prefix"), new(AsOf, true, "2022-05-11", "asOf"), new(Volunteers, true, "12345", "volunteers"), new(Hours, true, "6789.5", "minutes"),
        new(Teams, true, "120", "teams"), new(Projects, true, "60", "projects"), new(Evidence, true, "截图存档 2022-018", "evidence"), new(Explanation, false, "", "explanation"),
    ];

    protected override Task<SnapshotsAtImport> KnowAsync(ReportDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new SnapshotsAtImport(job.County, job.Id, job.CreatedBy, db.Clock.GetUtcNow()));

    protected override ExternalSnapshot Read(ImportRow row, Check check, SnapshotsAtImport known)
    {
        var isDay = Cells.TryDay(row[AsOf], ChinaTime.Day(known.Now), out var asOn);
        check.That(isDay, "asOf", "INVALID_DATE", "截至日期应写成 2022-05-11");
        if (isDay) check.That(asOn <= ChinaTime.Day(known.Now) && asOn >= SnapshotRule.Earliest, "asOf", "OUT_OF_RANGE", "截至日期应在 2012 年以后、今天以前");
        var prefix = row[Scope];
        var whole = Tenants.Whole(known.County);
        check.That((prefix == whole || prefix.Length == Tenants.Digits && prefix.StartsWith(whole, StringComparison.Ordinal)) && prefix.All(char.IsAsciiDigit), "prefix", "INVALID_SCOPE", "范围应为本市（四位代码）或本县区（六位代码）");
        var isHours = decimal.TryParse(row[Hours].Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours * 10 == Math.Floor(hours * 10) && hours < 1_000_000_000;
        check.That(isHours, "minutes", "INVALID_HOURS", "时长应为小时，最多一位小数，如 6789.5");
        var snapshot = new ExternalSnapshot
        {
            County = known.County,
            Id = Guid.CreateVersion7(known.Now),
            System = check.Optional("system", "系统", row[SystemName], 40) is { Length: > 0 } system ? system : ExternalSnapshot.National,
            Prefix = Tenants.Whole(prefix),
            AsOn = asOn,
            Volunteers = Count(check, row, Volunteers, "volunteers"),
            Minutes = isHours ? (long)(hours * 60) : 0,
            Teams = Count(check, row, Teams, "teams"),
            Projects = Count(check, row, Projects, "projects"),
            Evidence = check.Text("evidence", Evidence, row[Evidence], 200, least: 2),
            CapturedBy = known.By,
            RecordedAt = known.Now,
            ImportId = known.Import,
            Explanation = check.Optional("explanation", Explanation, row[Explanation], 500),
        };
        return snapshot;
    }

    static long Count(Check check, ImportRow row, string column, string field)
    {
        check.That(Cells.TryCount(row[column], out var count), field, "OUT_OF_RANGE", $"{column}应为整数");
        return count;
    }

    // A handful of rows a year: tracked rows do.
    protected override async Task<BatchResult> TakeAsync(ReportDb db, ImportJob job, IReadOnlyList<(int Number, ExternalSnapshot Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var first = Twins.Apart(rows, row => (row.System, row.Prefix, row.AsOn), AsOf, "同一个系统、范围和日期的快照", rejected);
        var days = first.Select(each => each.Row.AsOn).Distinct().ToArray();
        var known = (await db.Snapshots.AsNoTracking().Where(row => row.County == job.County && days.Contains(row.AsOn)).ToListAsync(cancel)).ToDictionary(row => (row.System, row.Prefix, row.AsOn));
        var added = 0;
        foreach (var (number, row) in first)
        {
            if (!known.TryGetValue((row.System, row.Prefix, row.AsOn), out var there))
            {
                db.Add(row);
                added++;
            }
            // What was captured is not captured anew: a snapshot that says otherwise is a mistake of one of the two.
            else if (!there.SaysTheSame(row)) rejected.Add(new RowFault(number, AsOf, "SNAPSHOT_DIFFERS", "这个系统、范围和日期已有快照，数字不同，请先核对"));
        }
        return new BatchResult(added, rows.Count - rejected.Count - added, rejected);
    }
}
