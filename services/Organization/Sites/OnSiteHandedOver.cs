using CivPractice.Organization.Bases;
using CivPractice.Organization.Bookings;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>A site closed and another goes on: its venues with the bookings that are to come, bases, neighbourhoods and posts move. A post that the successor has of its own ends with its site.</summary>
public sealed class OnSiteHandedOver(Inbox<OrganizationDb> inbox) : IConsumer<SiteHandedOver>
{
    public Task Consume(ConsumeContext<SiteHandedOver> context) => inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, context.CancellationToken));

    static async Task<bool> BatchAsync(OrganizationDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        var to = await RunningAsync(db, fact, cancel);
        if (to == fact.Code) return false;

        var venues = await db.Venues.FromSql($"select * from venue where county = {fact.County} and site = {fact.Code} and withdrawn_on is null order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var venue in venues) db.Move(venue, to, fact.Day);
        if (venues.Count > 0) return true;

        // What is over stays where it was.
        var bookings = await db.Bookings.FromSql($"select * from venue_booking where county = {fact.County} and site = {fact.Code} and status = any({VenueBooking.Open}) order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var booking in bookings) booking.Move(to);
        if (bookings.Count > 0) return true;

        var bases = await db.Bases.FromSql($"select * from practice_base where county = {fact.County} and site = {fact.Code} and withdrawn_on is null order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var each in bases) db.Move(each, to, fact.Day);
        if (bases.Count > 0) return true;

        var neighbourhoods = await db.Neighbourhoods.FromSql($"select * from neighbourhood where county = {fact.County} and site = {fact.Code} and withdrawn_on is null order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        if (neighbourhoods.Count > 0)
        {
            await db.MoveAsync(neighbourhoods, to, fact.Day, cancel);
            return true;
        }
        await db.MovePostsAsync(fact, to, cancel);
        return false;
    }

    // The end of the chain of successors, which may have closed meanwhile, too.
    static async Task<string> RunningAsync(OrganizationDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        var code = fact.Successor;
        for (var hops = 0; hops < 50; hops++)
        {
            var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.County == fact.County && row.Code == code, cancel);
            if (site is not { ClosedOn: not null, Successor.Length: > 0 }) break;
            code = site.Successor;
        }
        return code;
    }
}
