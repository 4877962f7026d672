using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of a team (志愿服务队): its public name, who leads it, by id, and whether it has ended.</summary>
public sealed class KnownTeam : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Category { get; init; }
    public required string Site { get; init; }
    public Guid? LeaderPersonId { get; init; }

    /// <summary>The first day on which it is no more (解散); null while it runs.</summary>
    public DateOnly? EndedOn { get; init; }
    public required long Version { get; init; }

    /// <summary>Takes the fact over unless a later one is known.</summary>
    public static Task<int> TakeAsync(ActivityDb db, TeamChanged fact) => db.Database.ExecuteSqlAsync(
        $"""
        insert into known_team as k (county, id, name, category, site, leader_person_id, ended_on, version)
        values ({fact.County}, {fact.TeamId}, {fact.Name}, {fact.Category}, {fact.Site}, {fact.LeaderPersonId}::uuid, {fact.EndedOn}::date, {fact.Version})
        on conflict (county, id) do update set name = excluded.name, category = excluded.category, site = excluded.site,
            leader_person_id = excluded.leader_person_id, ended_on = excluded.ended_on, version = excluded.version
        where k.version < excluded.version
        """);

    /// <summary>A whole batch at once, in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task<int> TakeAsync(ActivityDb db, TeamsImported fact)
    {
        var rows = fact.Teams.OrderBy(row => row.TeamId).Select(row => new { id = row.TeamId, name = row.Name, category = row.Category, site = row.Site, leader = row.LeaderPersonId, ended_on = row.EndedOn, version = row.Version });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_team as k (county, id, name, category, site, leader_person_id, ended_on, version)
            select {fact.County}, id, name, category, site, leader, ended_on, version
            from jsonb_to_recordset({json}::jsonb) as r(id uuid, name text, category text, site text, leader uuid, ended_on date, version bigint)
            on conflict (county, id) do update set name = excluded.name, category = excluded.category, site = excluded.site,
                leader_person_id = excluded.leader_person_id, ended_on = excluded.ended_on, version = excluded.version
            where k.version < excluded.version
            """);
    }

    /// <summary>A team that begins something on a day. What it began before it ended is finished by whom it may concern.</summary>
    /// <exception cref="Fault">UNKNOWN_TEAM, TEAM_ENDED.</exception>
    public static async Task<KnownTeam> RequireAsync(ActivityDb db, string county, Guid id, DateOnly day, CancellationToken cancel)
    {
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.Invalid("teamId", "UNKNOWN_TEAM", "没有这支队伍");
        if (team.EndedOn is { } ended && day >= ended) throw Fault.Invalid("teamId", "TEAM_ENDED", $"队伍“{team.Name}”已于 {ended:yyyy-MM-dd} 解散,请换一支队伍");
        return team;
    }
}
