using CivPractice.Platform.Faults;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Snapshots;

/// <summary>What a snapshot may say, typed or in a file.</summary>
static class SnapshotRule
{
    const long most = 1_000_000_000_000;

    internal static readonly DateOnly Earliest = new(2012, 1, 1);

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    internal static ExternalSnapshot Of(RecordSnapshotRequest request, ReportScope scope, Guid by, DateTimeOffset now)
    {
        var check = new Check();
        var asOn = check.Day("asOf", "截至日期", request.AsOf);
        check.That(asOn <= Platform.ChinaTime.Day(now), "asOf", "FUTURE_PERIOD", "截至日期还没有到");
        check.That(asOn >= Earliest, "asOf", "OUT_OF_RANGE", "截至日期应在 2012 年以后");
        var snapshot = new ExternalSnapshot
        {
            County = scope.Tenant,
            Id = Guid.CreateVersion7(now),
            System = check.Optional("system", "系统", request.System, 40) is { Length: > 0 } system ? system : ExternalSnapshot.National,
            Prefix = scope.Prefix,
            AsOn = asOn,
            Volunteers = Number(check, "volunteers", "志愿者", request.Volunteers),
            Minutes = Number(check, "minutes", "分钟", request.Minutes),
            Teams = Number(check, "teams", "队伍", request.Teams),
            Projects = Number(check, "projects", "项目", request.Projects),
            Evidence = check.Text("evidence", "依据", request.Evidence, 200, least: 2),
            CapturedBy = by,
            RecordedAt = now,
            Explanation = "",
        };
        check.Done();
        return snapshot;
    }

    static long Number(Check check, string field, string title, long value)
    {
        check.That(value is >= 0 and <= most, field, "OUT_OF_RANGE", $"{title}应为 0 以上的整数");
        return value;
    }
}
