using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Teams;

/// <summary>
/// Where a team stood in the county's tree 总队-大队-支队-分队-小队 (队伍层级), from a day until another. A team stands below any of a higher level, not only of the next one: few
/// counties have all five. Since each step goes up in level, no way leads back to where it began, and the tree has no cycle.
/// </summary>
public sealed class TeamPlacement : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public required TeamLevel Level { get; init; }

    /// <summary>The team above; null at the top.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>First day; of the corps, the day of its founding.</summary>
    public required DateOnly Since { get; set; }

    /// <summary>When this was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The day from which on the team stands elsewhere; null while it stands here.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>When the end was recorded; null while it stands here.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>A team takes its place, and leaves the one where it stood.</summary>
    /// <param name="last">Where it stands, or stood last; null where it never had a place.</param>
    /// <param name="parent">The team above, if any.</param>
    /// <param name="below">The levels of the teams right below it.</param>
    /// <param name="since">First day there, at most today.</param>
    /// <returns>The new place; null where it leaves the tree, or stands there already.</returns>
    /// <exception cref="Fault">LEVEL_REQUIRED, PARENT_NOT_ABOVE, CHILD_NOT_BELOW, CORPS_NOT_AT_CENTER, BEFORE_FOUNDING, BEFORE_LAST_PLACE.</exception>
    public static TeamPlacement? Place(Team team, TeamPlacement? last, TeamLevel level, Team? parent, IEnumerable<TeamLevel> below, DateOnly since, DateTimeOffset now)
    {
        if (parent is not null && level == TeamLevel.Unspecified) throw Fault.Invalid("level", "LEVEL_REQUIRED", "有上级队伍的,请选择层级");
        if (parent is not null && (parent.Level == TeamLevel.Unspecified || parent.Level >= level)) throw Fault.Precondition("PARENT_NOT_ABOVE", "上级队伍的层级须高于本队,层级由高到低是总队、大队、支队、分队、小队");
        if (below.Any(each => level == TeamLevel.Unspecified || each <= level)) throw Fault.Precondition("CHILD_NOT_BELOW", "下级队伍的层级须低于本队,请先调整下级队伍");
        if (level == TeamLevel.Corps && team.Site != team.County) throw Fault.Precondition("CORPS_NOT_AT_CENTER", "总队是全县(区)或全市的,只能设在中心");
        if (since < team.FoundedOn) throw Fault.Precondition("BEFORE_FOUNDING", $"日期不能早于队伍成立日期 {team.FoundedOn:yyyy-MM-dd}");
        if (last is not null && since < (last.Until ?? last.Since)) throw Fault.Precondition("BEFORE_LAST_PLACE", $"日期不能早于上次调整层级的日期 {last.Until ?? last.Since:yyyy-MM-dd}");
        if (team.Level == level && team.ParentId == parent?.Id) return null;

        if (last is { Until: null }) (last.Until, last.EndedAt) = (since, now);
        team.Stand(level, parent?.Id);
        return level == TeamLevel.Unspecified ? null : new TeamPlacement { County = team.County, Id = Guid.CreateVersion7(now), TeamId = team.Id, Level = level, ParentId = parent?.Id, Since = since, RecordedAt = now };
    }

    /// <summary>It began on another day than was told.</summary>
    /// <param name="former">Where the team stood before; null where it never had another place.</param>
    /// <exception cref="Fault">BEFORE_LAST_PLACE.</exception>
    public void Begin(DateOnly day, TeamPlacement? former)
    {
        if (former?.Until is { } end && day < end) throw Fault.Precondition("BEFORE_LAST_PLACE", $"日期不能早于上次调整层级的日期 {end:yyyy-MM-dd}");
        Since = day;
    }

    // The city's own corps is counted apart from those of its counties.
    string CorpsOf => Tenants.IsCity(County) ? "City" : "Center";

    /// <summary>Moves the figures by the beginning.</summary>
    public void CountBegun(VolunteerDb db, IMovingRow team, int by = 1) => Count(db, team, Since, by);

    /// <summary>Moves the figures by the end.</summary>
    public void CountEnded(VolunteerDb db, IMovingRow team) => Count(db, team, Until!.Value, -1);

    // A corps is its county's, wherever the team may move.
    void Count(VolunteerDb db, IMovingRow team, DateOnly day, int by)
    {
        db.CountAt(team, day, Measures.TeamLevels, by, Level.ToString());
        if (Level == TeamLevel.Corps) db.Count(County, County, day, Measures.Corps, by, CorpsOf);
    }

    /// <summary>Moves the figure along with the latest move of the team.</summary>
    public void CountMoved(VolunteerDb db, IMovingRow team)
    {
        db.CountMoved(team, Since, Measures.TeamLevels, dimension: Level.ToString());
        if (Until is { } end) db.CountMoved(team, end, Measures.TeamLevels, -1, Level.ToString());
    }

    public V1.Placement Shown(string parentName) => new()
    {
        Level = Level,
        ParentId = ParentId?.ToString() ?? "",
        ParentName = parentName,
        Since = ChinaTime.Text(Since),
        Until = Until is { } end ? ChinaTime.Text(end) : "",
    };
}
