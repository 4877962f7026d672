using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of an association (协会): whose activities and donations are its own.</summary>
public sealed class KnownAssociation : ICountyRow
{
    public const int MostNumber = 40;

    public required string County { get; init; }
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required string Site { get; init; }
    public required long Version { get; init; }

    /// <summary>Takes the facts over unless later ones are known; in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task<int> TakeAsync(ActivityDb db, AssociationsChanged fact)
    {
        var rows = fact.Associations.OrderBy(row => row.Number, StringComparer.Ordinal).Select(row => new { number = row.Number, name = row.Name, site = row.Site, version = row.Version });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_association as k (county, number, name, site, version)
            select {fact.County}, number, name, site, version from jsonb_to_recordset({json}::jsonb) as r(number text, name text, site text, version bigint)
            on conflict (county, number) do update set name = excluded.name, site = excluded.site, version = excluded.version where k.version < excluded.version
            """);
    }

    /// <exception cref="Fault">UNKNOWN_ASSOCIATION.</exception>
    public static async Task<KnownAssociation> RequireAsync(ActivityDb db, string county, string number, CancellationToken cancel) =>
        await db.Associations.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Number == number, cancel) ?? throw Fault.Invalid("association", "UNKNOWN_ASSOCIATION", "本县没有这个协会");
}
