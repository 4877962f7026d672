using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Bookings;

public sealed class BookingServiceTests(OrganizationRunning running)
{
    static readonly DateOnly tomorrow = ChinaTime.Today(TimeProvider.System).AddDays(1);

    static DateTimeOffset At(int hour, int minute = 0, int days = 0) => ChinaTime.Start(tomorrow.AddDays(days)).AddMinutes(hour * 60 + minute);

    [Fact]
    public async Task A_second_booking_of_the_same_time_is_refused_with_the_time_and_without_a_name()
    {
        const string county = "141041";
        var (clerk, venue) = await VenueAsync(county);
        var (one, other) = (running.Service.As(Callers.Person(Guid.CreateVersion7(), county)), running.Service.As(Callers.Person(Guid.CreateVersion7(), county)));
        var first = await running.Bookings().RequestBookingAsync(Form(venue, At(10), At(12)), one);
        Assert.Equal(BookingStatus.Requested, first.Status);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await running.Bookings().RequestBookingAsync(Form(venue, At(11), At(13)), other));
        var status = refused.GetRpcStatus()!;
        Assert.Equal("VENUE_TAKEN", status.GetDetail<Google.Rpc.ErrorInfo>().Reason);
        Assert.Equal($"{ChinaTime.Text(tomorrow)} 10:00 到 12:00 已有预约,请换个时间", status.Message);
        Assert.DoesNotContain("测约人", refused.ToString());
        var calendar = await running.Bookings().GetVenueCalendarAsync(new GetVenueCalendarRequest { VenueId = venue }, running.Visitor(county));
        Assert.Equal((1, true), (calendar.Taken.Count, calendar.HoursKnown));
        Assert.DoesNotContain("测约人", calendar.ToString());

        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Bookings().CancelBookingAsync(new BookingStepRequest { Id = first.Id }, other)));
        Assert.Equal(BookingStatus.Cancelled, (await running.Bookings().CancelBookingAsync(new BookingStepRequest { Id = first.Id }, one)).Status);
        // Behind each other is no clash.
        var second = await running.Bookings().RequestBookingAsync(Form(venue, At(11), At(13)), other);
        await running.Bookings().RequestBookingAsync(Form(venue, At(13), At(14)), one);
        Assert.Equal("测约人", (await running.Bookings().ListBookingsAsync(new ListBookingsRequest { Prefix = county, Status = BookingStatus.Requested, PageSize = 1 }, clerk)).Bookings.Single().ContactName);
        Assert.Equal([second.Id], (await running.Bookings().ListMyBookingsAsync(new ListMyBookingsRequest(), other)).Bookings.Select(booking => booking.Id));
    }

    [Fact]
    public async Task However_many_ask_at_once_no_two_hold_the_same_time_and_who_is_refused_clashed()
    {
        const string county = "141042";
        var (clerk, venue) = await VenueAsync(county, "周一至周日 00:00-24:00");
        var dice = new Random(20260302);
        var asked = Enumerable.Range(0, 60).Select(_ => (From: At(0, dice.Next(0, 40) * 30), Minutes: dice.Next(1, 8) * 30)).Select(each => (each.From, To: Min(each.From.AddMinutes(each.Minutes), At(24)))).ToList();
        var taken = await Task.WhenAll(asked.Select(async each =>
        {
            try { return (each, Booking: (Booking?)await running.Bookings().RequestBookingAsync(Form(venue, each.From, each.To), running.Service.As(Callers.Person(Guid.CreateVersion7(), county)))); }
            catch (RpcException refused) when (refused.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "VENUE_TAKEN") { return (each, null); }
        }));
        var held = taken.Where(each => each.Booking is not null).Select(each => each.each).OrderBy(each => each.From).ToList();
        Assert.All(held.Zip(held.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        Assert.All(taken.Where(each => each.Booking is null), refused => Assert.Contains(held, each => each.From < refused.each.To && refused.each.From < each.To));
        Assert.InRange(held.Count, 2, 59);
        Assert.Equal(held.Count, (await running.Bookings().ListBookingsAsync(new ListBookingsRequest { Prefix = county, PageSize = 100 }, clerk)).Bookings.Count);

        static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
    }

    [Fact]
    public async Task A_booking_must_fit_the_hours_the_seats_and_the_rule()
    {
        const string county = "141043";
        var (clerk, venue) = await VenueAsync(county);
        var person = running.Service.As(Callers.Person(Guid.CreateVersion7(), county));
        Assert.Equal("VENUE_CLOSED", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(17), At(18)), person)));
        Assert.Equal("TOO_LONG_A_USE", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(9), At(14)), person)));
        Assert.Equal("TOO_FAR_AHEAD", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(9, days: 40), At(10, days: 40)), person)));
        Assert.Equal("IN_THE_PAST", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(9, days: -3), At(10, days: -3)), person)));
        Assert.Equal("TOO_MANY_PEOPLE", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(9), At(10), people: 31), person)));
        Assert.Equal("ENDS_BEFORE_START", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(10), At(10)), person)));
        Assert.Equal("SIGN_IN_REQUIRED", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(9), At(10)), running.Visitor(county))));

        await running.Bookings().SetBookingRuleAsync(new SetBookingRuleRequest { VenueId = venue, Bookable = true, MostMinutes = 300, DaysAhead = 60 }, clerk);
        Assert.Equal(BookingStatus.Confirmed, (await running.Bookings().RequestBookingAsync(Form(venue, At(9), At(14)), person)).Status);
        await running.Bookings().SetBookingRuleAsync(new SetBookingRuleRequest { VenueId = venue, Bookable = false, MostMinutes = 300, DaysAhead = 60, Note = "装修" }, clerk);
        Assert.Equal("NOT_BOOKABLE", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(Form(venue, At(15), At(16)), person)));
    }

    [Fact]
    public async Task What_was_used_counts_in_figures_and_in_use_and_the_idle_list_lacks_it()
    {
        const string county = "141044";
        var (clerk, venue) = await VenueAsync(county, "周一至周日 00:00-24:00");
        var idle = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = $"{county}001002", IntegratedOn = "2021-03-05", Name = "闲书屋", Kind = "农家书屋", Use = VenueUse.Own, OpeningHours = "周一至周日 09:00-17:00" }, clerk);
        Assert.Equal(2, (await running.Bookings().ListIdleVenuesAsync(new ListIdleVenuesRequest { Prefix = county }, clerk)).Venues.Count);

        // The clerk writes down what began a moment ago.
        var from = DateTimeOffset.UtcNow.AddMinutes(-30);
        if (ChinaTime.Day(from) != ChinaTime.Day(from.AddMinutes(60))) from = from.AddMinutes(-60);
        var booking = await running.Bookings().RequestBookingAsync(Form(venue, from, from.AddMinutes(60)), clerk);
        Assert.Equal(BookingStatus.Confirmed, booking.Status);
        Assert.Equal("BOOKING_NOT_IN_USE", await Refusing.ReasonAsync(running.Bookings().FinishUseAsync(new BookingStepRequest { Id = booking.Id }, clerk)));
        await running.Bookings().BeginUseAsync(new BookingStepRequest { Id = booking.Id }, clerk);
        await running.Bookings().FinishUseAsync(new BookingStepRequest { Id = booking.Id }, clerk);
        Assert.Equal(["1"], await running.FigureAsync("bookings.done", county));
        Assert.Equal(["60"], await running.FigureAsync("bookings.minutes", county));

        var day = ChinaTime.Text(ChinaTime.Day(from));
        var line = (await running.Bookings().ListVenueUseAsync(new ListVenueUseRequest { Prefix = $"{county}001001", From = day, To = day }, clerk)).Lines.Single();
        Assert.Equal((1440, 60), (line.OpenMinutes, line.UsedMinutes));
        Assert.Equal([idle.Id], (await running.Bookings().ListIdleVenuesAsync(new ListIdleVenuesRequest { Prefix = county }, clerk)).Venues.Select(one => one.Venue.Id));
        // A number for the site as a whole says nothing of the venue.
        await running.Visits().CountVisitsAsync(new CountVisitsRequest { Site = $"{county}001002", Day = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), HalfDay = HalfDay.Morning, People = 40, Method = VisitMethod.HeadCount }, clerk);
        Assert.Equal([(idle.Id, "")], (await running.Bookings().ListIdleVenuesAsync(new ListIdleVenuesRequest { Prefix = county }, clerk)).Venues.Select(one => (one.Venue.Id, one.LastUsedOn)));
        // One that names it, and it is idle no longer.
        await running.Visits().CountVisitsAsync(new CountVisitsRequest { Site = $"{county}001002", VenueId = idle.Id, Day = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), HalfDay = HalfDay.Morning, People = 23, Method = VisitMethod.HeadCount }, clerk);
        Assert.Empty((await running.Bookings().ListIdleVenuesAsync(new ListIdleVenuesRequest { Prefix = county }, clerk)).Venues);
        var today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System));
        var visited = (await running.Bookings().ListVenueUseAsync(new ListVenueUseRequest { Prefix = $"{county}001002", From = today, To = today }, clerk)).Lines.Single();
        Assert.Equal((480, 180), (visited.OpenMinutes, visited.UsedMinutes));
        Assert.Equal("PERIOD_TOO_LONG", await Refusing.ReasonAsync(running.Bookings().ListVenueUseAsync(new ListVenueUseRequest { From = "2021-01-01", To = "2022-01-01" }, clerk)));
    }

    [Fact]
    public async Task A_minute_that_was_begun_counts_in_the_figure_as_little_as_in_its_rows()
    {
        const string county = "141045";
        var (clerk, venue) = await VenueAsync(county, "周一至周日 00:00-24:00");
        var from = DateTimeOffset.UtcNow.AddMinutes(-30);
        if (ChinaTime.Day(from) != ChinaTime.Day(from.AddMinutes(60))) from = from.AddMinutes(-60);
        var booking = await running.Bookings().RequestBookingAsync(Form(venue, from, from.AddMinutes(30).AddSeconds(45)), clerk);
        await running.Bookings().BeginUseAsync(new BookingStepRequest { Id = booking.Id }, clerk);
        await running.Bookings().FinishUseAsync(new BookingStepRequest { Id = booking.Id }, clerk);
        Assert.Equal(["30"], await running.FigureAsync("bookings.minutes", county));
        await running.FiguresAgreeAsync(county);
    }

    async Task<(Metadata Clerk, string Venue)> VenueAsync(string county, string hours = "周一至周日 09:00-17:30")
    {
        var clerk = await running.OpenCountyAsync(county);
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = $"{county}001001", IntegratedOn = "2021-03-05", Name = "农家书屋", Kind = "农家书屋", Use = VenueUse.Own, Seats = 30, OpeningHours = hours }, clerk);
        return (clerk, venue.Id);
    }

    static RequestBookingRequest Form(string venue, DateTimeOffset from, DateTimeOffset to, int people = 8) =>
        new() { VenueId = venue, StartsAt = from.ToTimestamp(), EndsAt = to.ToTimestamp(), Purpose = "读书会", People = people, ContactName = "测约人", ContactPhone = "10012340001" };
}
