using System.Globalization;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using Microsoft.EntityFrameworkCore;
using Neighbourhood = CivPractice.Organization.Neighbourhoods.Neighbourhood;

namespace CivPractice.Organization.Nearby;

/// <summary>An open site or a venue of the pool, and how far it is.</summary>
public sealed record PlaceRow(int Kind, string Id, string Site, string Name, string Address, string Phone, string OpeningHours, int Metres)
{
    public V1.NearPlace ToProto() => new() { Kind = (PlaceKind)Kind, Id = Id, Site = Site, Name = Name, Address = Address, Phone = Phone, OpeningHours = OpeningHours, Metres = Metres };
}

/// <summary>Neighbourhoods of a subtree, those of a known position, and those within reach.</summary>
public sealed record CircleRow(int Neighbourhoods, int Located, int Within, int ResidentsLocated, int ResidentsWithin);

/// <summary>
/// What is near (就近), in SQL: a box of degrees that an index finds, then the way along the earth's surface. No extension for maps: a county has some thousand places, and the box leaves a few of them.
/// </summary>
static class NearRows
{
    /// <summary>How far somebody walks in 15 minutes (15 分钟步行圈), in metres as the crow flies: 4.8 km in an hour.</summary>
    internal const int Walk = 1_200;

    // Half of the box's height in degrees, and half of its width where China reaches farthest north.
    static readonly string up = (Walk / 111_000d).ToString("0.####", CultureInfo.InvariantCulture), aside = (Walk / 111_000d / Math.Cos(double.DegreesToRadians(53.6))).ToString("0.####", CultureInfo.InvariantCulture);

    static readonly string nearest =
        $$"""
        select m.kind as "Kind", m.id as "Id", m.site as "Site", m.name as "Name", m.address as "Address", m.phone as "Phone", m.hours as "OpeningHours", m.metres as "Metres"
        from (
            select p.*, round({{GeoPoint.MetresSql("{1}", "{2}", "p.latitude", "p.longitude")}})::int as metres from (
                select {{(int)PlaceKind.PlaceSite}} as kind, code as id, code as site, name, address, phone, opening_hours as hours, latitude, longitude from practice_site
                where county = any({0}) and status = {{(int)SiteStatus.Running}} and latitude between {3} and {4} and longitude between {5} and {6}
                union all
                select {{(int)PlaceKind.PlaceVenue}}, id::text collate "C", site, name, address, phone, opening_hours, latitude, longitude from venue
                where county = any({0}) and withdrawn_on is null and latitude between {3} and {4} and longitude between {5} and {6}
            ) p where {7} in (0, p.kind)
        ) m
        where m.metres <= {8} and (m.metres, m.id collate "C") > ({9}, {10} collate "C")
        order by m.metres, m.id collate "C" limit {11}
        """;

    static readonly string reached =
        $$"""
        n.latitude is not null and n.withdrawn_on is null and (exists (
            select from practice_site p where p.county = n.county and p.status = {{(int)SiteStatus.Running}} and p.latitude between n.latitude - {{up}} and n.latitude + {{up}} and p.longitude between n.longitude - {{aside}} and n.longitude + {{aside}}
                and {{GeoPoint.MetresSql("n.latitude", "n.longitude", "p.latitude", "p.longitude")}} <= {{Walk}}
        ) or exists (
            select from venue p where p.county = n.county and p.withdrawn_on is null and p.latitude between n.latitude - {{up}} and n.latitude + {{up}} and p.longitude between n.longitude - {{aside}} and n.longitude + {{aside}}
                and {{GeoPoint.MetresSql("n.latitude", "n.longitude", "p.latitude", "p.longitude")}} <= {{Walk}}
        ))
        """;

    static readonly string within = $"select n.* from neighbourhood n where {reached}", beyond = $"select n.* from neighbourhood n where n.latitude is not null and n.withdrawn_on is null and not ({reached})";

    static readonly string circle =
        $$"""
        select count(*)::int as "Neighbourhoods", count(latitude)::int as "Located", count(*) filter (where near)::int as "Within",
            coalesce(sum(residents) filter (where latitude is not null), 0)::int as "ResidentsLocated", coalesce(sum(residents) filter (where near), 0)::int as "ResidentsWithin"
        from (select n.latitude, n.residents, {{reached}} as near from neighbourhood n where county = any({0}) and site >= {1} and site < {2} and n.withdrawn_on is null) m
        """;

    /// <param name="last">Of the row before; nought and nothing for the first page.</param>
    internal static Task<List<PlaceRow>> NearestAsync(this OrganizationDb db, GeoPoint from, int metres, PlaceKind kind, (int Metres, string Id) last, int take, CancellationToken cancel)
    {
        var (south, north, west, east) = from.Around(metres);
        return db.Database.SqlQueryRaw<PlaceRow>(nearest, db.Scope.Counties.ToArray(), from.Latitude, from.Longitude, south, north, west, east, (int)kind, metres, last.Metres, last.Id, take).ToListAsync(cancel);
    }

    internal static Task<CircleRow> CircleAsync(this OrganizationDb db, string prefix, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<CircleRow>(circle, db.Scope.Counties.ToArray(), prefix, Platform.Prefixes.End(prefix)).SingleAsync(cancel);

    /// <summary>Neighbourhoods by whether an open site or venue is within a walk.</summary>
    internal static IQueryable<Neighbourhood> Reached(this OrganizationDb db, WalkReach reach) => reach switch
    {
        WalkReach.WithinReach => db.Neighbourhoods.FromSqlRaw(within),
        WalkReach.BeyondReach => db.Neighbourhoods.FromSqlRaw(beyond),
        _ => db.Neighbourhoods,
    };
}
