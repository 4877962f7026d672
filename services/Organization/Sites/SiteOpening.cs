using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>What opening or closing a site, or naming a division, entails: row, event and figure together.</summary>
static class SiteOpening
{
    public static void Open(this OrganizationDb db, PracticeSite site)
    {
        db.Sites.Add(site);
        db.Publish(Changed(site));
        db.Count(site.County, site.Code, site.OpenedOn, Measures.Sites, dimension: site.Tier.ToString());
    }

    /// <exception cref="Fault">SITE_CLOSED_ALREADY, or CLOSED_BEFORE_OPENED.</exception>
    public static void Close(this OrganizationDb db, PracticeSite site, DateOnly on, string successor)
    {
        site.Close(on, successor);
        db.Publish(Changed(site));
        db.Count(site.County, site.Code, on, Measures.Sites, by: -1, dimension: site.Tier.ToString());
    }

    static SiteChanged Changed(PracticeSite site) =>
        new(site.County, site.Code, site.Name, (int)site.Tier, site.Parent, site.Version, site.ClosedOn, site.Successor);

    public static void Name(this OrganizationDb db, Division division, DateOnly since)
    {
        db.Divisions.Add(division);
        db.Count(division.County, division.Code, since, Measures.Divisions, dimension: division.TierDue.ToString());
    }
}
