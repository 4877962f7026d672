using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>The corps of counties, in sets.</summary>
static class CorpsRows
{
    /// <summary>Of a corps that is founded here: it is of no single kind.</summary>
    const string category = "其他专题志愿服务";

    /// <summary>From a request to the places as corps that it seeks.</summary>
    internal static IQueryable<TeamPlacement> Sought(this IQueryable<TeamPlacement> rows, ListCorpsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.Done();

        rows = rows.Where(row => row.Level == TeamLevel.Corps).Under(row => row.County, [prefix]);
        if (request.OfCounties) rows = rows.Where(row => !row.County.EndsWith("00"));
        if (after is not null) return rows.Where(row => row.RecordedAt > after || row.EndedAt > after);
        if (to is null && until is null) return rows.Where(row => row.Until == null);
        if (to is not null) rows = rows.Where(row => row.Since <= to);
        if (until is not null) rows = rows.Where(row => row.RecordedAt <= until);
        // Who ended later, or of whom the end was told later, was there.
        return rows.Where(row => row.Until == null || (to != null && row.Until > to) || (until != null && row.EndedAt > until));
    }

    /// <summary>The county's corps that runs, as the unsaved changes have it, too; null where there is none. Whoever places a team has locked the county's tree.</summary>
    internal static async Task<Team?> CorpsAsync(this VolunteerDb db, string county, CancellationToken cancel)
    {
        bool Is(Team team) => team.County == county && team.Level == TeamLevel.Corps;
        return db.Teams.Local.FirstOrDefault(Is) ?? (await db.Teams.Where(team => team.County == county && team.Level == TeamLevel.Corps).ToListAsync(cancel)).FirstOrDefault(Is);
    }

    /// <summary>Whoever finds or founds the county's corps; the tree is locked until the transaction ends.</summary>
    /// <param name="foundedOn">Of one that is founded; another one gets its day by <see cref="SayFoundingAsync"/>.</param>
    /// <returns>The corps, and whether it became one by this.</returns>
    internal static async Task<(Team Team, bool IsNew)> FindOrFoundAsync(VolunteerDb db, string county, string name, DateOnly foundedOn, CancellationToken cancel)
    {
        await TreeRows.QueueAsync(db, county, cancel);
        if (await db.CorpsAsync(county, cancel) is { } running) return (running, false);
        // A team of that name at the centre is the one that is meant.
        var team = await db.Teams.FromSql($"select * from team where county = {county} and named_site = {county} and name = {name} for update").SingleOrDefaultAsync(cancel);
        team?.RequireRunning();
        var made = team is null;
        team ??= new Team
        {
            County = county,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Name = name,
            Category = category,
            Site = county,
            FoundedOn = foundedOn,
            Slogan = "",
            Practice = false,
            RegistryNumber = null,
        };
        var last = made ? null : await db.Placements.AsNoTracking().Where(row => row.County == county && row.TeamId == team.Id).OrderBy(row => row.Until != null).ThenByDescending(row => row.Since).FirstOrDefaultAsync(cancel);
        var since = new[] { foundedOn, team.FoundedOn, last?.Until ?? last?.Since ?? DateOnly.MinValue }.Max();
        await TreeRows.PlaceAsync(db, team, TeamLevel.Corps, null, [], since, null, cancel, isNew: made);
        if (made)
        {
            db.Add(team);
            team.Count(db);
            db.Publish(team.Changed());
        }
        await db.SaveChangesAsync(cancel);
        await AdoptAsync(db, county, null, team.Id, since, cancel);
        return (team, true);
    }

    /// <summary>Says since when a team is the corps, and moves the figures along; its founding as a team follows where it was the same day, or would lie behind.</summary>
    /// <exception cref="Fault">BEFORE_LAST_PLACE.</exception>
    internal static async Task SayFoundingAsync(VolunteerDb db, Team team, DateOnly day, CancellationToken cancel)
    {
        var places = await db.Placements.Where(row => row.County == team.County && row.TeamId == team.Id).OrderByDescending(row => row.Since).ThenByDescending(row => row.Id).Take(2).ToListAsync(cancel);
        var (place, former) = (places.Single(row => row.Until == null), places.FirstOrDefault(row => row.Until != null));
        if (place.Since == day) return;
        var founded = team.FoundedOn == place.Since ? day : team.FoundedOn;
        // Whoever joined had a team to join.
        if (founded > team.FoundedOn && await db.Memberships.Where(row => row.County == team.County && row.TeamId == team.Id).MinAsync(row => (DateOnly?)row.JoinedOn, cancel) is { } first && first < founded) founded = team.FoundedOn;
        if (day < founded) founded = day;
        place.CountBegun(db, team, by: -1);
        place.Begin(day, former);
        if (founded != team.FoundedOn)
        {
            team.Count(db, by: -1);
            team.FoundedOn = founded;
            team.Count(db);
        }
        place.CountBegun(db, team);
    }

    /// <summary>Teams that stand right below one team, or none, stand below another one, or none, from a day on; they keep their levels, so that no figure moves.</summary>
    /// <param name="from">The team above now; null: the teams with a level and none above them.</param>
    internal static async Task AdoptAsync(VolunteerDb db, string county, Guid? from, Guid? to, DateOnly day, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        await db.Database.OpenConnectionAsync(cancel);
        var moved = await db.RunAsync(
            """
            with top as (select id, level from team where county = $1 and parent_id is not distinct from $2 and level > $3 order by id for update),
            stood as (
                update team_placement p set until = greatest(p.since, $5), ended_at = $6 from top where p.county = $1 and p.team_id = top.id and p.until is null returning p.team_id, top.level, p.until
            ), moved as (update team t set parent_id = $4 from top where t.county = $1 and t.id = top.id)
            select team_id, level, until from stood order by team_id
            """, row => (Team: row.GetGuid(0), Level: row.GetInt32(1), Since: row.GetFieldValue<DateOnly>(2)), cancel, county, OrNull(from), (int)TeamLevel.Corps, OrNull(to), day, now);
        if (moved.Count == 0) return;
        await db.RunAsync(
            "insert into team_placement (county, id, team_id, level, parent_id, since, recorded_at) select $1, m.id, m.team, m.level, $2, m.since, $3 from unnest($4, $5, $6, $7) as m(id, team, level, since)",
            cancel, county, OrNull(to), now, moved.Select(_ => Guid.CreateVersion7(now)).ToArray(), moved.Select(each => each.Team).ToArray(), moved.Select(each => each.Level).ToArray(), moved.Select(each => each.Since).ToArray());

        static object OrNull(Guid? id) => id is { } known ? known : DBNull.Value;
    }
}
