using System.Globalization;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A team's regular slot (定期宣讲): a day of the week or month, a time, a place. Its sessions are planned ahead, each day once.</summary>
public sealed class RegularSlot : ICountyRow
{
    /// <summary>How far ahead sessions are planned: a monthly slot always has one that people can see.</summary>
    public const int DaysAhead = 35;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public required Rhythm Rhythm { get; init; }

    /// <summary>Weekly: 1 (Monday) to 7. Monthly: 1 to 31; in a shorter month the last day.</summary>
    public required int Day { get; init; }
    public required TimeOnly Time { get; init; }
    public required int DurationMinutes { get; init; }
    public required Level Level { get; init; }
    public required string Site { get; set; }

    /// <summary>E.g. 红色讲堂.</summary>
    public required string Place { get; init; }
    /// <summary>The venue (阵地) of the site, and as it was named then; null where the place is only told.</summary>
    public Guid? VenueId { get; init; }
    public string VenueName { get; init; } = "";
    public required string Title { get; init; }
    public required string Topic { get; init; }
    public required Channel Channel { get; init; }
    public required string Form { get; init; }
    public string Method { get; init; } = "";
    public string PlaceKind { get; init; } = "";
    public string AudienceKind { get; init; } = "";
    public LectureTaskField TaskField { get; private set; }
    public int[] Purposes { get; private set; } = [];

    /// <summary>What its sessions are for.</summary>
    public Marks Marks
    {
        get => new(TaskField, Purposes);
        init => (TaskField, Purposes) = (value.TaskField, value.Purposes);
    }
    public Guid? LecturerId { get; set; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Sessions are planned up to and including this day; null before the first time.</summary>
    public DateOnly? PlannedUntil { get; private set; }

    public void End(DateOnly day) => EndedOn = day;

    /// <summary>Its lecturer left the team: who lectures is open from now on.</summary>
    public void GoOnWithoutLecturer() => LecturerId = null;

    /// <summary>
    /// The site at which it takes place closed, and another one goes on with its work. What fell due between the two found a closed site and was not planned: it is due again; a day that has its session gets no
    /// second one.
    /// </summary>
    public void Move(string to) => (Site, PlannedUntil) = (to, null);

    /// <summary>The days on which it falls, after one day and up to another.</summary>
    public IEnumerable<DateOnly> Days(DateOnly after, DateOnly until)
    {
        var first = after.AddDays(1);
        for (var day = first < StartsOn ? StartsOn : first; day <= until; day = day.AddDays(1))
            if (FallsOn(day)) yield return day;
    }

    /// <summary>The sessions that are due to be planned on a day; afterwards they are not due again.</summary>
    public IReadOnlyList<LectureSession> PlanAhead(DateTimeOffset now)
    {
        var today = ChinaTime.Day(now);
        var until = today.AddDays(DaysAhead);
        var after = PlannedUntil is { } planned && planned >= today ? planned : today.AddDays(-1);
        List<LectureSession> sessions = EndedOn is null ? [.. Days(after, until).Where(day => At(day) > now).Select(day => On(day, now))] : [];
        if (PlannedUntil is null || PlannedUntil < until) PlannedUntil = until;
        return sessions;
    }

    bool FallsOn(DateOnly day) => Rhythm == Rhythm.Weekly
        ? (day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek) == Day
        : day.Day == Math.Min(Day, DateTime.DaysInMonth(day.Year, day.Month));

    DateTimeOffset At(DateOnly day) => ChinaTime.Start(day) + Time.ToTimeSpan();

    LectureSession On(DateOnly day, DateTimeOffset now) => new()
    {
        County = County,
        Id = Guid.CreateVersion7(now),
        Title = Title,
        Topic = Topic,
        Site = Site,
        Place = Place,
        VenueId = VenueId,
        VenueName = VenueName,
        TeamId = TeamId,
        LecturerId = LecturerId,
        Level = Level,
        Channel = Channel,
        Method = Method,
        Form = Form,
        PlaceKind = PlaceKind,
        AudienceKind = AudienceKind,
        Marks = Marks,
        StartsAt = At(day),
        DurationMinutes = DurationMinutes,
        PlannedAhead = true,
        SlotId = Id,
        SlotDay = day,
    };

    public V1.RegularSlot Shown() => new()
    {
        Id = Id.ToString(),
        Rhythm = Rhythm,
        Day = Day,
        Time = Time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DurationMinutes = DurationMinutes,
        Site = Site,
        Place = Place,
        VenueId = VenueId?.ToString() ?? "",
        VenueName = VenueName,
        Title = Title,
        Topic = Topic,
        Channel = Channel,
        Form = Form,
        Method = Method,
        PlaceKind = PlaceKind,
        AudienceKind = AudienceKind,
        Marks = Marks.ToWire(),
        LecturerId = LecturerId?.ToString() ?? "",
        StartsOn = ChinaTime.Text(StartsOn),
        PlannedUntil = PlannedUntil is { } until ? ChinaTime.Text(until) : "",
    };
}
