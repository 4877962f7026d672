using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A team of lecturers (宣讲队伍) on one of the four levels.</summary>
public sealed class LecturerTeam : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Level Level { get; init; }

    /// <summary>The site that hosts it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named; with the name the natural key: a site that took another in may have two teams of one name. PostgreSQL keeps it.</summary>
    public string NamedSite { get; private set; } = "";

    /// <summary>A red-lecturer group (红色讲师团).</summary>
    public required bool RedGroup { get; init; }

    /// <summary>The civil day on which it was recorded, and counts.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>How many lecturers it has, so that a list of teams counts nothing.</summary>
    public int Lecturers { get; private set; }

    /// <summary>The leader (团长), a lecturer of the team.</summary>
    public Guid? LeaderId { get; private set; }

    /// <summary>The day from which it is a team no more (解散); null while it is one.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public string EndReason { get; private set; } = "";
    public string RuleText { get; private set; } = "";
    public bool RuleLocal { get; private set; }
    public bool RuleBackground { get; private set; }
    public int[] RuleKinds { get; private set; } = [];

    /// <summary>Who may lecture in it. Those who are there already stay when it changes.</summary>
    public EligibilityRule Rule
    {
        get => new(RuleText, RuleLocal, RuleBackground, [.. RuleKinds.Select(kind => (LecturerKind)kind)]);
        set => (RuleText, RuleLocal, RuleBackground, RuleKinds) = (value.Text, value.Local, value.Background, [.. value.Kinds.Select(kind => (int)kind)]);
    }

    /// <summary>The team of a county, locked until the transaction ends, so that its count is right whoever else adds.</summary>
    public static Task<LecturerTeam?> LockAsync(LectureDb db, string county, Guid id, CancellationToken cancel) =>
        db.Teams.FromSql($"select * from lecturer_team where county = {county} and id = {id} for update").SingleOrDefaultAsync(cancel);

    /// <param name="person">The person's id in Volunteer; null for somebody from outside who is on no roster.</param>
    /// <exception cref="Fault">NOT_ELIGIBLE: the team's rule does not admit somebody like that.</exception>
    public Lecturer Take(Guid? person, string name, LecturerProfile profile, DateTimeOffset now)
    {
        Rule.Require(profile);
        Lecturers++;
        return new Lecturer { County = County, Id = Guid.CreateVersion7(now), TeamId = Id, PersonId = person, Name = name, RecordedOn = ChinaTime.Day(now), Profile = profile };
    }

    /// <summary>It is dissolved and those who are in it leave with it. Nothing of it is planned any more; the caller has looked.</summary>
    /// <exception cref="Fault">TEAM_DISSOLVED.</exception>
    public void Dissolve(DateOnly day, string reason, IReadOnlyList<Lecturer> lecturers, DateTimeOffset now)
    {
        RequireRunning();
        foreach (var lecturer in lecturers) Release(lecturer, day, now);
        (EndedOn, EndedAt, EndReason) = (day, now, reason);
    }

    /// <summary>From which day what was recorded on another counts no more with the team: nothing counts off before it counts.</summary>
    public DateOnly CountedUntil(DateOnly recordedOn) => EndedOn is { } day && day > recordedOn ? day : recordedOn;

    /// <exception cref="Fault">TEAM_DISSOLVED.</exception>
    public void RequireRunning() => RequireThereOn(DateOnly.MaxValue);

    /// <summary>It is or was a team on that day.</summary>
    /// <exception cref="Fault">TEAM_DISSOLVED.</exception>
    public void RequireThereOn(DateOnly day)
    {
        if (EndedOn is { } ended && day > ended) throw Fault.Precondition("TEAM_DISSOLVED", $"宣讲队伍“{Name}”已于 {ended:yyyy-MM-dd} 解散");
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day) => (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);

    /// <exception cref="Fault">LECTURER_LEFT.</exception>
    public void Release(Lecturer lecturer, DateOnly day, DateTimeOffset now)
    {
        lecturer.Leave(day, now);
        Lecturers--;
        if (LeaderId == lecturer.Id) LeaderId = null;
    }

    /// <exception cref="Fault">LECTURER_OF_ANOTHER_TEAM, LECTURER_LEFT.</exception>
    public void BeLedBy(Lecturer lecturer)
    {
        RequireOwn(lecturer);
        LeaderId = lecturer.Id;
    }

    /// <exception cref="Fault">LECTURER_OF_ANOTHER_TEAM, LECTURER_LEFT.</exception>
    public void RequireOwn(Lecturer lecturer)
    {
        if (lecturer.TeamId != Id) throw Fault.Precondition("LECTURER_OF_ANOTHER_TEAM", $"这位宣讲员不在宣讲队伍“{Name}”");
        lecturer.RequireThere();
    }

    public V1.LecturerTeam Shown(string leaderName = "", RegularSlot? slot = null) => new()
    {
        Id = Id.ToString(),
        Name = Name,
        Level = Level,
        Site = Site,
        RedGroup = RedGroup,
        Lecturers = Lecturers,
        LeaderId = LeaderId?.ToString() ?? "",
        LeaderName = leaderName,
        Rule = Rule.Shown(),
        Slot = slot?.Shown(),
        EndedOn = EndedOn is { } day ? ChinaTime.Text(day) : "",
        EndReason = EndReason,
    };
}
