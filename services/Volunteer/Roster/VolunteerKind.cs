using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// A kind of volunteer that somebody is for a time (志愿者类别: 党员、青年、民兵、民间…), and what shows it. Several at once are usual; the same kind never stands twice on one
/// day, so that a figure by kind counts a person once.
/// </summary>
public sealed class VolunteerKind : ICountyRow
{
    /// <summary>Kinds of one person, those of the past counted in.</summary>
    public const int Most = 100;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Kind { get; init; }
    public required DateOnly Since { get; init; }

    /// <summary>Last day; null while it runs.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>What shows it (凭据), e.g. 村党支部确认; empty where somebody's word is all.</summary>
    public required string Evidence { get; init; }

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }

    /// <summary>Somebody is of a kind from a day on.</summary>
    /// <param name="before">All kinds of the person.</param>
    /// <exception cref="Fault">KIND_TWICE when the same kind stands on one of the days already, TOO_MANY_KINDS.</exception>
    public static VolunteerKind Begin(VolunteerProfile profile, IReadOnlyCollection<VolunteerKind> before, string kind, DateOnly since, DateOnly? until, string evidence, DateTimeOffset now)
    {
        if (before.Count >= Most) throw Fault.Precondition("TOO_MANY_KINDS", $"一个人最多登记 {Most} 条类别");
        if (before.FirstOrDefault(other => other.Kind == kind && (until is null || other.Since <= until) && (other.Until is null || other.Until >= since)) is { } twin)
            throw Fault.Duplicate("KIND_TWICE", $"“{kind}”在这段时间已经登记过:{twin.Said}");
        return new VolunteerKind { County = profile.County, Id = Guid.CreateVersion7(now), PersonId = profile.PersonId, Kind = kind, Since = since, Until = until, Evidence = evidence };
    }

    /// <exception cref="Fault">KIND_ENDED, BEFORE_BEGINNING.</exception>
    public void End(DateOnly day)
    {
        if (Until is { } last) throw Fault.Precondition("KIND_ENDED", $"这个类别已于 {last:yyyy-MM-dd} 结束");
        if (day < Since) throw Fault.Precondition("BEFORE_BEGINNING", $"结束日期不能早于开始日期 {Since:yyyy-MM-dd}");
        Until = day;
    }

    public bool RunsOn(DateOnly day) => Since <= day && (Until is null || Until >= day);

    /// <summary>Moves the figure by the beginning, and by an end that is told along with it.</summary>
    public void CountBegun(VolunteerDb db, IMovingRow profile)
    {
        db.CountAt(profile, Since, Measures.Kinds, dimension: Kind);
        CountEnded(db, profile);
    }

    /// <summary>Moves the figure by the end, if there is one.</summary>
    public void CountEnded(VolunteerDb db, IMovingRow profile)
    {
        if (Until is { } last) db.CountAt(profile, last.AddDays(1), Measures.Kinds, -1, Kind);
    }

    /// <summary>Moves the figure along with the latest move of the profile.</summary>
    public void CountMoved(VolunteerDb db, IMovingRow profile)
    {
        db.CountMoved(profile, Since, Measures.Kinds, dimension: Kind);
        if (Until is { } last) db.CountMoved(profile, last.AddDays(1), Measures.Kinds, -1, Kind);
    }

    public V1.KindOfVolunteer Shown() => new()
    {
        Id = Id.ToString(),
        Kind = Kind,
        Since = ChinaTime.Text(Since),
        Until = Until is { } last ? ChinaTime.Text(last) : "",
        Evidence = Evidence,
    };

    string Said => $"{Since:yyyy-MM-dd} 起{(Until is { } last ? $",到 {last:yyyy-MM-dd}" : "")}";
}
