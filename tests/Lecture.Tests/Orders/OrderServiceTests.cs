using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Orders;

/// <summary>Lectures that people ask for (你点我讲), from the order to the rating.</summary>
public sealed class OrderServiceTests(LectureRunning running)
{
    static CreateOrderRequest Wish(string site, string topic = "高龄补贴政策", string dialect = "") =>
        new() { Site = site, Topic = topic, Dialect = dialect, Listeners = 1, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true };

    async Task<CreateOrderResponse> OrderAsync(string county, string? site = null) => await running.Orders.CreateOrderAsync(Wish(site ?? county), running.Service.As(Callers.Visitor(county)));

    static ScheduleOrderRequest At(string order, LecturerTeam team, Lecturer lecturer, DateTimeOffset starts) => new()
    {
        Id = order,
        TeamId = team.Id,
        LecturerId = lecturer.Id,
        StartsAt = Timestamp.FromDateTimeOffset(starts),
        DurationMinutes = 60,
        Level = Level.Village,
        Channel = Channel.DoorToDoor,
        Method = "实例讲解",
        Form = "宣讲会",
        PlaceKind = "农村",
    };

    [Fact]
    public async Task One_listener_orders_is_lectured_to_and_rates()
    {
        var county = await running.CountyAsync("180521");
        var (team, visitor, by) = (await running.TeamAsync(county), running.Service.As(Callers.Visitor(county)), running.Service.As(Clerk(county)));
        var person = Guid.CreateVersion7();
        var lecturer = await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = "测试讲师", PersonId = person.ToString(), Leading = true }, by);
        var posted = await OrderAsync(county);
        Assert.Matches("^J-[0-9]{8}-[0-9]{4}$", posted.Number);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Orders.TrackOrderAsync(new() { Number = posted.Number, TrackingCode = "0000000000" }, visitor)));
        var code = new TrackOrderRequest { Number = posted.Number, TrackingCode = posted.TrackingCode };
        Assert.Equal(OrderStatus.OrderRequested, (await running.Orders.TrackOrderAsync(code, visitor)).Status);

        Assert.Equal("", Assert.Single((await running.Orders.ListOrdersAsync(new() { Status = OrderStatus.OrderRequested }, by)).Orders).ContactPhone);
        Assert.Equal("10012340000", (await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by)).ContactPhone);
        var starts = DateTimeOffset.UtcNow.AddSeconds(6);
        var order = await running.Orders.ScheduleOrderAsync(At(posted.Id, team, lecturer, starts), by);
        Assert.Equal((OrderStatus.OrderScheduled, "测试讲师"), (order.Status, (await running.Orders.TrackOrderAsync(code, visitor)).LecturerName));
        Assert.Equal((StatusCode.FailedPrecondition, "ORDER_NOT_HELD"), await RefusedAsync(async () => await running.Orders.RateOrderAsync(new() { Number = posted.Number, TrackingCode = posted.TrackingCode, Rating = 5 }, visitor)));
        await Moment.PassedAsync(starts);

        // The lecturer sees the session as an own one and writes down who came; nobody else's.
        var own = running.Service.As(Callers.Person(person, county));
        var mine = Assert.Single((await running.Sessions.ListMySessionsAsync(new(), own)).Sessions);
        Assert.Equal((order.SessionId, "高龄补贴政策", posted.Id), (mine.Id, mine.Title, mine.OrderId));
        var hold = new HoldSessionRequest { Id = mine.Id, Audience = 1, CountMethod = CountMethod.HeadCount };
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Sessions.HoldMySessionAsync(hold, running.Service.As(Callers.Person(Guid.CreateVersion7(), county)))));
        await running.Sessions.HoldMySessionAsync(hold, own);
        Assert.Equal("", (await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by)).ContactPhone);

        var rated = await running.Orders.RateOrderAsync(new() { Number = posted.Number, TrackingCode = posted.TrackingCode, Rating = 5, Question = "补贴什么时候发" }, visitor);
        Assert.Equal((OrderStatus.OrderRated, 5), (rated.Status, rated.Rating));
        var question = Assert.Single((await running.Sessions.ListQuestionsAsync(new() { Waiting = true }, by)).Questions);
        Assert.Equal(("补贴什么时候发", mine.Id), (question.Text, question.SessionId));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_NUMBER"), await RefusedAsync(async () => await running.Sessions.LinkQuestionAsync(new() { Id = question.Id, NeedNumber = "12345" }, by)));
        await running.Sessions.LinkQuestionAsync(new() { Id = question.Id, NeedNumber = "n-20260302-0001" }, by);
        Assert.Empty((await running.Sessions.ListQuestionsAsync(new() { Waiting = true }, by)).Questions);

        var desk = new Desk(running, county);
        foreach (var name in new[] { "lectures.orders.posted", "lectures.orders.held", "lectures.orders.rated", "lectures.orders.satisfied", "lectures.held", "lectures.leading", "lectures.audience.headcount" }) Assert.Equal(1, await desk.FigureAsync(name));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task A_cancelled_or_voided_session_leaves_the_order_waiting_anew()
    {
        var county = await running.CountyAsync("180522");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var lecturer = await running.LecturerAsync(team, county);
        var posted = await OrderAsync(county);
        var order = await running.Orders.ScheduleOrderAsync(At(posted.Id, team, lecturer, DateTimeOffset.UtcNow.AddDays(1)), by);
        await running.Sessions.CancelSessionAsync(new() { Id = order.SessionId, Reason = "测试老人要住院" }, by);
        order = await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by);
        // The asker's name in a reason is nobody's business.
        Assert.Equal((OrderStatus.OrderRequested, "", "点单人要住院"), (order.Status, order.SessionId, order.Reason));

        var starts = DateTimeOffset.UtcNow.AddSeconds(6);
        order = await running.Orders.ScheduleOrderAsync(At(posted.Id, team, lecturer, starts), by);
        await Moment.PassedAsync(starts);
        await running.Sessions.HoldSessionAsync(new() { Id = order.SessionId, Audience = 1, CountMethod = CountMethod.HeadCount }, by);
        await running.Sessions.VoidSessionAsync(new() { Id = order.SessionId, Reason = "没有讲成" }, by);
        Assert.Equal(OrderStatus.OrderRequested, (await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by)).Status);
        Assert.Equal(0, await new Desk(running, county).FigureAsync("lectures.orders.held"));
        Assert.Equal(OrderStatus.OrderRefused, (await running.Orders.RefuseOrderAsync(new() { Id = posted.Id, Reason = "没有这方面的宣讲员" }, by)).Status);
        Assert.Equal((StatusCode.FailedPrecondition, "ORDER_NOT_REQUESTED"), await RefusedAsync(async () => await running.Orders.ScheduleOrderAsync(At(posted.Id, team, lecturer, DateTimeOffset.UtcNow.AddDays(1)), by)));
    }

    [Fact]
    public async Task What_was_held_is_listed_as_it_was_written_down_at_a_moment()
    {
        var county = await running.CountyAsync("180526");
        var (team, by, visitor) = (await running.TeamAsync(county), running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var people = new[] { await running.LecturerAsync(team, county, "测试甲"), await running.LecturerAsync(team, county, "测试乙"), await running.LecturerAsync(team, county, "测试丙"), await running.LecturerAsync(team, county, "测试丁") };
        var posted = await Task.WhenAll(people.Select(_ => OrderAsync(county)));
        var starts = DateTimeOffset.UtcNow.AddSeconds(6);
        var sessions = new List<string>();
        foreach (var (order, lecturer) in posted.Zip(people)) sessions.Add((await running.Orders.ScheduleOrderAsync(At(order.Id, team, lecturer, starts), by)).SessionId);
        await Moment.PassedAsync(starts);
        async Task HoldAsync(int at) => await running.Sessions.HoldSessionAsync(new() { Id = sessions[at], Audience = 1, CountMethod = CountMethod.HeadCount }, by);
        async Task VoidAsync(int at) => await running.Sessions.VoidSessionAsync(new() { Id = sessions[at], Reason = "没有讲成" }, by);
        for (var at = 0; at < 3; at++) await HoldAsync(at);
        await running.Orders.RateOrderAsync(new() { Number = posted[2].Number, TrackingCode = posted[2].TrackingCode, Rating = 5 }, visitor);
        await Task.Delay(20);
        var (moment, figure) = ($"{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}", await new Desk(running, county).FigureAsync("lectures.orders.held"));
        await Task.Delay(20);

        // One was not held after all; the rated one was, whatever is said of its session; one more is held, and one is rated.
        await VoidAsync(0);
        await VoidAsync(2);
        await HoldAsync(3);
        await running.Orders.RateOrderAsync(new() { Number = posted[1].Number, TrackingCode = posted[1].TrackingCode, Rating = 4 }, visitor);

        var today = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System));
        async Task<IEnumerable<string>> ListAsync(string until = "", string after = "", string from = "") =>
            (await running.Orders.ListOrdersAsync(new() { Prefix = county, Held = true, From = from.Length > 0 ? from : today, RecordedUntil = until, RecordedAfter = after }, by)).Orders.Select(order => order.Id);
        string[] Of(params int[] which) => [.. which.Select(at => posted[at].Id).OrderDescending(StringComparer.Ordinal)];
        Assert.Equal(3L, figure);
        Assert.Equal(Of(0, 1, 2), await ListAsync(until: moment));
        Assert.Equal(Of(3), await ListAsync(after: moment));
        Assert.Equal(Of(1, 2, 3), await ListAsync());
        Assert.Equal(3L, await new Desk(running, county).FigureAsync("lectures.orders.held"));
        Assert.Empty(await ListAsync(until: moment, from: "2190-01-01"));
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await RefusedAsync(async () => await running.Orders.ListOrdersAsync(new() { RecordedUntil = moment }, by)));
        Assert.Empty((await running.Orders.ListOrdersAsync(new() { Held = true, RecordedUntil = moment }, running.Service.As(Office("180527")))).Orders);
    }

    [Fact]
    public async Task Nobody_is_planned_at_two_places_at_once()
    {
        var county = await running.CountyAsync("180523");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var lecturer = await running.LecturerAsync(team, county);
        var starts = DateTimeOffset.UtcNow.AddDays(1);
        var orders = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OrderAsync(county)));
        var taken = await Task.WhenAll(orders.Select(async (each, n) =>
        {
            try { await running.Orders.ScheduleOrderAsync(At(each.Id, team, lecturer, starts.AddMinutes(n * 10)), by); return 1; }
            catch (RpcException refusal) when (refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "LECTURER_BUSY") { return 0; }
        }));
        Assert.Equal(1, taken.Sum());
        Assert.Single((await running.Orders.ListOrdersAsync(new() { Status = OrderStatus.OrderScheduled }, by)).Orders);
        // When one ends, the next may begin.
        var waiting = (await running.Orders.ListOrdersAsync(new() { Status = OrderStatus.OrderRequested }, by)).Orders[0];
        await running.Orders.ScheduleOrderAsync(At(waiting.Id, team, lecturer, starts.AddMinutes(120)), by);
    }

    [Fact]
    public async Task Proposals_go_by_topic_then_dialect_then_distance_then_load()
    {
        const string village = "180524001201", neighbour = "180524001202", far = "180524002201";
        var county = await running.CountyAsync("180524", "180524001", village, neighbour, far);
        var by = running.Service.As(Clerk(county));
        async Task<(LecturerTeam Team, Lecturer Lecturer)> At(string site, string name, string field = "", string dialect = "")
        {
            var team = await running.Teams.CreateLecturerTeamAsync(new() { Name = $"{name}队", Level = Level.Village, Site = site }, by);
            return (team, await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = name, Field = field, Dialect = dialect }, by));
        }
        await At(far, "远的");
        await At(neighbour, "邻村");
        var busy = await At(village, "同村忙");
        await At(village, "同村闲");
        await At(far, "远会方言", dialect: "盂县话");
        await At(far, "远懂行", field: "高龄补贴");
        var gone = await At(village, "走了", field: "高龄补贴");
        await running.Teams.RemoveLecturerAsync(new() { TeamId = gone.Team.Id, Id = gone.Lecturer.Id, LeftOn = "2026-01-01", Reason = "离队" }, by);
        await running.PlanAsync(Form(busy.Team, busy.Lecturer, startsAt: DateTimeOffset.UtcNow.AddDays(2)), county);

        var posted = await running.Orders.CreateOrderAsync(Wish(village, dialect: "盂县话"), running.Service.As(Callers.Visitor(county)));
        var found = (await running.Orders.ListProposalsAsync(new() { Id = posted.Id }, by)).Proposals;
        Assert.Equal(["远懂行 2 0", "远会方言 2 0", "同村闲 0 0", "同村忙 0 1", "邻村 1 0", "远的 2 0"], found.Select(each => $"{each.Name} {each.Distance} {each.Load}"));
        Assert.Equal((true, false), (found[0].KnowsTopic, found[0].SpeaksDialect));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_a_clerk_orders_for_others()
    {
        var county = await running.CountyAsync("180525");
        var (visitor, by) = (running.Service.As(Callers.Visitor(county)), running.Service.As(Clerk(county)));
        foreach (var (spoil, reason) in new (Action<CreateOrderRequest>, string)[]
        {
            (wish => wish.Listeners = 0, "OUT_OF_RANGE"), (wish => wish.Topic = "", "REQUIRED"), (wish => wish.ContactPhone = "123", "INVALID_PHONE"), (wish => wish.Consent = false, "CONSENT_REQUIRED"),
            (wish => wish.Site = "140321", "FOREIGN_SITE"), (wish => wish.Site = county + "999", "UNKNOWN_SITE"), (wish => wish.To = "2020-01-01", "OUT_OF_RANGE"),
        })
        {
            var wish = Wish(county);
            spoil(wish);
            Assert.Equal((StatusCode.InvalidArgument, reason), await RefusedAsync(async () => await running.Orders.CreateOrderAsync(wish, visitor)));
        }
        var proxy = Wish(county);
        proxy.OnBehalfOf = "邻居";
        var posted = await running.Orders.CreateOrderAsync(proxy, by);
        var order = await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by);
        Assert.Equal((true, "邻居"), (order.ByClerk, order.OnBehalfOf));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(async () => await running.Orders.GetOrderAsync(new() { Id = posted.Id }, visitor)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Orders.GetOrderAsync(new() { Id = posted.Id }, running.Service.As(Clerk(Callers.B)))));
        // The city sees how many there are, and nobody's contact.
        Assert.Empty((await running.Orders.ListOrdersAsync(new(), running.Service.As(Callers.Staff(Role.CenterOffice, Callers.City, Callers.City)))).Orders);
        Assert.Equal(OrderStatus.OrderWithdrawn, (await running.Orders.WithdrawOrderAsync(new() { Number = posted.Number, TrackingCode = posted.TrackingCode, Reason = "不用了" }, visitor)).Status);

        var team = await running.TeamAsync(county);
        var broadcast = At((await OrderAsync(county)).Id, team, await running.LecturerAsync(team, county), DateTimeOffset.UtcNow.AddDays(1));
        broadcast.Channel = Channel.Loudspeaker;
        Assert.Equal((StatusCode.InvalidArgument, "BROADCAST_ORDER"), await RefusedAsync(async () => await running.Orders.ScheduleOrderAsync(broadcast, by)));
    }
}
