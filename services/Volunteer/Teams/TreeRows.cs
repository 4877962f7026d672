using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>Teams as the tree ties them together, in sets.</summary>
static class TreeRows
{
    /// <summary>In SQL: ids (below) of a team ($2) of a county ($1) and of all below it. There are five levels, so that the way down has an end whatever the rows say.</summary>
    internal const string Below =
        """
        with recursive below(id, steps) as (
            select id, 0 from team where county = $1 and id = $2
            union
            select t.id, b.steps + 1 from below b join team t on t.county = $1 and t.parent_id = b.id where b.steps < 5
        )
        """;

    /// <summary>In SQL: running sites (code) of the counties ($1) from $2 to before $3 whose code has $5 digits, with those of the kinds ($4) that running teams there and below have.</summary>
    internal const string Places =
        """
        with places as (
            select k.code, array(select distinct t.category from team t where t.county = k.county and t.site >= k.code and t.site < k.code || '~' and t.ended_on is null and t.category = any($4)) as kinds
            from known_site k where k.county = any($1) and k.code >= $2 and k.code < $3 and k.closed_on is null and k.code ~ '^[0-9]+$' and length(k.code) = $5
        )
        """;

    /// <summary>One placement of a county at a time, until the transaction ends: a team that is put below another one meanwhile would not be among the rows that are locked, and two would become the corps. Before any row is locked, so that nobody waits crosswise.</summary>
    internal static Task QueueAsync(VolunteerDb db, string county, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('team tree of ' || {county}))", cancel);

    /// <summary>A team with the one that is to stand above it and those right below it, locked until the transaction ends in the order of their ids, so that none of them changes its level meanwhile.</summary>
    /// <exception cref="Fault">NOT_FOUND, UNKNOWN_TEAM for the one above, OWN_PARENT, TEAM_ENDED of either.</exception>
    internal static async Task<(Team Team, Team? Parent, IReadOnlyList<Team> Below)> LockAsync(VolunteerDb db, string county, Guid id, Guid? above, CancellationToken cancel)
    {
        if (above == id) throw Fault.Invalid("parentId", "OWN_PARENT", "一支队伍不能是自己的上级");
        await QueueAsync(db, county, cancel);
        var rows = await db.Teams.FromSql($"select * from team where county = {county} and (id = {id} or id = {above ?? id} or parent_id = {id}) order by id for update").ToListAsync(cancel);
        var team = rows.SingleOrDefault(row => row.Id == id) ?? throw Fault.NotFound("这支队伍");
        var parent = above is null ? null : rows.SingleOrDefault(row => row.Id == above) ?? throw Fault.Invalid("parentId", "UNKNOWN_TEAM", "本县没有这支上级队伍");
        team.RequireRunning();
        parent?.RequireRunning();
        return (team, parent, [.. rows.Where(row => row.ParentId == id)]);
    }

    /// <summary>
    /// Gives a team its place, and moves the figures; false when it stands there already. Without a team above it a team with a level stands below the county's corps, if there is one;
    /// of a corps that leaves the tree those below it stand below nobody.
    /// </summary>
    /// <param name="corps">The county's corps that runs.</param>
    /// <exception cref="Fault">As <see cref="TeamPlacement.Place"/>; CORPS_EXISTS: a county has one corps.</exception>
    internal static async Task<bool> PlaceAsync(VolunteerDb db, Team team, TeamLevel level, Team? parent, IEnumerable<Team> below, DateOnly since, Team? corps, CancellationToken cancel, bool isNew = false)
    {
        var was = team.Level;
        if (corps is not null && corps.Id != team.Id)
        {
            if (level == TeamLevel.Corps) throw Fault.Duplicate("CORPS_EXISTS", $"已经有总队“{corps.Name}”,一个县(区)、一个市只有一支总队");
            if (level != TeamLevel.Unspecified) parent ??= corps;
        }
        if (was == TeamLevel.Corps && level == TeamLevel.Unspecified)
        {
            await CorpsRows.AdoptAsync(db, team.County, team.Id, null, since, cancel);
            below = [];
        }
        // A team that is only being founded never had a place: a file of many asks for none of them.
        var last = isNew ? null : await db.Placements.Where(row => row.County == team.County && row.TeamId == team.Id).OrderBy(row => row.Until != null).ThenByDescending(row => row.Since).FirstOrDefaultAsync(cancel);
        var stands = last is { Until: null };
        var next = TeamPlacement.Place(team, last, level, parent, below.Select(each => each.Level), since, db.Clock.GetUtcNow());
        if (next is null && (level != TeamLevel.Unspecified || was == level)) return false;
        if (stands) last!.CountEnded(db, team);
        if (next is null) return true;
        next.CountBegun(db, team);
        // The former must have ended before the next one begins: PostgreSQL looks at each statement.
        if (stands) await db.SaveChangesAsync(cancel);
        db.Add(next);
        return true;
    }

    /// <summary>The teams above, from the top down.</summary>
    internal static async Task<IReadOnlyList<Team>> AboveAsync(VolunteerDb db, Team team, CancellationToken cancel)
    {
        if (team.ParentId is not { } first) return [];
        var ids = await db.RunAsync(
            """
            with recursive above(id, parent_id, steps) as (
                select id, parent_id, 0 from team where county = $1 and id = $2
                union
                select t.id, t.parent_id, a.steps + 1 from above a join team t on t.county = $1 and t.id = a.parent_id where a.steps < 5
            )
            select id from above order by steps desc
            """, row => row.GetGuid(0), cancel, team.County, first);
        var rows = await db.Teams.AsNoTracking().Where(row => row.County == team.County && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}
