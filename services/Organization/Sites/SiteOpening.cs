using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>What opening or closing a site, or naming a division, entails: row, event and figure together.</summary>
static class SiteOpening
{
    public static void Open(this OrganizationDb db, PracticeSite site)
    {
        db.Enter(site);
        // One that is prepared is nobody else's business before it opens.
        if (site.HasOpened) db.Publish(site.Changed());
    }

    /// <summary>筹建 -> 运行: from that day on it counts, and everybody hears of it.</summary>
    /// <exception cref="Fault">SITE_NOT_PREPARED.</exception>
    public static void OpenPrepared(this OrganizationDb db, PracticeSite site, DateOnly on)
    {
        site.Open(on);
        site.CountedAt = db.Clock.GetUtcNow();
        db.Count(site.County, site.Code, on, Measures.Sites, dimension: site.Tier.ToString());
    }

    /// <exception cref="Fault">SITE_CLOSED_ALREADY, or CLOSED_BEFORE_OPENED.</exception>
    public static void Close(this OrganizationDb db, PracticeSite site, DateOnly on, PracticeSite? successor)
    {
        db.Leave(site, on, successor?.Code ?? "");
        if (site.HasOpened) db.Publish(site.Changed());
        if (successor is not null) db.HandOver(site, successor.Name);
    }

    /// <summary>Tells everybody to move on what lives on at a site that closed.</summary>
    public static void HandOver(this OrganizationDb db, PracticeSite site, string successorName) =>
        db.Publish(new SiteHandedOver(site.County, site.Code, site.Successor, successorName, site.ClosedOn!.Value, ChinaTime.Today(db.Clock), site.Version));

    /// <summary>Row and figure; whoever enters many tells of them in one event.</summary>
    public static void Enter(this OrganizationDb db, PracticeSite site)
    {
        db.Sites.Add(site);
        if (!site.HasOpened) return;
        site.CountedAt = db.Clock.GetUtcNow();
        db.Count(site.County, site.Code, site.OpenedOn, Measures.Sites, dimension: site.Tier.ToString());
    }

    /// <inheritdoc cref="Close"/>
    public static void Leave(this OrganizationDb db, PracticeSite site, DateOnly on, string successor)
    {
        site.Close(on, successor);
        if (!site.HasOpened) return;
        site.LeftAt = db.Clock.GetUtcNow();
        db.Count(site.County, site.Code, on, Measures.Sites, by: -1, dimension: site.Tier.ToString());
    }

    public static SiteChanged Changed(this PracticeSite site) =>
        new(site.County, site.Code, site.Name, (int)site.Tier, site.Parent, site.Version, site.ClosedOn, site.Successor, site.Latitude, site.Longitude);

    public static void Name(this OrganizationDb db, Division division)
    {
        db.Divisions.Add(division);
        if (division.Until is not null) division.LeftAt = db.Clock.GetUtcNow();
        db.Count(division.County, division.Code, division.Since, Measures.Divisions, dimension: division.TierDue.ToString());
        if (division.Until is { } day) db.Count(division.County, division.Code, day, Measures.Divisions, by: -1, dimension: division.TierDue.ToString());
    }

    /// <summary>It is a division no more from a day on, and due to have a site no more; false when that is known.</summary>
    public static bool Abolish(this OrganizationDb db, Division division, DateOnly on)
    {
        if (!division.Abolish(on)) return false;
        division.LeftAt = db.Clock.GetUtcNow();
        db.Count(division.County, division.Code, on, Measures.Divisions, by: -1, dimension: division.TierDue.ToString());
        if (division.Residents is > 0 and var residents) db.Count(division.County, division.Code, on, Measures.Population, by: -residents, dimension: division.TierDue.ToString());
        return true;
    }
}
