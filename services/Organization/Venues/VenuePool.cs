using CivPractice.Organization.Figures;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>What a venue's way into the pool, within it and out of it entails: row and figure together.</summary>
static class VenuePool
{
    public static void Enter(this OrganizationDb db, Venue venue)
    {
        db.Venues.Add(venue);
        db.CountAt(venue, venue.IntegratedOn, Measures.Venues, dimension: venue.Kind);
        foreach (var platform in venue.Served) db.CountAt(venue, venue.IntegratedOn, Measures.VenuePlatforms, dimension: platform);
    }

    /// <summary>Another kind, or another platform, is a mistake put right: so it was from the first day.</summary>
    /// <exception cref="Fault">CHANGED_MEANWHILE, or VENUE_WITHDRAWN.</exception>
    public static void Update(this OrganizationDb db, Venue venue, VenueFacts facts, long seen)
    {
        var (kind, served) = (venue.Kind, venue.Served.ToList());
        venue.Update(facts, seen);
        foreach (var platform in served.Except(venue.Served)) db.CountAt(venue, venue.IntegratedOn, Measures.VenuePlatforms, by: -1, dimension: platform);
        foreach (var platform in venue.Served.Except(served)) db.CountAt(venue, venue.IntegratedOn, Measures.VenuePlatforms, dimension: platform);
        if (kind == venue.Kind) return;
        db.CountAt(venue, venue.IntegratedOn, Measures.Venues, by: -1, dimension: kind);
        db.CountAt(venue, venue.IntegratedOn, Measures.Venues, dimension: venue.Kind);
    }

    /// <exception cref="Fault">VENUE_WITHDRAWN, or WITHDRAWN_BEFORE_INTEGRATED.</exception>
    public static void Withdraw(this OrganizationDb db, Venue venue, DateOnly on, string reason)
    {
        venue.Withdraw(on, reason, db.Clock.GetUtcNow());
        db.CountAt(venue, on, Measures.Venues, by: -1, dimension: venue.Kind);
        foreach (var platform in venue.Served) db.CountAt(venue, on, Measures.VenuePlatforms, by: -1, dimension: platform);
    }

    /// <summary>The venues of sites that closed, and that nobody goes on with, leave the pool with their site: nobody keeps them, so nobody can book them.</summary>
    public static async Task WithdrawVenuesAsync(this OrganizationDb db, string county, IReadOnlyCollection<(string Code, DateOnly On)> closed, CancellationToken cancel)
    {
        if (closed.Count == 0) return;
        var codes = closed.Select(each => each.Code).ToArray();
        foreach (var venue in await db.Venues.Where(venue => venue.County == county && codes.Contains(venue.Site) && venue.WithdrawnOn == null).ToListAsync(cancel))
        {
            // One that came later than the end that is told now stood at no site that ran.
            var came = venue.MovedOn.Append(venue.IntegratedOn).Max();
            db.Withdraw(venue, closed.First(each => each.Code == venue.Site).On is var on && on < came ? came : on, "站点停用");
        }
    }

    /// <summary>Its site closed and another one goes on with its work; so does its figure, from that day on.</summary>
    public static void Move(this OrganizationDb db, Venue venue, string to, DateOnly day)
    {
        venue.Move(to, day);
        db.CountMoved(venue, venue.IntegratedOn, Measures.Venues, dimension: venue.Kind);
        foreach (var platform in venue.Served) db.CountMoved(venue, venue.IntegratedOn, Measures.VenuePlatforms, dimension: platform);
    }
}
