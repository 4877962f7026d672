using CivPractice.Activity.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace CivPractice.Volunteer.Hours;

/// <summary>
/// A line of the hours ledger (服务时长台账). Lines are added, never changed: a person's first line for an activity arises from the confirmed
/// attendance, each further one is a counter-entry (更正) with its reason. Every line carries the balance after it, which is never below 0.
/// </summary>
public sealed class HoursEntry : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid ActivityId { get; init; }

    /// <summary>1 for the original, then 2, 3 and so on for the same person and activity.</summary>
    public required int Line { get; init; }

    /// <summary>What this line adds, in minutes; negative where it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Sum of the lines up to this one, in minutes.</summary>
    public required int Balance { get; init; }

    /// <summary>Civil day of the service, not of the recording.</summary>
    public required DateOnly ServedOn { get; init; }
    public required string ActivityTitle { get; init; }

    /// <summary>The site that ran the activity (记录单位).</summary>
    public required string Site { get; init; }
    public Guid? TeamId { get; init; }
    public required TrustGrade Grade { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What the activity had confirmed when this line was written: the fact's version and its minutes.</summary>
    public required long ConfirmedVersion { get; init; }
    public required int ConfirmedMinutes { get; init; }

    /// <summary>The original that this line corrects.</summary>
    public Guid? CorrectsId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who corrected, or brought the file; null where the activity told it.</summary>
    public Guid? RecordedBy { get; init; }

    /// <summary>A counter-entry has its original's.</summary>
    public required HoursSource Source { get; init; }

    /// <summary>The record's number in its source (记录编号), on the original only: in a county a number of a source stands once.</summary>
    public string? SourceNumber { get; init; }
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }

    /// <summary>The first line of a person for an activity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative minutes or an unknown grade: the message is parked and visible, not applied.</exception>
    public static HoursEntry Original(AttendanceConfirmed fact, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fact.Minutes);
        return new HoursEntry
        {
            County = fact.County,
            Id = Guid.CreateVersion7(now),
            PersonId = fact.PersonId,
            ActivityId = fact.ActivityId,
            Line = 1,
            Minutes = fact.Minutes,
            Balance = fact.Minutes,
            ServedOn = fact.ServedOn,
            ActivityTitle = fact.ActivityTitle,
            Site = fact.Site,
            TeamId = fact.TeamId,
            Grade = GradeOf(fact.Grade),
            RecordedAt = now,
            ConfirmedVersion = fact.Version,
            ConfirmedMinutes = fact.Minutes,
            Source = fact.Kind == AttendanceConfirmed.Shift ? HoursSource.MobilizationShift : HoursSource.Platform,
        };
    }

    /// <summary>The next line after this one, by somebody's hand (67号令 Art. 13: errors are corrected, the original stays).</summary>
    /// <exception cref="Fault">BELOW_ZERO when more would be taken than is there.</exception>
    public HoursEntry Correct(int minutes, string reason, Guid by, DateTimeOffset now)
    {
        if (Balance + minutes < 0)
            throw Fault.Precondition("BELOW_ZERO", $"这次活动只记了 {Balance} 分钟,不能减去 {-minutes} 分钟");
        return Next(minutes, reason, by, ConfirmedVersion, ConfirmedMinutes, now);
    }

    /// <summary>The next line after the activity confirmed other minutes; null when the fact is no newer than what is known.</summary>
    public HoursEntry? Reconfirm(AttendanceConfirmed fact, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fact.Minutes);
        if (fact.Version <= ConfirmedVersion) return null;
        // What was taken by hand stays taken, but never more than there is.
        var change = Math.Max(fact.Minutes - ConfirmedMinutes, -Balance);
        return Next(change, "活动重新确认了到场时间", null, fact.Version, fact.Minutes, now);
    }

    HoursEntry Next(int minutes, string reason, Guid? by, long version, int confirmed, DateTimeOffset now) => new()
    {
        County = County,
        Id = Guid.CreateVersion7(now),
        PersonId = PersonId,
        ActivityId = ActivityId,
        Line = Line + 1,
        Minutes = minutes,
        Balance = Balance + minutes,
        ServedOn = ServedOn,
        ActivityTitle = ActivityTitle,
        Site = Site,
        TeamId = TeamId,
        Grade = Grade,
        RecordedAt = now,
        ConfirmedVersion = version,
        ConfirmedMinutes = confirmed,
        CorrectsId = CorrectsId ?? Id,
        Reason = reason,
        RecordedBy = by,
        Source = Source,
    };

    /// <summary>Moves the figures by this line.</summary>
    public void Count(VolunteerDb db)
    {
        db.Count(County, Site, ServedOn, Measures.Minutes, Minutes, Grade.ToString());
        if (Source == HoursSource.Registry) db.Count(County, Site, ServedOn, Measures.RegistryMinutes, Minutes);
        if (CorrectsId is not null && RecordedBy is not null) db.Count(County, Site, Platform.ChinaTime.Day(RecordedAt), Measures.Corrections);
    }

    public V1.HoursEntry Shown(string personName) => new()
    {
        Id = Id.ToString(),
        PersonId = PersonId.ToString(),
        PersonName = personName,
        Minutes = Minutes,
        ServedOn = ServedOn.ToString("yyyy-MM-dd"),
        ActivityId = ActivityId.ToString(),
        ActivityTitle = ActivityTitle,
        Site = Site,
        TeamId = TeamId?.ToString() ?? "",
        Grade = Grade,
        RecordedAt = RecordedAt.ToTimestamp(),
        CorrectsId = CorrectsId?.ToString() ?? "",
        Reason = Reason ?? "",
        Source = Source,
        SourceNumber = SourceNumber ?? "",
    };

    static TrustGrade GradeOf(string grade) =>
        grade is "A" or "B" or "C" or "D" ? Enum.Parse<TrustGrade>(grade) : throw new ArgumentOutOfRangeException(nameof(grade), grade, "No such grade.");
}
