using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of what a sign-up is decided by (志愿服务条例 Art. 15: age and skill), so that it asks nobody. The name is for the leader's list only.</summary>
public sealed class KnownVolunteer : ICountyRow
{
    public required string County { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required string[] Skills { get; init; }
    public required string Site { get; init; }
    /// <summary>志愿者编号, and the number of the national system, by which lists name somebody; empty where none is known.</summary>
    public string Number { get; init; } = "";
    public string RegistryNumber { get; init; } = "";
    public required long Version { get; init; }

    /// <summary>Takes the fact over unless a later one is known.</summary>
    public static Task<int> TakeAsync(ActivityDb db, VolunteerChanged fact) => db.Database.ExecuteSqlAsync(
        $"""
        insert into known_volunteer as k (county, person_id, name, birth_date, skills, site, number, registry_number, version)
        values ({fact.County}, {fact.PersonId}, {fact.Name}, {fact.BirthDate}, {fact.Skills}, {fact.Site}, {fact.Number}, {fact.RegistryNumber}, {fact.Version})
        on conflict (county, person_id) do update set name = excluded.name, birth_date = excluded.birth_date, skills = excluded.skills,
            site = excluded.site, number = excluded.number, registry_number = excluded.registry_number, version = excluded.version
        where k.version < excluded.version
        """);

    /// <summary>A whole batch at once, in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task<int> TakeAsync(ActivityDb db, VolunteersImported fact)
    {
        var rows = fact.Volunteers.OrderBy(row => row.PersonId).Select(row => new { person_id = row.PersonId, name = row.Name, birth_date = row.BirthDate, skills = row.Skills, site = row.Site, number = row.Number, registry_number = row.RegistryNumber, version = row.Version });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_volunteer as k (county, person_id, name, birth_date, skills, site, number, registry_number, version)
            select {fact.County}, person_id, name, birth_date, skills, site, coalesce(number, ''), coalesce(registry_number, ''), version
            from jsonb_to_recordset({json}::jsonb) as r(person_id uuid, name text, birth_date date, skills text[], site text, number text, registry_number text, version bigint)
            on conflict (county, person_id) do update set name = excluded.name, birth_date = excluded.birth_date, skills = excluded.skills,
                site = excluded.site, number = excluded.number, registry_number = excluded.registry_number, version = excluded.version
            where k.version < excluded.version
            """);
    }
}
