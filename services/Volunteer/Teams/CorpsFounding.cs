using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Volunteer.Teams;

/// <summary>
/// How a team became the volunteer corps (志愿服务总队) of its county: by which document, and how exactly the day is known. The day itself is the first day of its place
/// (<see cref="TeamPlacement.Since"/>), so that there is one day only.
/// </summary>
public sealed class CorpsFounding : ICountyRow
{
    public const int MostDocument = 100;

    public required string County { get; init; }
    public required Guid TeamId { get; init; }

    /// <summary>How exactly the first day of the place is known.</summary>
    public DayPrecision Precision { get; set; }
    public string DocumentTitle { get; set; } = "";
    public string DocumentNumber { get; set; } = "";

    /// <summary>Among Organization's documents, chosen there; whoever shows it asks there.</summary>
    public Guid? DocumentId { get; set; }

    /// <summary>What it was called when it was founded; empty where the team bears that name.</summary>
    public string FoundingName { get; set; } = "";
    public long Version { get; set; }
}
