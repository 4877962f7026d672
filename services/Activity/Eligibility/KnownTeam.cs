using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of a team (志愿服务队): its public name, and who leads it, by id.</summary>
public sealed class KnownTeam : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Category { get; init; }
    public required string Site { get; init; }
    public Guid? LeaderPersonId { get; init; }
    public required long Version { get; init; }

    /// <summary>Takes the fact over unless a later one is known.</summary>
    public static Task<int> TakeAsync(ActivityDb db, TeamChanged fact) => db.Database.ExecuteSqlAsync(
        $"""
        insert into known_team as k (county, id, name, category, site, leader_person_id, version)
        values ({fact.County}, {fact.TeamId}, {fact.Name}, {fact.Category}, {fact.Site}, {fact.LeaderPersonId}::uuid, {fact.Version})
        on conflict (county, id) do update set name = excluded.name, category = excluded.category, site = excluded.site,
            leader_person_id = excluded.leader_person_id, version = excluded.version
        where k.version < excluded.version
        """);

    /// <summary>A whole batch at once, in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task<int> TakeAsync(ActivityDb db, TeamsImported fact)
    {
        var rows = fact.Teams.OrderBy(row => row.TeamId).Select(row => new { id = row.TeamId, name = row.Name, category = row.Category, site = row.Site, leader = row.LeaderPersonId, version = row.Version });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_team as k (county, id, name, category, site, leader_person_id, version)
            select {fact.County}, id, name, category, site, leader, version
            from jsonb_to_recordset({json}::jsonb) as r(id uuid, name text, category text, site text, leader uuid, version bigint)
            on conflict (county, id) do update set name = excluded.name, category = excluded.category, site = excluded.site,
                leader_person_id = excluded.leader_person_id, version = excluded.version
            where k.version < excluded.version
            """);
    }
}
