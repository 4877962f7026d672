using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Offers;

/// <summary>The calendar of offers (供讲日历): who offers, who sees it, who has it first.</summary>
public sealed class OfferServiceTests(LectureRunning running)
{
    static readonly DateOnly today = ChinaTime.Today(TimeProvider.System);

    static CreateOffersRequest Calendar(LecturerTeam team, Lecturer lecturer, string area, int days = 3, string time = "09:00") => new()
    {
        TeamId = team.Id,
        LecturerId = lecturer.Id,
        Title = "医保新政策",
        Topic = "惠民政策/医疗保障",
        Level = Level.Village,
        Channel = Channel.Meeting,
        Area = area,
        From = ChinaTime.Text(today.AddDays(1)),
        To = ChinaTime.Text(today.AddDays(days)),
        Time = time,
        DurationMinutes = 60,
    };

    static CreateOrderRequest Wish(string site, LectureOffer offer) => new() { Site = site, OfferId = offer.Id, Listeners = 8, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true };

    [Fact]
    public async Task An_offer_is_seen_in_its_area_and_taken_once_whoever_orders_at_once()
    {
        const string township = "180591001", village = $"{township}201", far = "180591002";
        var county = await running.CountyAsync("180591", township, village, far);
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        var made = (await running.Offers.CreateOffersAsync(Calendar(team, lecturer, township), by)).Offers;
        Assert.Equal(3, made.Count);
        async Task<LectureOffer[]> SeenAsync(string site, string topic = "") => [.. (await running.Offers.ListOffersAsync(new() { Site = site, Topic = topic }, visitor)).Offers];
        Assert.Equal(made.Select(each => each.Id), (await SeenAsync(village)).Select(each => each.Id));
        Assert.Equal((3, 0, 0), ((await SeenAsync(village, "惠民政策")).Length, (await SeenAsync(village, "法治")).Length, (await SeenAsync(far)).Length));
        var first = await running.Offers.ListOffersAsync(new() { Site = village, PageSize = 2 }, visitor);
        Assert.Equal([made[2].Id], (await running.Offers.ListOffersAsync(new() { Site = village, PageSize = 2, PageToken = first.NextPageToken }, visitor)).Offers.Select(each => each.Id));

        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_AREA"), await RefusedAsync(async () => await running.Orders.CreateOrderAsync(Wish(far, made[0]), visitor)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try { return (await running.Orders.CreateOrderAsync(Wish(village, made[0]), visitor)).Id; }
            catch (RpcException refusal) when (refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "OFFER_TAKEN") { return ""; }
        }));
        var order = await running.Orders.GetOrderAsync(new() { Id = Assert.Single(answers, id => id.Length > 0) }, by);
        Assert.Equal((OrderStatus.OrderScheduled, "医保新政策"), (order.Status, order.Topic));
        var session = await running.Sessions.GetSessionAsync(new() { Id = order.SessionId }, visitor);
        Assert.Equal((village, made[0].StartsAt, "测试讲师", "惠民政策/医疗保障", order.Id), (session.Site, session.StartsAt, session.LecturerName, session.Topic, session.OrderId));
        Assert.Equal(2, (await SeenAsync(village)).Length);
        Assert.Equal(OfferStatus.OfferTaken, Assert.Single((await running.Offers.ListOffersAsync(new() { Status = OfferStatus.OfferTaken }, by)).Offers).Status);
        // What was taken is nobody's business but of who organises it.
        Assert.Equal(2, (await running.Offers.ListOffersAsync(new() { Status = OfferStatus.OfferTaken }, visitor)).Offers.Count);
        Assert.Equal((1, 1), (await new Desk(running, county).FigureAsync("lectures.orders.posted"), await new Desk(running, county).AskAsync<long>($"select count(*) from lecture_session where county = '{county}'")));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task Nobody_offers_two_lectures_at_a_time_and_a_busy_lecturer_is_not_offered()
    {
        var county = await running.CountyAsync("180592");
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var team = await running.TeamAsync(county);
        var (lecturer, other) = (await running.LecturerAsync(team, county), await running.LecturerAsync(team, county, "测试讲师乙"));
        var made = (await running.Offers.CreateOffersAsync(Calendar(team, lecturer, county), by)).Offers;
        Assert.Equal((StatusCode.FailedPrecondition, "OFFERED_ALREADY"), await RefusedAsync(async () => await running.Offers.CreateOffersAsync(Calendar(team, lecturer, county, days: 5, time: "09:30"), by)));
        Assert.Equal(3, (await running.Offers.ListOffersAsync(new(), visitor)).Offers.Count);
        await running.Offers.CreateOffersAsync(Calendar(team, lecturer, county, time: "10:00"), by);
        await running.Offers.CreateOffersAsync(Calendar(team, other, county), by);
        Assert.Equal(9, (await running.Offers.ListOffersAsync(new(), visitor)).Offers.Count);

        // Planned at that time by somebody else's order: the offer is none, and cannot be taken.
        await running.PlanAsync(Form(team, lecturer, startsAt: made[0].StartsAt.ToDateTimeOffset().AddMinutes(30), site: county), county);
        Assert.DoesNotContain((await running.Offers.ListOffersAsync(new(), visitor)).Offers, each => each.Id == made[0].Id);
        Assert.Contains((await running.Offers.ListOffersAsync(new() { Status = OfferStatus.OfferOpen }, by)).Offers, each => each.Id == made[0].Id);
        Assert.Equal((StatusCode.FailedPrecondition, "LECTURER_BUSY"), await RefusedAsync(async () => await running.Orders.CreateOrderAsync(Wish(county, made[0]), visitor)));
        Assert.Equal(OfferStatus.OfferWithdrawn, (await running.Offers.WithdrawOfferAsync(new() { Id = made[1].Id, Reason = "要开会" }, by)).Status);
        Assert.Equal((StatusCode.FailedPrecondition, "OFFER_WITHDRAWN"), await RefusedAsync(async () => await running.Orders.CreateOrderAsync(Wish(county, made[1]), visitor)));
        Assert.Equal("OFFERED_ALREADY", (await RefusedAsync(async () => await running.Offers.CreateOffersAsync(Calendar(team, lecturer, county), by))).Reason);

        // Who took one waits anew when its session is cancelled, and the time is not offered again by itself.
        var posted = await running.Orders.CreateOrderAsync(Wish(county, made[2]), visitor);
        var order = await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by);
        Assert.Equal((StatusCode.FailedPrecondition, "OFFER_TAKEN"), await RefusedAsync(async () => await running.Offers.WithdrawOfferAsync(new() { Id = made[2].Id, Reason = "要开会" }, by)));
        await running.Sessions.CancelSessionAsync(new() { Id = order.SessionId, Reason = "下雨" }, by);
        Assert.Equal((OrderStatus.OrderRequested, OfferStatus.OfferWithdrawn), ((await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by)).Status, (await running.Offers.GetOfferAsync(new() { Id = made[2].Id }, visitor)).Status));
        await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = other.Id, LeftOn = ChinaTime.Text(today), Reason = "搬走了" }, by);
        Assert.DoesNotContain((await running.Offers.ListOffersAsync(new(), visitor)).Offers, each => each.LecturerName == "测试讲师乙");
    }

    [Fact]
    public async Task The_nearest_team_comes_first_by_the_map_and_by_codes_where_one_is_not_on_it()
    {
        const string village = "180594001201", neighbour = "180594001202", far = "180594001203", across = "180594002201", unseen = "180594002202";
        var county = await running.CountyAsync("180594", "180594001", "180594002", unseen);
        // A tenth of a degree of latitude is 11.1 km: the village across the township's border is nearer than the far one of the same township.
        foreach (var (site, latitude) in new[] { (village, 38.00), (neighbour, 38.005), (far, 38.20), (across, 38.03) }) await running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1, Latitude: latitude, Longitude: 113.40));
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        foreach (var (name, site, hour) in new[] { ("远的", far, "08:00"), ("不在图上", unseen, "09:00"), ("隔界", across, "10:00"), ("邻村", neighbour, "11:00"), ("本村", village, "12:00") })
        {
            var team = await running.Teams.CreateLecturerTeamAsync(new() { Name = $"{name}队", Level = Level.Village, Site = site }, by);
            var form = Calendar(team, await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = name }, by), county, days: 1, time: hour);
            await running.Offers.CreateOffersAsync(form, by);
        }
        async Task<List<string>> ListedAsync(string site, bool nearest)
        {
            var (names, token) = (new List<string>(), "");
            do
            {
                var page = await running.Offers.ListOffersAsync(new() { Site = site, NearestFirst = nearest, PageSize = 2, PageToken = token }, visitor);
                names.AddRange(page.Offers.Select(each => $"{each.LecturerName} {(each.HasMetres ? each.Metres : -1)}"));
                token = page.NextPageToken;
            } while (token.Length > 0);
            return names;
        }
        Assert.Equal(["本村 0", "邻村 556", "隔界 3336", "远的 22239", "不在图上 -1"], await ListedAsync(village, nearest: true));
        Assert.Equal(["远的 22239", "不在图上 -1", "隔界 3336", "邻村 556", "本村 0"], await ListedAsync(village, nearest: false));
        // From a place that is not on the map the codes are all there is.
        Assert.Equal(["不在图上 -1", "隔界 -1", "远的 -1", "邻村 -1", "本村 -1"], await ListedAsync(unseen, nearest: true));
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await RefusedAsync(async () => await running.Offers.ListOffersAsync(new() { NearestFirst = true }, visitor)));

        // So it is with who could give a lecture, but that within a kilometre it is the load that counts, and then who came first.
        var posted = await running.Orders.CreateOrderAsync(new() { Site = village, Topic = "家风家训", Listeners = 5, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true }, visitor);
        Assert.Equal(["邻村 1 556", "本村 0 0", "隔界 2 3336", "远的 1 22239", "不在图上 2 -1"],
            (await running.Orders.ListProposalsAsync(new() { Id = posted.Id }, by)).Proposals.Select(each => $"{each.Name} {each.Distance} {(each.HasMetres ? each.Metres : -1)}"));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_a_course_must_be_reviewed()
    {
        const string old = "180593001", to = "180593002";
        var county = await running.CountyAsync("180593", old, to);
        var (by, office) = (running.Service.As(Clerk(county)), running.Service.As(Office(county)));
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        foreach (var (spoil, reason) in new (Action<CreateOffersRequest>, string)[]
        {
            (form => form.Channel = Channel.Loudspeaker, "BROADCAST_ORDER"), (form => form.Time = "9点", "INVALID_TIME"), (form => form.To = ChinaTime.Text(today.AddDays(200)), "OUT_OF_RANGE"), (form => form.Weekdays.Add(8), "OUT_OF_RANGE"),
            (form => form.Area = "140321", "FOREIGN_SITE"), (form => form.Area = county + "999", "UNKNOWN_SITE"), (form => form.Title = "", "REQUIRED"), (form => (form.From, form.To) = ("2020-01-01", "2020-01-02"), "OUT_OF_RANGE"),
            (form => form.To = ChinaTime.Text(today.AddDays(80)), "OUT_OF_RANGE"),
        })
        {
            var form = Calendar(team, lecturer, county);
            spoil(form);
            Assert.Equal((StatusCode.InvalidArgument, reason), await RefusedAsync(async () => await running.Offers.CreateOffersAsync(form, by)));
        }
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(async () => await running.Offers.CreateOffersAsync(Calendar(team, lecturer, county), running.Service.As(Callers.Visitor(county)))));
        var course = await running.Courses.CreateCourseAsync(new() { Title = "民法典", Topic = "法治/民法典", Site = county, Source = "自编", Outline = "一、二" }, office);
        var ofCourse = Calendar(team, lecturer, old);
        (ofCourse.CourseId, ofCourse.Title, ofCourse.Topic) = (course.Id, "", "");
        Assert.Equal((StatusCode.FailedPrecondition, "COURSE_NOT_REVIEWED"), await RefusedAsync(async () => await running.Offers.CreateOffersAsync(ofCourse, by)));
        await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1, Approve = true }, office);
        var weekday = today.AddDays(2).DayOfWeek;
        ofCourse.Weekdays.Add(weekday == DayOfWeek.Sunday ? 7 : (int)weekday);
        var made = Assert.Single((await running.Offers.CreateOffersAsync(ofCourse, by)).Offers);
        Assert.Equal(("民法典", "法治/民法典", ChinaTime.Start(today.AddDays(2)).AddHours(9)), (made.Title, made.Topic, made.StartsAt.ToDateTimeOffset()));

        // Its area's site closes: the offer goes on for the people of the successor.
        await running.Service.DeliverAsync(new SiteHandedOver(county, old, to, "测试站", today, today, 2));
        Assert.Equal(to, (await running.Offers.GetOfferAsync(new() { Id = made.Id }, by)).Area);
        var order = await running.Orders.CreateOrderAsync(Wish(to, made), running.Service.As(Callers.Visitor(county)));
        Assert.Equal(OrderStatus.OrderScheduled, order.Status);
    }
}
