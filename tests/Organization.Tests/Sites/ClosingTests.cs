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
    public async Task Who_holds_a_post_of_a_site_that_nobody_goes_on_with_is_out_with_it_and_so_is_the_right()
    {
        const string county = "141864", site = $"{county}001001", other = $"{county}001002";
        var office = await running.OpenCountyAsync(county);
        var (succession, persons) = (new PostSuccession.PostSuccessionClient(running.Service.Channel), new PersonPosts.PersonPostsClient(running.Service.Channel));
        async Task<Post> PostAsync(string at, string title, string role = "", string exOfficio = "", int places = 1) => await running.Posts.CreatePostAsync(new CreatePostRequest { Site = at, Title = title, Places = places, Role = role, ExOfficio = exOfficio }, office);
        async Task<Guid> HoldsAsync(Post post, string name, string from, string to = "")
        {
            var person = Guid.CreateVersion7();
            await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = person.ToString(), PersonName = name, From = from, To = to }, office);
            return person;
        }
        var (clerks, head, there) = (await PostAsync(site, "专管员", "station-clerk", places: 3), await PostAsync(site, "站长", exOfficio: "村党支部书记"), await PostAsync(other, "站长", exOfficio: "村党支部书记"));
        var (clerk, never) = (await HoldsAsync(clerks, "测试甲", "2021-01-01"), await HoldsAsync(clerks, "测试乙", Day(10)));
        await HoldsAsync(clerks, "测试丙", "2021-01-01", "2021-12-31");
        await HoldsAsync(head, "测试丁", "2021-01-01", Day(300));
        await HoldsAsync(there, "测试戊", "2021-01-01");
        async Task<IEnumerable<string>> TwiceAsync() => (await succession.ListPostAlarmsAsync(new ListPostAlarmsRequest { Prefix = county, Kind = PostAlarmKind.OfficeHeldByTwo }, office)).Alarms.Select(alarm => alarm.Site).Order(StringComparer.Ordinal);
        Assert.Equal([site, other], await TwiceAsync());
        Assert.Equal(1, await running.StockAsync(county, "sites.staffed", Day(60)));

        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = site, ClosedOn = Day(-1), Reason = "撤并" }, office);
        Assert.Equal([$"专管员 {Day(-1)}"], (await persons.ListPostsOfPersonAsync(new ListPostsOfPersonRequest { PersonId = clerk.ToString() }, running.Service.As(Callers.Person(clerk, county)))).Posts.Select(post => $"{post.Title} {post.To}"));
        Assert.Empty((await persons.ListPostsOfPersonAsync(new ListPostsOfPersonRequest { PersonId = never.ToString() }, running.Service.As(Callers.Person(never, county)))).Posts);
        Assert.Equal(["测试丙 2021-12-31", $"测试甲 {Day(-1)}"], (await succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = clerks.Id }, office)).Appointments.Select(held => $"{held.PersonName} {held.To}").Order(StringComparer.Ordinal));
        Assert.Equal(Day(-1), (await succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = head.Id }, office)).Appointments.Single().To);
        Assert.Equal("", (await succession.ListAppointmentsAsync(new ListAppointmentsRequest { PostId = there.Id }, office)).Appointments.Single().To);
        Assert.Empty(await TwiceAsync());
        // The gateway is told of those whose post gives a role: who was to begin ends before it begins.
        Assert.Equal($"{clerk} {Day(-1)} 2, {never} {Day(-1)} 2", await ToldAsync(county));
        Assert.Equal((1, 0), (await running.StockAsync(county, "sites.staffed", Day(-2)), await running.StockAsync(county, "sites.staffed", Day(-1))));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Who_was_appointed_to_a_site_that_a_file_gives_up_is_out_with_it()
    {
        const string county = "141865", code = $"{county}001005";
        var office = await running.OpenCountyAsync(county);
        string File(string state, string closed) => $"代码,名称,层级,挂牌日期,停用日期,状态\n{code},新村站,站,{Day(20)},{closed},{state}\n";
        Assert.Equal((1, 0, 0, 0), (await running.ImportAsync("sites", county, File("筹建", ""))).Counts());
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = code, Title = "专管员", Places = 1, Role = "station-clerk" }, office);
        var person = Guid.CreateVersion7();
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = person.ToString(), PersonName = "测试甲", From = Day(-5) }, office);
        Assert.Equal((0, 1, 0, 0), (await running.ImportAsync("sites", county, File("筹建取消", Day(-1)))).Counts());
        Assert.Equal(Day(-1), (await new PostSuccession.PostSuccessionClient(running.Service.Channel).ListAppointmentsAsync(new ListAppointmentsRequest { PostId = post.Id }, office)).Appointments.Single().To);
        Assert.Equal($"{person} {Day(-1)} 2", await ToldAsync(county));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Whoever_is_appointed_while_the_site_closes_is_out_with_it_or_is_refused()
    {
        const string county = "141866", first = $"{county}001001", last = $"{county}001002";
        var office = await running.OpenCountyAsync(county);
        foreach (var (site, appointedFirst) in new[] { (first, true), (last, false) })
        {
            var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "站长", Places = 1 }, office);
            await using var holding = await Holding.OfSiteAsync(running.Service, site);
            Task<Appointment> Appoint() => running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试甲", From = Day(-5) }, office).ResponseAsync;
            Task<Site> Close() => running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = site, ClosedOn = Day(-1), Reason = "撤并" }, office).ResponseAsync;
            Task<Appointment>? appoints = appointedFirst ? Appoint() : null;
            if (appoints is not null) await holding.UntilWaitAsync(1, appoints);
            var closes = Close();
            await holding.UntilWaitAsync(appointedFirst ? 2 : 1, closes);
            appoints ??= Appoint();
            await holding.UntilWaitAsync(2, appoints);
            await holding.ReleaseAsync();
            Assert.Equal(SiteStatus.Closed, (await closes).Status);
            if (appointedFirst) await appoints;
            else Assert.Equal("SITE_CLOSED", (await Assert.ThrowsAsync<RpcException>(() => appoints)).GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Reason);
            Assert.Equal(appointedFirst ? [Day(-1)] : [], (await new PostSuccession.PostSuccessionClient(running.Service.Channel).ListAppointmentsAsync(new ListAppointmentsRequest { PostId = post.Id }, office)).Appointments.Select(held => held.To));
        }
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Whoever_books_while_the_venue_or_its_site_goes_is_seen_or_is_refused()
    {
        const string county = "141867", site = $"{county}001001", other = $"{county}001002";
        var office = await running.OpenCountyAsync(county);
        var person = running.Service.As(Callers.Person(Guid.CreateVersion7(), county));
        async Task<string> VenueAsync(string at, string name) => (await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = at, IntegratedOn = "2021-03-05", Name = name, Kind = "农家书屋", Use = VenueUse.Own }, office)).Id;
        Task<Booking> Book(string venue) => running.Bookings().RequestBookingAsync(new RequestBookingRequest { VenueId = venue, StartsAt = DateTimeOffset.UtcNow.AddDays(2).ToTimestamp(), EndsAt = DateTimeOffset.UtcNow.AddDays(2).AddHours(1).ToTimestamp(), Purpose = "读书会", People = 8, ContactName = "测约人", ContactPhone = "10012340001" }, person).ResponseAsync;
        async Task<Booking> BookAsync(string venue) => await Book(venue);
        Func<Task> Withdraw(string venue) => async () => await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = venue, Reason = "房屋改建" }, office);
        Func<Task> Close(string at) => async () => await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = at, ClosedOn = Day(0), Reason = "撤并" }, office);

        var (hall, room, yard, shop) = (await VenueAsync(site, "农家书屋"), await VenueAsync(site, "道德讲堂"), await VenueAsync(other, "文化广场"), await VenueAsync(site, "科普馆"));
        Assert.Equal("VENUE_WITHDRAWN", await SecondAsync(hall, Withdraw(hall), () => BookAsync(hall)));
        Assert.Equal("VENUE_BOOKED", await SecondAsync(room, () => BookAsync(room), Withdraw(room)));
        Assert.Equal("SITE_IN_USE", await SecondAsync(yard, () => BookAsync(yard), Close(other)));
        // The hall's site has a booking; when that is over and cancelled, it may close.
        foreach (var booking in (await running.Bookings().ListMyBookingsAsync(new ListMyBookingsRequest(), person)).Bookings) await running.Bookings().CancelBookingAsync(new BookingStepRequest { Id = booking.Id }, person);
        Assert.Equal("SITE_CLOSED", await SecondAsync(shop, Close(site), () => BookAsync(shop)));
        Assert.DoesNotContain((await running.Bookings().ListMyBookingsAsync(new ListMyBookingsRequest(), person)).Bookings, booking => booking.Status is BookingStatus.Requested or BookingStatus.Confirmed);
        await running.FiguresAgreeAsync(county);

        // The first one is taken, and the second one, which began before that was written, is told why not.
        async Task<string> SecondAsync(string venue, Func<Task> one, Func<Task> two)
        {
            await using var holding = await Holding.OfVenueAsync(running.Service, venue);
            var first = one();
            await holding.UntilWaitAsync(1, first);
            var second = two();
            await holding.UntilWaitAsync(2, second);
            await holding.ReleaseAsync();
            await first;
            return (await Assert.ThrowsAsync<RpcException>(() => second)).GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Reason;
        }
    }

    Task<string> ToldAsync(string county) => running.AskAsync<string>(
        $"""
        select string_agg(concat_ws(' ', a ->> 'personId', a ->> 'to', a ->> 'version'), ', ' order by a ->> 'appointmentId') from outbox_message, jsonb_array_elements((body::jsonb) -> 'appointments') a
        where type like '%.AppointmentsImported' and county = '{county}'
        """);

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
