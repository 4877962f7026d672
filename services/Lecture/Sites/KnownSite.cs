using System.Text.Json;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sites;

/// <summary>Copy of a site (站点), so that no row and no figure hangs on a code that nobody opened.</summary>
public sealed class KnownSite : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }

    /// <summary>Null while it runs. A closed site stays known: what was recorded there keeps its code.</summary>
    public required DateOnly? ClosedOn { get; init; }
    public required string Successor { get; init; }
    public required long Version { get; init; }

    /// <summary>Degrees of WGS-84, both or neither; null also for a site of which nothing was heard since its position is told along.</summary>
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    /// <summary>Takes the fact over unless a later one is known.</summary>
    public static Task TakeAsync(LectureDb db, SiteChanged fact) => db.Database.ExecuteSqlAsync(
        $"""
        insert into known_site as k (county, code, closed_on, successor, version, latitude, longitude)
        values ({fact.County}, {fact.Code}, {fact.ClosedOn}, {fact.Successor}, {fact.Version}, {fact.Latitude}, {fact.Longitude})
        on conflict (county, code) do update set closed_on = excluded.closed_on, successor = excluded.successor, version = excluded.version, latitude = excluded.latitude, longitude = excluded.longitude
        where k.version < excluded.version
        """);

    /// <summary>A whole batch at once, in the order of the key, so that two batches never wait for each other crosswise.</summary>
    public static Task TakeAsync(LectureDb db, SitesImported fact)
    {
        var rows = fact.Sites.OrderBy(row => row.Code, StringComparer.Ordinal).Select(row => new { code = row.Code, closed_on = row.ClosedOn, successor = row.Successor, version = row.Version, latitude = row.Latitude, longitude = row.Longitude });
        var json = JsonSerializer.Serialize(rows);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into known_site as k (county, code, closed_on, successor, version, latitude, longitude)
            select {fact.County}, code, closed_on, successor, version, latitude, longitude
            from jsonb_to_recordset({json}::jsonb) as r(code text, closed_on date, successor text, version bigint, latitude double precision, longitude double precision)
            on conflict (county, code) do update set closed_on = excluded.closed_on, successor = excluded.successor, version = excluded.version, latitude = excluded.latitude, longitude = excluded.longitude
            where k.version < excluded.version
            """);
    }

    /// <summary>Something new begins at a site that runs.</summary>
    /// <exception cref="Fault">UNKNOWN_SITE, SITE_CLOSED.</exception>
    public static async Task RequireAsync(LectureDb db, string county, string code, CancellationToken cancel)
    {
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.County == county && site.Code == code, cancel)
            ?? throw Fault.Invalid("site", "UNKNOWN_SITE", "没有这个站点");
        if (site.ClosedOn is { } day) throw Fault.SiteClosed(day, site.Successor);
    }
}
