using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Sites;

/// <summary>What opening a site, or naming a division, entails: row, event and figure together.</summary>
static class SiteOpening
{
    public static void Open(this OrganizationDb db, PracticeSite site)
    {
        db.Sites.Add(site);
        db.Publish(new SiteOpened(site.County, site.Code, site.Name, (int)site.Tier, site.Parent, site.Version));
        db.Count(site.County, site.Code, site.OpenedOn, Measures.Sites, dimension: site.Tier.ToString());
    }

    public static void Name(this OrganizationDb db, Division division, DateOnly since)
    {
        db.Divisions.Add(division);
        db.Count(division.County, division.Code, since, Measures.Divisions, dimension: division.TierDue.ToString());
    }
}
