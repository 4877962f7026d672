using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sites;

public sealed class OnSiteHandedOverTests(LectureRunning running)
{
    [Fact]
    public async Task Lecturer_teams_and_planned_sessions_go_on_at_the_successor_and_what_was_held_stays()
    {
        const string county = "140366", old = $"{county}001001", to = $"{county}001002";
        foreach (var site in new[] { county, old, to }) await running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1));
        var clerk = running.Service.As(Clerk(county));
        var team = await running.Teams.CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = "红色讲师团", Level = Level.Village, Site = old }, clerk);
        await running.Teams.CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = "红色讲师团", Level = Level.Village, Site = to }, clerk);
        var lecturer = await running.LecturerAsync(team, county);
        var held = await running.HoldAsync(await running.PlanAsync(Form(team, lecturer), county), 30, CountMethod.HeadCount, county);
        var planned = await running.PlanAsync(Form(team, lecturer, startsAt: DateTimeOffset.UtcNow.AddDays(3)), county);

        await running.Service.DeliverAsync(new SiteHandedOver(county, old, to, "测试站", new DateOnly(2026, 6, 30), CivPractice.Platform.ChinaTime.Today(TimeProvider.System), 2));
        Assert.Equal(2, (await running.Teams.ListLecturerTeamsAsync(new ListLecturerTeamsRequest { Prefix = to }, clerk)).Teams.Count);
        Assert.Equal((old, to), ((await running.Sessions.GetSessionAsync(new GetSessionRequest { Id = held.Id }, clerk)).Site, (await running.Sessions.GetSessionAsync(new GetSessionRequest { Id = planned.Id }, clerk)).Site));
        await running.LecturerAsync(team, county, "测试讲师乙");
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task Slots_orders_boards_courses_and_questions_go_on_at_the_end_of_the_chain_of_successors()
    {
        const string county = "180551", old = $"{county}001001", between = $"{county}001002", to = $"{county}001003";
        await running.CountyAsync(county, old, between, to);
        var (by, visitor, today) = (running.Service.As(Office(county)), running.Service.As(Callers.Visitor(county)), ChinaTime.Today(TimeProvider.System));
        var team = await running.Teams.CreateLecturerTeamAsync(new() { Name = "红色讲师团", Level = Level.Village, Site = old }, by);
        var (lecturer, leaving) = (await running.LecturerAsync(team, county, "测试甲"), await running.LecturerAsync(team, county, "测试乙"));
        var slot = (await running.Teams.SetRegularSlotAsync(new()
        {
            Id = team.Id,
            Slot = new RegularSlot { Rhythm = Rhythm.Weekly, Day = 5, Time = "19:30", DurationMinutes = 60, Site = old, Title = "红色讲堂", Channel = Channel.Meeting },
        }, by)).Slot;
        CreateOrderRequest wish = new() { Site = old, Topic = "高龄补贴政策", Listeners = 1, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true };
        var (waiting, told) = (await running.Orders.CreateOrderAsync(wish, visitor), await running.Orders.CreateOrderAsync(wish, visitor));
        var starts = DateTimeOffset.UtcNow.AddSeconds(6);
        var order = await running.Orders.ScheduleOrderAsync(new()
        {
            Id = told.Id,
            TeamId = team.Id,
            LecturerId = lecturer.Id,
            StartsAt = Timestamp.FromDateTimeOffset(starts),
            DurationMinutes = 60,
            Level = Level.Village,
            Channel = Channel.DoorToDoor,
        }, by);
        await Moment.PassedAsync(starts);
        await running.Sessions.HoldSessionAsync(new() { Id = order.SessionId, Audience = 1, CountMethod = CountMethod.HeadCount }, by);
        var question = await running.Sessions.AddQuestionAsync(new() { SessionId = order.SessionId, Text = "补贴什么时候发" }, by);
        var board = await running.Boards.CreateBoardAsync(new() { Name = "村口宣传栏", Kind = Channel.PublicityBoard, Site = old, OpenedOn = "2026-01-01" }, by);
        await running.Boards.ChangeBoardAsync(new() { Id = board.Id, ChangedOn = "2026-02-01", Theme = "防诈骗", Issues = 1 }, by);
        var course = await running.Courses.CreateCourseAsync(new() { Title = "高龄补贴政策", Site = old, Source = "自编", Outline = "一、怎么领" }, by);

        await running.Service.DeliverAsync(new SiteHandedOver(county, old, between, "测试站", new DateOnly(2026, 6, 30), today, 2));
        await running.Service.DeliverAsync(new SiteHandedOver(county, between, to, "测试站", new DateOnly(2026, 7, 31), today, 2));

        // What waited moved along; what was held stays, and its question waits where somebody can answer it.
        Assert.Equal(to, (await running.Orders.GetOrderAsync(new() { Id = waiting.Id }, by)).Site);
        Assert.Equal((old, to), ((await running.Sessions.GetSessionAsync(new() { Id = order.SessionId }, by)).Site, Assert.Single((await running.Sessions.ListQuestionsAsync(new() { Waiting = true }, by)).Questions).Site));
        Assert.Equal(question.Id, Assert.Single((await running.Sessions.ListQuestionsAsync(new() { Prefix = to }, by)).Questions).Id);
        Assert.Equal((to, slot.Id), ((await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, by)).Slot.Site, (await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, by)).Slot.Id));
        Assert.All((await running.Sessions.ListSessionsAsync(new() { Prefix = county, Status = SessionStatus.Planned }, by)).Sessions, session => Assert.Equal(to, session.Site));
        Assert.Equal(to, (await running.Courses.GetCourseAsync(new() { Id = course.Id }, by)).Site);
        Assert.Equal(to, Assert.Single((await running.Boards.ListBoardsAsync(new() { Prefix = county }, by)).Boards).Site);
        Assert.Equal((StatusCode.AlreadyExists, "BOARD_EXISTS"), await RefusedAsync(async () => await running.Boards.CreateBoardAsync(new() { Name = "村口宣传栏", Kind = Channel.PublicityBoard, Site = to, OpenedOn = "2026-01-01" }, by)));

        // The lecture that was held before the merger never took place: who asked for it waits anew, and not where nothing begins any more.
        Assert.Equal(old, (await running.Orders.GetOrderAsync(new() { Id = told.Id }, by)).Site);
        await running.Sessions.VoidSessionAsync(new() { Id = order.SessionId, Reason = "没有讲成" }, by);
        order = await running.Orders.GetOrderAsync(new() { Id = told.Id }, by);
        Assert.Equal((OrderStatus.OrderRequested, to), (order.Status, order.Site));
        await running.Orders.ScheduleOrderAsync(new() { Id = told.Id, TeamId = team.Id, LecturerId = lecturer.Id, StartsAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(40)), DurationMinutes = 60, Level = Level.Village, Channel = Channel.DoorToDoor }, by);
        await running.Boards.ChangeBoardAsync(new() { Id = board.Id, ChangedOn = ChinaTime.Text(today), Theme = "森林防火", Issues = 1 }, by);
        await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = leaving.Id, LeftOn = ChinaTime.Text(today), Reason = "搬走了" }, by);
        Assert.Equal(1, await new Desk(running, county).FigureAsync("lecturers"));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }
}
