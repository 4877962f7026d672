using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>A volunteer team (志愿服务队). Public but for its people, who stand in <see cref="Membership"/>.</summary>
public sealed class Team : IMovingRow
{
    public const int MostHostUnit = 60;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>One of <see cref="TeamCategory.Ten"/> or a local one.</summary>
    public required string Category { get; init; }

    /// <summary>The site that hosts it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named; with the name the natural key: a site that took another in may have two teams of one name. PostgreSQL keeps it.</summary>
    public string NamedSite { get; private set; } = "";

    /// <summary>Written anew only where the founding of the corps is told more exactly; figures move along.</summary>
    public required DateOnly FoundedOn { get; set; }
    public required string Slogan { get; init; }

    /// <summary>文明实践志愿服务队: one that was founded for practice, among the other teams of the county.</summary>
    public required bool Practice { get; set; }

    /// <summary>When it was recorded as one; null where it is none.</summary>
    public DateTimeOffset? PracticeNotedAt { get; set; }

    /// <summary>The national system's number of the team (全国系统编号), of one team of the county on each day: who goes on with the work of a former team may bear its number.</summary>
    public required string? RegistryNumber { get; set; }

    /// <summary>When the number was recorded; null without one.</summary>
    public DateTimeOffset? RegistryNotedAt { get; set; }

    /// <summary>Where it stands in the tree (队伍层级); the days are in <see cref="TeamPlacement"/>.</summary>
    public TeamLevel Level { get; private set; }

    /// <summary>The team above, of the same county and a higher level.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>承建、挂靠单位, in its own words; empty where the site stands behind it.</summary>
    public string HostUnit { get; set; } = "";

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public Guid? LeaderPersonId { get; private set; }

    /// <summary>The day of its end (解散日期), on which it and its members count no longer; null while it runs.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>When the end was recorded; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public string EndReason { get; private set; } = "";

    /// <summary>Memberships that run. Kept here, because memberships are one county's and the city reads teams of all.</summary>
    public int Members { get; private set; }

    /// <summary>Version of what <see cref="TeamChanged"/> tells; joining and leaving do not raise it.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>The team, locked until the transaction ends, so that its leader is a member whatever happens at the same time.</summary>
    public static Task<Team?> LockAsync(VolunteerDb db, Guid id, CancellationToken cancel) =>
        db.Teams.FromSql($"select * from team where id = {id} for update").SingleOrDefaultAsync(cancel);

    /// <exception cref="Fault">TEAM_ENDED.</exception>
    public void RequireRunning()
    {
        if (EndedOn is { } day) throw Fault.Precondition("TEAM_ENDED", $"这支队伍已于 {day:yyyy-MM-dd} 解散");
    }

    /// <exception cref="Fault">BEFORE_FOUNDING.</exception>
    public void RequireFounded(DateOnly day)
    {
        if (day < FoundedOn) throw Fault.Precondition("BEFORE_FOUNDING", $"解散日期不能早于队伍成立日期 {FoundedOn:yyyy-MM-dd}");
    }

    /// <summary>It ends (解散); its members leave by <see cref="TeamEnding"/>. Nobody leads it any more.</summary>
    /// <exception cref="Fault">TEAM_ENDED, BEFORE_FOUNDING.</exception>
    public void End(DateOnly day, string reason, DateTimeOffset now)
    {
        RequireRunning();
        RequireFounded(day);
        (EndedOn, EndedAt, EndReason, LeaderPersonId, Members) = (day, now, reason, null, 0);
        Version++;
    }

    /// <summary>Begins a membership that runs. On the day of leaving somebody may come back: that day counts once.</summary>
    /// <param name="left">When the person left this team last; null for whom it never had.</param>
    /// <exception cref="Fault">BEFORE_FOUNDING; BEFORE_LAST_LEAVING: the days until then would count the person twice.</exception>
    public Membership Join(Guid person, DateOnly? left, DateOnly day, DateTimeOffset now)
    {
        if (day < FoundedOn) throw Fault.Precondition("BEFORE_FOUNDING", $"入队日期不能早于队伍成立日期 {FoundedOn:yyyy-MM-dd}");
        if (day < left) throw Fault.Precondition("BEFORE_LAST_LEAVING", $"这个人曾是本队队员,已于 {left:yyyy-MM-dd} 退队,再次入队的日期不能早于这一天");
        Members++;
        return new Membership { County = County, Id = Guid.CreateVersion7(now), TeamId = Id, PersonId = person, JoinedOn = day };
    }

    /// <summary>Ends a membership. A leader who leaves leads no longer; true when that happened.</summary>
    public bool Leave(Membership membership, DateOnly day, string reason, DateTimeOffset now)
    {
        membership.End(day, reason, now);
        Members--;
        if (LeaderPersonId != membership.PersonId) return false;
        LeaderPersonId = null;
        Version++;
        return true;
    }

    /// <summary>Names the leader (队长); false when it is so already.</summary>
    /// <exception cref="Fault">LEADER_NOT_MEMBER without a membership that runs.</exception>
    public bool LeadBy(Guid person, bool isMember)
    {
        if (!isMember) throw Fault.Precondition("LEADER_NOT_MEMBER", "队长须是本队队员,请先把这个人加入队伍");
        if (LeaderPersonId == person) return false;
        LeaderPersonId = person;
        Version++;
        return true;
    }

    /// <summary>Stands elsewhere in the tree. Only <see cref="TeamPlacement.Place"/> may say so, which knows the rule.</summary>
    internal void Stand(TeamLevel level, Guid? parent) => (Level, ParentId) = (level, parent);

    /// <summary>What it is marked as from the beginning was recorded with it.</summary>
    public void NoteMarks(DateTimeOffset now) => (PracticeNotedAt, RegistryNotedAt) = (Practice ? now : null, RegistryNumber is null ? null : now);

    /// <summary>Takes the national system's number; false when it has one.</summary>
    public bool Bear(string number, DateTimeOffset now)
    {
        if (RegistryNumber is not null) return false;
        (RegistryNumber, RegistryNotedAt) = (number, now);
        return true;
    }

    /// <summary>Becomes a practice team; false when it is one.</summary>
    public bool Practise(DateTimeOffset now)
    {
        if (Practice) return false;
        PracticeNotedAt = now;
        return Practice = true;
    }

    /// <summary>Its site closed and another one goes on with its work; its memberships keep their days.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    // The marks of the team itself, each a figure.
    IEnumerable<Measure> Marks
    {
        get
        {
            yield return Measures.Teams;
            if (Practice) yield return Measures.TeamsPractice;
            if (RegistryNumber is not null) yield return Measures.TeamsRegistry;
        }
    }

    IEnumerable<Measure> MemberMarks
    {
        get
        {
            yield return Measures.Memberships;
            if (Practice) yield return Measures.MembershipsPractice;
        }
    }

    /// <summary>Moves the figures by the founding of the team.</summary>
    public void Count(VolunteerDb db, int by = 1)
    {
        foreach (var measure in Marks) db.CountAt(this, FoundedOn, measure, by);
        db.CountAt(this, FoundedOn, Measures.TeamKinds, by, Category);
    }

    /// <summary>Moves the figures by the end of the team, if it has ended.</summary>
    public void CountEnded(VolunteerDb db)
    {
        if (EndedOn is not { } day) return;
        foreach (var measure in Marks) db.CountAt(this, day, measure, -1);
        db.CountAt(this, day, Measures.TeamKinds, -1, Category);
    }

    /// <summary>Moves the figures of members by one who joined or left on a day.</summary>
    public void CountMember(VolunteerDb db, DateOnly day, int by = 1)
    {
        foreach (var measure in MemberMarks) db.CountAt(this, day, measure, by);
    }

    /// <summary>Moves the figures of the team itself along with its latest move.</summary>
    public void CountMoved(VolunteerDb db)
    {
        foreach (var measure in Marks) db.CountMoved(this, FoundedOn, measure);
        db.CountMoved(this, FoundedOn, Measures.TeamKinds, dimension: Category);
        if (EndedOn is not { } day) return;
        foreach (var measure in Marks) db.CountMoved(this, day, measure, -1);
        db.CountMoved(this, day, Measures.TeamKinds, -1, Category);
    }

    /// <summary>The same of members who joined or left on a day.</summary>
    public void CountMembersMoved(VolunteerDb db, DateOnly day, int by)
    {
        foreach (var measure in MemberMarks) db.CountMoved(this, day, measure, by);
    }

    public TeamChanged Changed() => new(County, Id, Name, Category, Site, LeaderPersonId, Version, EndedOn);
}
