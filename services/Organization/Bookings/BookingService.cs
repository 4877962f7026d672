using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Venue = CivPractice.Organization.Venues.Venue;

namespace CivPractice.Organization.Bookings;

/// <summary>Bookings of venues (阵地预约).</summary>
public sealed partial class BookingService(OrganizationDb db) : V1.Bookings.BookingsBase
{
    /// <summary>States that hold the time; the exclusion constraint names the same.</summary>
    static readonly BookingStatus[] holding = [BookingStatus.Requested, BookingStatus.Confirmed, BookingStatus.InUse, BookingStatus.Done];

    Caller Caller => db.Scope.Caller;

    [Requires<BookVenues>]
    public override async Task<Booking> RequestBooking(RequestBookingRequest request, ServerCallContext context)
    {
        var (cancel, now) = (context.CancellationToken, db.Clock.GetUtcNow());
        var venue = await VenueAsync(request.VenueId, cancel);
        var rule = await RuleAsync(venue, cancel);
        var byClerk = Caller.MayAsStaff<ManageVenues>(venue.Site);
        // Its site may have closed a moment ago, and the venue is on its way to the successor.
        await db.RequireRunningAsync(venue.County, venue.Site, cancel);
        var booking = BookingForm.Read(request, venue, rule, byClerk ? null : Caller.PersonId, Guid.CreateVersion7(now), now);
        if (byClerk || !rule.NeedsConfirmation) booking.Confirm();

        db.Bookings.Add(booking);
        db.Audit(booking.County, "booking.request", booking.Id.ToString());
        await SaveAsync(booking, cancel);
        return booking.ToProto(venue.Name);
    }

    [Requires<BookVenues>]
    public override async Task<ListBookingsResponse> ListMyBookings(ListMyBookingsRequest request, ServerCallContext context)
    {
        var (page, person) = (Page.Of(request, keys: 2), Caller.PersonId);
        var bookings = db.Bookings.AsNoTracking().Where(row => row.County == Caller.PersonalCounty && row.Person == person);
        if (!page.IsFirst)
        {
            var after = (At: page.TimeAfter(0), Id: page.IdAfter(1));
            bookings = bookings.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.StartsAt, row.Id), ValueTuple.Create(after.At, after.Id)));
        }
        var rows = await bookings.OrderByDescending(row => row.StartsAt).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return await ShownAsync(page, rows, context.CancellationToken);
    }

    [Requires<ManageVenues>]
    public override async Task<ListBookingsResponse> ListBookings(ListBookingsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("status", "状态", request.Status);
        Guid? venue = request.VenueId.Length == 0 ? null : check.Id("venueId", "阵地", request.VenueId);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.Done();
        var page = Page.Of(request, keys: 2);

        var bookings = db.Bookings.AsNoTracking().Where(row => row.County == Caller.PersonalCounty).Under(row => row.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<ManageVenues>()));
        if (venue is not null) bookings = bookings.Where(row => row.VenueId == venue);
        if (request.Status != BookingStatus.Unspecified) bookings = bookings.Where(row => row.Status == request.Status);
        if (from is { } first) bookings = bookings.Where(row => row.StartsAt >= ChinaTime.Start(first));
        if (to is { } last) bookings = bookings.Where(row => row.StartsAt < ChinaTime.Start(last.AddDays(1)));
        if (!page.IsFirst)
        {
            var after = (At: page.TimeAfter(0), Id: page.IdAfter(1));
            bookings = bookings.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.StartsAt, row.Id), ValueTuple.Create(after.At, after.Id)));
        }
        var rows = await bookings.OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return await ShownAsync(page, rows, context.CancellationToken);
    }

    [Requires<ManageVenues>]
    public override Task<Booking> ConfirmBooking(BookingStepRequest request, ServerCallContext context) => StepAsync(request, "booking.confirm", booking => booking.Confirm(), context.CancellationToken);

    [Requires<BookVenues>]
    public override async Task<Booking> CancelBooking(BookingStepRequest request, ServerCallContext context)
    {
        var booking = await FindAsync(request.Id, context.CancellationToken);
        var own = booking.Person is { } person && person == Caller.PersonId;
        // Whose it is not, and who does not keep the venue, does not learn that it is there.
        if (!own && !Caller.MayAsStaff<ManageVenues>(booking.Site)) throw Fault.NotFound("这个预约");
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, most: 200, least: own ? 0 : 1);
        check.Done();

        booking.Cancel(reason);
        return await SaveStepAsync(booking, "booking.cancel", context.CancellationToken);
    }

    [Requires<ManageVenues>]
    public override Task<Booking> BeginUse(BookingStepRequest request, ServerCallContext context) => StepAsync(request, "booking.begin", booking => booking.Begin(db.Clock.GetUtcNow()), context.CancellationToken);

    [Requires<ManageVenues>]
    public override Task<Booking> FinishUse(BookingStepRequest request, ServerCallContext context) => StepAsync(request, "booking.finish", booking =>
    {
        booking.Finish();
        db.Count(booking.County, booking.Site, booking.Day, CivicMeasures.BookingsDone);
        db.Count(booking.County, booking.Site, booking.Day, CivicMeasures.BookedMinutes, booking.Minutes);
    }, context.CancellationToken);

    [Requires<ManageVenues>]
    public override Task<Booking> MarkNoShow(BookingStepRequest request, ServerCallContext context) => StepAsync(request, "booking.no-show", booking => booking.MissedBy(db.Clock.GetUtcNow()), context.CancellationToken);

    [Requires<ManageVenues>]
    public override async Task<BookingRule> SetBookingRule(SetBookingRuleRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Range("mostMinutes", "一次最多分钟数", request.MostMinutes, 15, 1440);
        check.Range("daysAhead", "最多提前天数", request.DaysAhead, 1, 366);
        var note = check.Optional("note", "预约须知", request.Note, most: 200);
        check.Done();
        var venue = await VenueAsync(request.VenueId, context.CancellationToken);
        Caller.Require<ManageVenues>(venue.Site);
        var rule = await RuleAsync(venue, context.CancellationToken);

        (rule.Bookable, rule.NeedsConfirmation, rule.MostMinutes, rule.DaysAhead, rule.Note) = (request.Bookable, request.NeedsConfirmation, request.MostMinutes, request.DaysAhead, note);
        if (db.Entry(rule).State == EntityState.Detached) db.VenueRules.Add(rule);
        db.Audit(venue.County, "venue.booking-rule", venue.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return rule.ToProto();
    }

    async Task<Booking> StepAsync(BookingStepRequest request, string action, Action<VenueBooking> step, CancellationToken cancel)
    {
        var booking = await FindAsync(request.Id, cancel);
        Caller.Require<ManageVenues>(booking.Site);
        step(booking);
        return await SaveStepAsync(booking, action, cancel);
    }

    async Task<Booking> SaveStepAsync(VenueBooking booking, string action, CancellationToken cancel)
    {
        db.Audit(booking.County, action, booking.Id.ToString());
        await db.SaveChangesAsync(cancel);
        var name = await db.Venues.Where(venue => venue.County == booking.County && venue.Id == booking.VenueId).Select(venue => venue.Name).SingleOrDefaultAsync(cancel);
        return booking.ToProto(name ?? "");
    }

    // The constraint decides; those who ask for the same venue at once wait for each other at its row, so that none of them is broken off as a deadlock. The sentence names
    // the time that is taken, and nobody. EF has gone back to its savepoint by then. At that row they wait, too, for whoever takes the venue out of the pool or moves it to another site:
    // what was read before is asked once more.
    Task SaveAsync(VenueBooking booking, CancellationToken cancel) => db.TogetherAsync(async () =>
    {
        var venue = await db.Venues.FromSql($"select * from venue where county = {booking.County} and id = {booking.VenueId} for update").AsNoTracking().SingleAsync(cancel);
        await db.RequireRunningAsync(venue.County, venue.Site, cancel);
        BookingForm.RequireInPool(venue);
        booking.Site = venue.Site;
        try { return await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation })
        {
            var taken = await db.Bookings.AsNoTracking().Where(row => row.County == booking.County && row.VenueId == booking.VenueId && holding.Contains(row.Status) && row.StartsAt < booking.EndsAt && row.EndsAt > booking.StartsAt)
                .OrderBy(row => row.StartsAt).Select(row => new { row.StartsAt, row.EndsAt }).FirstAsync(cancel);
            var when = $"{ChinaTime.Text(taken.StartsAt)} 到 {ChinaTime.Text(taken.EndsAt)[11..]} 已有预约,请换个时间";
            throw new Fault(StatusCode.AlreadyExists, "VENUE_TAKEN", when, [new FieldFault("startsAt", "VENUE_TAKEN", when)]);
        }
    }, cancel);

    async Task<ListBookingsResponse> ShownAsync(Page page, List<VenueBooking> rows, CancellationToken cancel)
    {
        var next = page.Next(rows, row => [Page.Key(row.StartsAt), row.Id.ToString()]);
        var ids = rows.Select(row => row.VenueId).Distinct().ToArray();
        var names = await db.Venues.AsNoTracking().Where(venue => venue.County == Caller.PersonalCounty && ids.Contains(venue.Id)).ToDictionaryAsync(venue => venue.Id, venue => venue.Name, cancel);
        return new ListBookingsResponse { NextPageToken = next, Bookings = { rows.Select(row => row.ToProto(names.GetValueOrDefault(row.VenueId, ""))) } };
    }

    async Task<VenueBooking> FindAsync(string text, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "预约", text);
        check.Done();
        return await db.Bookings.SingleOrDefaultAsync(row => row.County == Caller.PersonalCounty && row.Id == id, cancel) ?? throw Fault.NotFound("这个预约");
    }

    async Task<Venue> VenueAsync(string text, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("venueId", "阵地", text);
        check.Done();
        return await db.Venues.AsNoTracking().SingleOrDefaultAsync(venue => venue.County == Caller.PersonalCounty && venue.Id == id, cancel) ?? throw Fault.NotFound("这处阵地");
    }

    async Task<VenueRule> RuleAsync(Venue venue, CancellationToken cancel) =>
        await db.VenueRules.SingleOrDefaultAsync(rule => rule.County == venue.County && rule.VenueId == venue.Id, cancel) ?? new VenueRule { County = venue.County, VenueId = venue.Id };
}
