using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Meetings;

public sealed class MeetingServiceTests(OrganizationRunning running)
{
    static readonly CreateMeetingRequest quarterly = new()
    {
        Title = "某县文明实践第一季度工作例会",
        Kind = MeetingKind.WorkMeeting,
        Convener = "某县新时代文明实践中心",
        HeldOn = "2021-03-05",
        Place = "中心会议室",
        ChairedBy = "测试员",
        AttendingUnits = { "县委宣传部", "县教育局", "县教育局" },
        Agenda = "专管员配备",
        Minutes = "会议听取了配备情况。",
    };

    [Fact]
    public async Task A_meeting_decides_and_each_decision_is_followed_to_its_end()
    {
        const string county = "141171";
        var office = running.Service.As(Importing.Office(county));
        var meeting = await running.Meetings.CreateMeetingAsync(quarterly, office);
        Assert.Equal(["县委宣传部", "县教育局"], meeting.AttendingUnits);
        Assert.Equal("MEETING_EXISTS", await Refusing.ReasonAsync(running.Meetings.CreateMeetingAsync(quarterly, office)));
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Meetings.CreateMeetingAsync(new CreateMeetingRequest(quarterly) { HeldOn = "2199-01-01" }, office)));

        var request = new CreateDecisionRequest { MeetingId = meeting.Id, Text = "六月底前配齐专管员", ResponsibleUnit = "县委组织部", DueOn = "2021-06-30" };
        Assert.Equal("DUE_BEFORE_MEETING", await Refusing.ReasonAsync(running.Meetings.CreateDecisionAsync(new CreateDecisionRequest(request) { DueOn = "2021-03-04" }, office)));
        var first = await running.Meetings.CreateDecisionAsync(request, office);
        var second = await running.Meetings.CreateDecisionAsync(new CreateDecisionRequest(request) { Text = "建立点单派单机制", ResponsibleUnit = "县文明办", DueOn = "2021-09-30" }, office);
        var third = await running.Meetings.CreateDecisionAsync(new CreateDecisionRequest(request) { Text = "落实志愿者保险", ResponsibleUnit = "县财政局", DueOn = "2199-12-31" }, office);
        Assert.Equal([(1, true), (2, true), (3, false)], new[] { first, second, third }.Select(each => (each.No, each.Overdue)));

        var report = new ReportDecisionRequest { Id = first.Id, Version = 1, State = DecisionState.DecisionUnderWay, Note = "已完成摸底" };
        Assert.Equal("NOT_DONE", await Refusing.ReasonAsync(running.Meetings.ReportDecisionAsync(new ReportDecisionRequest(report) { DoneOn = "2021-06-01" }, office)));
        first = await running.Meetings.ReportDecisionAsync(report, office);
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(running.Meetings.ReportDecisionAsync(report, office)));
        var over = new ReportDecisionRequest(report) { Version = first.Version, State = DecisionState.DecisionDone, Note = "全部到岗", DoneOn = "2021-06-18" };
        Assert.Equal("DONE_BEFORE_MEETING", await Refusing.ReasonAsync(running.Meetings.ReportDecisionAsync(new ReportDecisionRequest(over) { DoneOn = "2021-03-04" }, office)));
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Meetings.ReportDecisionAsync(new ReportDecisionRequest(over) { DoneOn = "2199-01-01" }, office)));
        first = await running.Meetings.ReportDecisionAsync(over, office);
        Assert.Equal((DecisionState.DecisionDone, "2021-06-18", false), (first.State, first.DoneOn, first.Overdue));
        // Without a day it is today's, and late.
        second = await running.Meetings.ReportDecisionAsync(new ReportDecisionRequest { Id = second.Id, Version = 1, State = DecisionState.DecisionDone, Note = "机制已建立" }, office);
        Assert.Equal(ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), second.DoneOn);

        var said = await running.Meetings.ListFollowUpsAsync(new ListFollowUpsRequest { DecisionId = first.Id, PageSize = 1 }, office);
        Assert.Equal(["全部到岗"], said.FollowUps.Select(step => step.Note));
        Assert.Equal(["已完成摸底"], (await running.Meetings.ListFollowUpsAsync(new ListFollowUpsRequest { DecisionId = first.Id, PageSize = 1, PageToken = said.NextPageToken }, office)).FollowUps.Select(step => step.Note));
        meeting = await running.Meetings.GetMeetingAsync(new GetMeetingRequest { Id = meeting.Id }, office);
        Assert.Equal((3, 2), (meeting.Decisions, meeting.DecisionsDone));

        Assert.Equal(["WorkMeeting 1"], await running.FigureAsync("meetings.held", county, to: ChinaTime.Text(ChinaTime.Today(TimeProvider.System))));
        Assert.Equal((0, 3), (await running.StockAsync(county, "decisions", "2021-03-04"), await running.StockAsync(county, "decisions", "2021-03-05")));
        Assert.Equal((0, 1, 2), (await running.StockAsync(county, "decisions.done", "2021-06-17"), await running.StockAsync(county, "decisions.done", "2021-06-18"), await running.StockAsync(county, "decisions.done", second.DoneOn)));
        Assert.Equal((3, 1), (await running.StockAsync(county, "decisions.made", second.DoneOn), await running.StockAsync(county, "decisions.in-time", second.DoneOn)));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Lists_are_narrowed_and_go_on_page_by_page()
    {
        const string county = "141172";
        var office = running.Service.As(Importing.Office(county));
        foreach (var (title, kind, day) in new[] { ("第一次联席会议", MeetingKind.JointMeeting, "2021-01-10"), ("第二次联席会议", MeetingKind.JointMeeting, "2021-07-10"), ("春季工作例会", MeetingKind.WorkMeeting, "2021-04-01") })
        {
            var meeting = await running.Meetings.CreateMeetingAsync(new CreateMeetingRequest(quarterly) { Title = title, Kind = kind, HeldOn = day }, office);
            foreach (var (unit, due) in new[] { ("县教育局", "2199-01-01"), ("县民政局", "2021-08-01") })
                await running.Meetings.CreateDecisionAsync(new CreateDecisionRequest { MeetingId = meeting.Id, Text = $"{title}的决议", ResponsibleUnit = unit, DueOn = due }, office);
        }
        Assert.Equal(["第二次联席会议", "春季工作例会", "第一次联席会议"], await TitlesAsync(new()));
        Assert.Equal(["第二次联席会议", "第一次联席会议"], await TitlesAsync(new() { Kind = MeetingKind.JointMeeting }));
        Assert.Equal(["春季工作例会"], await TitlesAsync(new() { Query = "春季" }));
        Assert.Equal(["春季工作例会"], await TitlesAsync(new() { From = "2021-01-11", To = "2021-07-09" }));
        Assert.Equal("INVALID_DATE", await Refusing.ReasonAsync(running.Meetings.ListMeetingsAsync(new() { From = "去年" }, office)));

        Assert.Equal(["县民政局", "县民政局", "县民政局"], await UnitsAsync(new() { OverdueOnly = true }));
        Assert.Equal(["县教育局", "县教育局", "县教育局"], await UnitsAsync(new() { Unit = "县教育局" }));
        Assert.Equal(["县民政局", "县民政局", "县民政局", "县教育局", "县教育局", "县教育局"], await UnitsAsync(new() { State = DecisionState.DecisionOpen }));
        Assert.Empty(await UnitsAsync(new() { State = DecisionState.DecisionDone }));

        async Task<List<string>> TitlesAsync(ListMeetingsRequest request)
        {
            var titles = new List<string>();
            do
            {
                var page = await running.Meetings.ListMeetingsAsync(new ListMeetingsRequest(request) { PageSize = 1, PageToken = request.PageToken }, office);
                titles.AddRange(page.Meetings.Select(meeting => meeting.Title));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return titles;
        }

        async Task<List<string>> UnitsAsync(ListDecisionsRequest request)
        {
            var units = new List<string>();
            do
            {
                var page = await running.Meetings.ListDecisionsAsync(new ListDecisionsRequest(request) { PageSize = 2, PageToken = request.PageToken }, office);
                units.AddRange(page.Decisions.Select(decision => decision.ResponsibleUnit));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return units;
        }
    }

    [Fact]
    public async Task Lists_bring_meetings_before_their_decisions_and_bring_them_once()
    {
        const string county = "141173";
        const string meetings = """
            会议名称,召开日期,类别,召集单位,地点,主持人,参会单位,议题,纪要
            第一季度工作例会,2021年3月5日,例会,某县新时代文明实践中心,,测试员,县委宣传部、县教育局,专管员配备,
            第一季度工作例会,2021-03-05,工作例会,某县新时代文明实践中心,,,,,
            协调小组第一次会议,2021-04-01,协调小组会议,某县志愿服务工作协调小组,,,,,
            没有类别的会议,2021-04-01,茶话会,,,,,,
            """;
        var done = await running.ImportAsync("meetings", county, meetings);
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(new[] { "3 会议名称 TWICE_IN_FILE", "5 召集单位 REQUIRED", "5 类别 UNKNOWN_VALUE" }.Order(), done.Faults.Said().Order());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("meetings", county, meetings)).Counts());

        const string decisions = """
            会议,召开日期,序号,决议,责任单位,完成时限,状态,完成日期,落实情况
            第一季度工作例会,2021-03-05,1,六月底前配齐专管员,县委组织部,2021年6月30日,已完成,2021-06-18,全部到岗
            第一季度工作例会,2021-03-05,2,建立点单派单机制,县文明办,2021-09-30,办理中,,正在试点
            第一季度工作例会,2021-03-05,3,落实志愿者保险,县财政局,2021-12-31,,,
            协调小组第一次会议,2021-04-01,1,整合阵地资源,县文旅局,2021-06-30,已完成,2021-07-18,迟了
            第一季度工作例会,2021-03-06,1,日子不对的决议,县文旅局,2021-06-30,,,
            协调小组第一次会议,2021-04-01,2,没有日子的决议,县文旅局,2021-06-30,已完成,,
            协调小组第一次会议,2021-04-01,3,先办后定的决议,县文旅局,2021-03-31,办完了,,
            协调小组第一次会议,2021-04-01,1,重号的决议,县文旅局,2021-06-30,,,
            """;
        done = await running.ImportAsync("decisions", county, decisions);
        Assert.Equal((4, 0, 0, 4), done.Counts());
        Assert.Equal(new[] { "6 会议 UNKNOWN_MEETING", "7 完成日期 INVALID_DATE", "8 完成时限 DUE_BEFORE_MEETING", "8 状态 UNKNOWN_VALUE", "9 序号 TWICE_IN_FILE" }.Order(), done.Faults.Said().Order());
        Assert.Equal((0, 0, 4, 4), (await running.ImportAsync("decisions", county, decisions)).Counts());
        Assert.Equal((4, 2, 1), (await running.StockAsync(county, "decisions", "2021-12-31"), await running.StockAsync(county, "decisions.done", "2021-12-31"), await running.StockAsync(county, "decisions.in-time", "2021-12-31")));
        await running.FiguresAgreeAsync(county);

        // What an old list says stands as a first step; the next decision goes on with the numbers.
        var office = running.Service.As(Importing.Office(county));
        var open = Assert.Single((await running.Meetings.ListDecisionsAsync(new ListDecisionsRequest { State = DecisionState.DecisionUnderWay }, office)).Decisions);
        Assert.Equal(["正在试点"], (await running.Meetings.ListFollowUpsAsync(new ListFollowUpsRequest { DecisionId = open.Id }, office)).FollowUps.Select(step => step.Note));
        Assert.Equal(4, (await running.Meetings.CreateDecisionAsync(new CreateDecisionRequest { MeetingId = open.MeetingId, Text = "补登的决议", ResponsibleUnit = "县文明办", DueOn = "2021-12-31" }, office)).No);

        // What goes out comes in again, and changes nothing.
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("meetings", county, await running.TextAsync(HttpMethod.Get, "/api/exports/meetings", county))).Counts());
        Assert.Equal((0, 0, 5, 0), (await running.ImportAsync("decisions", county, await running.TextAsync(HttpMethod.Get, "/api/exports/decisions", county))).Counts());
    }

    [Fact]
    public async Task A_city_reads_its_counties_meetings_and_writes_its_own_only()
    {
        var office = running.Service.As(Importing.Office(Callers.A));
        var meeting = await running.Meetings.CreateMeetingAsync(new CreateMeetingRequest(quarterly) { Title = "盂县文明实践工作例会" }, office);
        var decision = await running.Meetings.CreateDecisionAsync(new CreateDecisionRequest { MeetingId = meeting.Id, Text = "配齐专管员", ResponsibleUnit = "县委组织部", DueOn = "2021-06-30" }, office);
        var city = running.Service.As(Callers.Coordinator());
        Assert.Equal(1, (await running.Meetings.GetMeetingAsync(new GetMeetingRequest { Id = meeting.Id }, city)).Decisions);
        var report = new ReportDecisionRequest { Id = decision.Id, Version = 1, State = DecisionState.DecisionDone, Note = "越权办结" };
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Meetings.ReportDecisionAsync(report, city)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Meetings.CreateMeetingAsync(quarterly, running.Service.As(Callers.Coordinator(Callers.A)))));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Meetings.GetMeetingAsync(new GetMeetingRequest { Id = meeting.Id }, running.Service.As(Importing.Office(Callers.B)))));
        Assert.Empty((await running.Meetings.ListFollowUpsAsync(new ListFollowUpsRequest { DecisionId = decision.Id }, running.Service.As(Importing.Office(Callers.B)))).FollowUps);
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Meetings.ListMeetingsAsync(new ListMeetingsRequest(), running.Service.As(Callers.Person(Guid.NewGuid())))));
        // The city's own, at its own address.
        Assert.Equal("140300", (await running.Meetings.CreateMeetingAsync(new CreateMeetingRequest(quarterly) { Title = "阳泉市协调小组会议", Kind = MeetingKind.GroupMeeting }, city)).County);
    }
}
