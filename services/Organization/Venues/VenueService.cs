using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>The pool of venues (阵地资源库).</summary>
public sealed partial class VenueService(OrganizationDb db) : V1.Venues.VenuesBase
{
    [Requires<ReadSites>]
    public override async Task<ListVenuesResponse> ListVenues(ListVenuesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var venues = db.Venues.AsNoTracking().Where(venue => db.Scope.Counties.Contains(venue.County)).Sought(request);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            venues = venues.Where(venue => EF.Functions.GreaterThan(ValueTuple.Create(venue.Site, venue.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await venues.OrderBy(venue => venue.Site).ThenBy(venue => venue.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListVenuesResponse { NextPageToken = page.Next(rows, venue => [venue.Site, venue.Id.ToString()]), Venues = { rows.Select(venue => venue.ToProto()) } };
    }

    [Requires<ReadSites>]
    public override async Task<V1.Venue> GetVenue(GetVenueRequest request, ServerCallContext context) => (await FindAsync(request.Id, context.CancellationToken)).ToProto();

    [Requires<ManageVenues>]
    public override async Task<V1.Venue> CreateVenue(CreateVenueRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, caller);
        var integrated = VenueForm.Integrated(check, request.IntegratedOn, ChinaTime.Today(db.Clock));
        var facts = VenueForm.Read(check, request, await VenueNames.ReadAsync(db, caller.County, ChinaTime.Today(db.Clock), cancel));
        check.Done();
        caller.Require<ManageVenues>(code);
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == code, cancel) ?? throw Fault.Invalid("site", "UNKNOWN_SITE", "没有这个站点");
        if (site.ClosedOn is { } closed) throw Fault.SiteClosed(closed, site.Successor);
        await RefuseTwinAsync(site.County, site.Code, facts.Name, null, cancel);

        var venue = new Venue(site.County, Guid.CreateVersion7(db.Clock.GetUtcNow()), site.Code, site.Code, integrated, facts);
        db.Enter(venue);
        db.Audit(venue.County, "venue.create", venue.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return venue.ToProto();
    }

    [Requires<ManageVenues>]
    public override async Task<V1.Venue> UpdateVenue(UpdateVenueRequest request, ServerCallContext context)
    {
        var check = new Check();
        var venue = await FindAsync(request.Id, context.CancellationToken);
        var facts = VenueForm.Read(check, request, await VenueNames.ReadAsync(db, venue.County, ChinaTime.Today(db.Clock), context.CancellationToken, [.. venue.LocalPlatforms, venue.Kind]));
        check.Done();
        db.Scope.Caller.Require<ManageVenues>(venue.Site);
        await RefuseTwinAsync(venue.County, venue.NamedSite, facts.Name, venue.Id, context.CancellationToken);

        db.Update(venue, facts, request.Version);
        db.Audit(venue.County, "venue.update", venue.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return venue.ToProto();
    }

    [Requires<ManageVenues>]
    public override async Task<V1.Venue> WithdrawVenue(WithdrawVenueRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (ChinaTime.Today(db.Clock), context.CancellationToken, new Check());
        var on = check.DayOrNone("withdrawnOn", "退出日期", request.WithdrawnOn) ?? today;
        check.That(on <= today, "withdrawnOn", "DATE_IN_FUTURE", "退出日期不能晚于今天");
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var venue = await FindAsync(request.Id, cancel);
        db.Scope.Caller.Require<ManageVenues>(venue.Site);
        return await db.TogetherAsync(async () =>
        {
            await db.LockAsync(venue, cancel);
            db.Scope.Caller.Require<ManageVenues>(venue.Site);
            await ClearAsync(venue, on, request.CancelBookings ? $"阵地退出:{reason}" : null, cancel);
            db.Withdraw(venue, on, reason);
            db.Audit(venue.County, "venue.withdraw", venue.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return venue.ToProto();
        }, cancel);
    }

    /// <summary>Nobody stands before a venue that is there no more: bookings to come are cancelled with a reason that those who booked read, or stand in the way.</summary>
    /// <exception cref="Fault">VENUE_BOOKED with their times.</exception>
    async Task ClearAsync(Venue venue, DateOnly on, string? reason, CancellationToken cancel)
    {
        var (from, now) = (ChinaTime.Start(on), db.Clock.GetUtcNow());
        var open = await db.Bookings.Where(row => row.County == venue.County && row.VenueId == venue.Id && row.EndsAt > now && row.EndsAt > from
            && (row.Status == BookingStatus.Requested || row.Status == BookingStatus.Confirmed || row.Status == BookingStatus.InUse)).OrderBy(row => row.StartsAt).ToListAsync(cancel);
        var standing = reason is null ? open : [.. open.Where(row => row.Status == BookingStatus.InUse)];
        if (standing.Count > 0)
            throw Fault.Precondition("VENUE_BOOKED", $"{venue.Name}还有 {standing.Count} 个{(reason is null ? "预约" : "正在使用的预约")}:{string.Join("、", standing.Take(5).Select(row => $"{ChinaTime.Text(row.StartsAt)} 到 {ChinaTime.Text(row.EndsAt)[11..]} {row.Purpose}"))}{(standing.Count > 5 ? "等" : "")}。请先办完,或者退出时一并取消");
        foreach (var booking in open)
        {
            booking.Cancel(reason!.Length > 200 ? reason[..200] : reason);
            db.Audit(booking.County, "booking.cancel", booking.Id.ToString());
        }
    }

    async Task<Venue> FindAsync(string id, CancellationToken cancel)
    {
        var check = new Check();
        var key = check.Id("id", "阵地", id);
        check.Done();
        return await db.Venues.SingleOrDefaultAsync(venue => venue.Id == key && db.Scope.Counties.Contains(venue.County), cancel) ?? throw Fault.NotFound("这处阵地");
    }

    async Task RefuseTwinAsync(string county, string site, string name, Guid? self, CancellationToken cancel)
    {
        if (await db.Venues.AnyAsync(venue => venue.County == county && venue.NamedSite == site && venue.Name == name && venue.Id != self, cancel))
            throw Fault.Duplicate("VENUE_EXISTS", $"这个站点已经有阵地“{name}”了(已退出的也算),请换一个名称");
    }
}
