using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>What stands in the way of closing a site, and what becomes of its venues.</summary>
public sealed class ClosingTests(OrganizationRunning running)
{
    static string Day(int days) => ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(days));

    [Fact]
    public async Task A_site_closes_today_or_before_and_not_while_lectures_or_bookings_are_to_come()
    {
        const string county = "141861", site = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var close = new CloseSiteRequest { Code = site, ClosedOn = Day(1), Reason = "撤并" };
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Sites.CloseSiteAsync(close, office)));

        await using (var known = running.Lecture.Superuser.CreateCommand($"insert into known_site (county, code, version) values ('{county}', '{site}', 1)")) await known.ExecuteNonQueryAsync();
        var team = await new LecturerTeams.LecturerTeamsClient(running.Lecture.Channel).CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = "大村宣讲队", Level = Level.Village, Site = site }, office);
        var sessions = new Lecture.V1.Sessions.SessionsClient(running.Lecture.Channel);
        foreach (var days in new[] { 2, 3 })
            await sessions.CreateSessionAsync(new CreateSessionRequest { Title = "村里的政策", Topic = "政策", Site = site, TeamId = team.Id, Level = Level.Village, Channel = Channel.Meeting, Method = "实例讲解", Form = "宣讲会", PlaceKind = "农村", StartsAt = DateTimeOffset.UtcNow.AddDays(days).ToTimestamp(), DurationMinutes = 60 }, office);
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2021-03-05", Name = "农家书屋", Kind = "农家书屋", Use = VenueUse.Own }, office);
        var booking = await running.Bookings().RequestBookingAsync(new RequestBookingRequest { VenueId = venue.Id, StartsAt = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(2)).AddHours(10).ToTimestamp(), EndsAt = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(2)).AddHours(11).ToTimestamp(), Purpose = "读书会", People = 8, ContactName = "测约人", ContactPhone = "10012340001" }, office);

        close.ClosedOn = Day(0);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await running.Sites.CloseSiteAsync(close, office));
        Assert.Equal("这个站点还有 2 场已排期的宣讲、1 个没有用完的阵地预约,请先办完,或者指明接续站点", refused.Status.Detail);
        // A file cannot ask whether work is open: it names who goes on, or leaves the site alone.
        const string headings = "代码,名称,层级,挂牌日期,停用日期,并入站点";
        Assert.Equal(["2 停用日期 SITE_IN_USE_UNKNOWN"], (await running.ImportAsync("sites", county, $"{headings}\n{site},大村站,站,2020-01-01,{Day(0)},\n")).Faults.Said());
        Assert.Equal((0, 1, 0, 0), (await running.ImportAsync("sites", county, $"{headings}\n{site},大村站,站,2020-01-01,{Day(0)},{county}001002\n")).Counts());
        Assert.Equal(BookingStatus.Confirmed, (await running.Bookings().ListBookingsAsync(new ListBookingsRequest { Prefix = county }, office)).Bookings.Single(each => each.Id == booking.Id).Status);
        Assert.Equal("SITE_CLOSED", await Refusing.ReasonAsync(running.Bookings().RequestBookingAsync(new RequestBookingRequest { VenueId = venue.Id, StartsAt = DateTimeOffset.UtcNow.AddDays(5).ToTimestamp(), EndsAt = DateTimeOffset.UtcNow.AddDays(5).AddHours(1).ToTimestamp(), Purpose = "读书会", People = 8, ContactName = "测约人", ContactPhone = "10012340001" }, office)));
    }

    [Fact]
    public async Task The_venues_of_a_site_that_nobody_goes_on_with_leave_the_pool_with_it()
    {
        const string county = "141862", site = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2021-03-05", Name = "农家书屋", Kind = "农家书屋", Use = VenueUse.Own, Position = new GeoPosition { Latitude = 38.01, Longitude = 113.01 } }, office);
        await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2025-03-05", Name = "文化广场", Kind = "文化广场", Use = VenueUse.Own }, office);
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = site, ClosedOn = "2024-06-30", Reason = "撤并" }, office);
        var gone = await running.Venues.GetVenueAsync(new GetVenueRequest { Id = venue.Id }, office);
        Assert.Equal((VenueStatus.Withdrawn, "2024-06-30", "站点停用"), (gone.Status, gone.WithdrawnOn, gone.WithdrawnReason));
        Assert.Equal((1, 0, 0), (await running.StockAsync(county, "venues.pool", "2024-06-29"), await running.StockAsync(county, "venues.pool", "2024-06-30"), await running.StockAsync(county, "venues.pool", "2025-12-31")));
        Assert.Empty((await new V1.Nearby.NearbyClient(running.Service.Channel).ListNearestPlacesAsync(new ListNearestPlacesRequest { Near = new GeoPosition { Latitude = 38.01, Longitude = 113.01 } }, running.Visitor(county))).Places);
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_venue_that_is_booked_leaves_the_pool_when_its_bookings_are_cancelled_with_a_reason()
    {
        const string county = "141863", site = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var person = running.Service.As(Callers.Person(Guid.CreateVersion7(), county));
        var venue = await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2021-03-05", Name = "农家书屋", Kind = "农家书屋", Use = VenueUse.Own }, office);
        var at = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(2)).AddHours(10);
        var booking = await running.Bookings().RequestBookingAsync(new RequestBookingRequest { VenueId = venue.Id, StartsAt = at.ToTimestamp(), EndsAt = at.AddHours(1).ToTimestamp(), Purpose = "读书会", People = 8, ContactName = "测约人", ContactPhone = "10012340001" }, person);
        var withdraw = new WithdrawVenueRequest { Id = venue.Id, Reason = "房屋改建" };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await running.Venues.WithdrawVenueAsync(withdraw, office));
        Assert.Equal("VENUE_BOOKED", refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Reason);
        Assert.Contains($"{Day(2)} 10:00 到 11:00 读书会", refused.Status.Detail, StringComparison.Ordinal);
        withdraw.CancelBookings = true;
        Assert.Equal(VenueStatus.Withdrawn, (await running.Venues.WithdrawVenueAsync(withdraw, office)).Status);
        var own = (await running.Bookings().ListMyBookingsAsync(new ListMyBookingsRequest(), person)).Bookings.Single();
        Assert.Equal((booking.Id, BookingStatus.Cancelled, "阵地退出:房屋改建"), (own.Id, own.Status, own.Reason));
    }
}
