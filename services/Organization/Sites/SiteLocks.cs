using CivPractice.Organization.Venues;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>Whoever closes, moves or rates a site, assesses it, appoints somebody there or books one of its venues waits at its row for the others, and reads what hangs on it afterwards.</summary>
static class SiteLocks
{
    /// <summary>Holds sites until the end of the transaction; always in the order of their codes, and before any post or venue of theirs.</summary>
    internal static Task LockSitesAsync(this OrganizationDb db, string county, IEnumerable<string> codes, CancellationToken cancel)
    {
        var wanted = codes.ToArray();
        return db.Database.ExecuteSqlAsync($"select from practice_site where county = {county} and code = any({wanted}) order by code for no key update", cancel);
    }

    /// <summary>The same for a site that was read before, which is read anew.</summary>
    /// <param name="successor">Held with it; empty for none.</param>
    internal static async Task LockAsync(this OrganizationDb db, PracticeSite site, string successor, CancellationToken cancel)
    {
        await db.LockSitesAsync(site.County, [site.Code, successor], cancel);
        await db.Entry(site).ReloadAsync(cancel);
    }

    /// <summary>Holds a venue that was read before, and reads it anew: nobody books it meanwhile.</summary>
    internal static async Task LockAsync(this OrganizationDb db, Venue venue, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"select from venue where county = {venue.County} and id = {venue.Id} for update", cancel);
        await db.Entry(venue).ReloadAsync(cancel);
    }

    /// <summary>Holds all venues of a site that are in the pool.</summary>
    internal static Task LockVenuesAsync(this OrganizationDb db, PracticeSite site, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select from venue where county = {site.County} and site = {site.Code} and withdrawn_on is null order by id for update", cancel);
}
