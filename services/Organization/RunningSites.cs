using CivPractice.Organization.Sites;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using SiteAtImport = CivPractice.Platform.Imports.SiteAtImport;
using SitesAtImport = CivPractice.Platform.Imports.SitesAtImport;

namespace CivPractice.Organization;

/// <summary>Whether something new may begin at a site.</summary>
static class RunningSites
{
    /// <exception cref="Fault">UNKNOWN_SITE, SITE_NOT_OPEN, or SITE_CLOSED.</exception>
    internal static async Task<PracticeSite> RequireRunningAsync(this OrganizationDb db, string county, string code, CancellationToken cancel)
    {
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.County == county && site.Code == code, cancel) ?? throw Fault.Invalid("site", "UNKNOWN_SITE", "没有这个站点");
        if (site.Status == V1.SiteStatus.Preparing) throw Fault.Precondition("SITE_NOT_OPEN", $"{site.Name}还在筹建,挂牌以后才能用");
        return site.ClosedOn is { } closed ? throw Fault.SiteClosed(closed, site.Successor) : site;
    }

    internal static async Task<SitesAtImport> SitesAtImportAsync(this OrganizationDb db, string county, CancellationToken cancel) => new(
        await db.Sites.AsNoTracking().Where(row => row.County == county).Select(row => new SiteAtImport(row.Code, row.ClosedOn, row.Successor)).ToListAsync(cancel));
}
