using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>Copy of a site (站点): a need is posted to a site that exists, and trails name it.</summary>
public sealed class KnownSite : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required int Tier { get; init; }
    public required string Parent { get; init; }
    public required long Version { get; init; }

    /// <summary>Takes the fact over unless a later one is known.</summary>
    public static Task<int> TakeAsync(ActivityDb db, SiteOpened fact) => db.Database.ExecuteSqlAsync(
        $"""
        insert into known_site as k (county, code, name, tier, parent, version) values ({fact.County}, {fact.Code}, {fact.Name}, {fact.Tier}, {fact.Parent}, {fact.Version})
        on conflict (county, code) do update set name = excluded.name, tier = excluded.tier, parent = excluded.parent, version = excluded.version
        where k.version < excluded.version
        """);
}
