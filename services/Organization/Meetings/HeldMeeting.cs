using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Meetings;

/// <summary>A meeting (会议) that the coordination group or a centre held: a rule of work (工作机制) lives by its meetings, and a meeting by what becomes of its decisions.</summary>
public sealed class HeldMeeting : ICountyRow
{
    /// <summary>More is a plan, and no meeting's decisions.</summary>
    internal const int MostDecisions = 60;

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>With the day the natural key.</summary>
    public required string Title { get; init; }
    public required MeetingKind Kind { get; init; }

    /// <summary>召集单位: the coordination group, or the centre.</summary>
    public required string Convener { get; init; }
    public required DateOnly HeldOn { get; init; }
    public string Place { get; init; } = "";

    /// <summary>主持人: whoever holds that office.</summary>
    public string ChairedBy { get; init; } = "";

    /// <summary>参会单位.</summary>
    public required string[] AttendingUnits { get; init; }
    public string Agenda { get; init; } = "";

    /// <summary>纪要, in short.</summary>
    public string Minutes { get; init; } = "";

    /// <summary>Kept here, so that a list of meetings counts nothing.</summary>
    public int Decisions { get; set; }

    /// <inheritdoc cref="Decisions"/>
    public int DecisionsDone { get; set; }
    public long Version { get; set; } = 1;

    public Meeting ToProto() => new()
    {
        Id = Id.ToString(),
        County = County,
        Title = Title,
        Kind = Kind,
        Convener = Convener,
        HeldOn = ChinaTime.Text(HeldOn),
        Place = Place,
        ChairedBy = ChairedBy,
        AttendingUnits = { AttendingUnits },
        Agenda = Agenda,
        Minutes = Minutes,
        Decisions = Decisions,
        DecisionsDone = DecisionsDone,
    };
}
