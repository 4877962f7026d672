using CivPractice.Platform.Database;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Snapshots;

/// <summary>
/// What a system outside said of itself on a day (外部系统快照): four numbers that nobody here counted, with what proves them. They stand beside the rows that are here and are never added to them.
/// </summary>
public sealed class ExternalSnapshot : ICountyRow
{
    public const string National = "全国志愿服务信息系统";

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string System { get; init; }

    /// <summary>Four digits of a city or six of a county.</summary>
    public required string Prefix { get; init; }

    /// <summary>The day of which the system speaks.</summary>
    public required DateOnly AsOn { get; init; }
    public required long Volunteers { get; init; }

    /// <summary>The system shows hours with one decimal, which is six minutes.</summary>
    public required long Minutes { get; init; }
    public required long Teams { get; init; }
    public required long Projects { get; init; }

    /// <summary>What proves it, e.g. where the screen's picture is kept.</summary>
    public required string Evidence { get; init; }
    public required Guid CapturedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? ImportId { get; init; }

    /// <summary>Why it differs from the rows that are here; empty until somebody said so.</summary>
    public required string Explanation { get; set; }

    /// <summary>Whether another row says the same of the same system, scope and day.</summary>
    public bool SaysTheSame(ExternalSnapshot other) => (Volunteers, Minutes, Teams, Projects) == (other.Volunteers, other.Minutes, other.Teams, other.Projects);

    public Snapshot Shown() => new()
    {
        Id = Id.ToString(),
        System = System,
        Prefix = Prefix,
        AsOf = Platform.ChinaTime.Text(AsOn),
        Volunteers = Volunteers,
        Minutes = Minutes,
        Teams = Teams,
        Projects = Projects,
        Evidence = Evidence,
        CapturedBy = CapturedBy.ToString(),
        RecordedAt = RecordedAt.ToTimestamp(),
        Explanation = Explanation,
    };
}
