using CivPractice.Lecture.V1;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sessions;

/// <summary>Sessions by method, form and topic: parts of one whole that open to their rows; and who lectured where about what.</summary>
public sealed class DimensionTests(LectureRunning running)
{
    static readonly (string Method, string Form, string Topic)[] told =
        [("现身说法", "宣讲会", "惠民政策"), ("以案说法", "党课", "惠民政策/医保"), ("入户宣讲", "", "惠民政策/取暖补贴"), ("", "板凳会", "法律常识"), ("放电影", "读书班", "怎样养蜂"), ("实例讲解", "宣讲会", "")];

    async Task<Dictionary<string, long>> PartsAsync(string county, string measure) => (await running.Sessions.GetTallyAsync(
        new GetTallyRequest { Indicators = { measure }, Prefix = county, From = "2012-01-01", GroupBy = TallyGrouping.Dimension }, running.Service.As(Clerk(county)))).Lines.Where(line => line.Value != 0).ToDictionary(line => line.Group, line => line.Value);

    async Task<int> ListedAsync(string county, ListSessionsRequest request)
    {
        (request.Prefix, request.Status) = (county, SessionStatus.Held);
        return (await running.Sessions.ListSessionsAsync(request, running.Service.As(Callers.Visitor(county)))).Sessions.Count;
    }

    [Fact]
    public async Task Parts_add_up_to_all_sessions_and_each_opens_to_its_rows()
    {
        var county = await running.CountyAsync("180571");
        var team = await running.TeamAsync(county);
        var held = new List<Session>();
        foreach (var (method, form, topic) in told)
        {
            var request = Form(team);
            (request.Method, request.Form, request.Topic) = (method, form, topic);
            held.Add(await running.HoldAsync(await running.PlanAsync(request, county), 10, CountMethod.HeadCount, county));
        }
        Assert.Equal(new() { ["现身说法"] = 1, ["实例讲解"] = 2, ["入百家进万户"] = 1, [""] = 1, ["其他"] = 1 }, await PartsAsync(county, "lectures.held.method"));
        Assert.Equal(new() { ["宣讲会"] = 2, ["微党课"] = 1, ["院坝会"] = 1, [""] = 1, ["其他"] = 1 }, await PartsAsync(county, "lectures.held.form"));
        var topics = await PartsAsync(county, "lectures.held.topic");
        Assert.Equal(new() { ["惠民政策"] = 2, ["惠民政策/医疗保障"] = 1, ["法治"] = 1, ["其他"] = 1, [""] = 1 }, topics);
        // Nothing is lost of what was said.
        Assert.Equal("惠民政策/取暖补贴", held[2].Topic);

        foreach (var (method, number) in (await PartsAsync(county, "lectures.held.method")).Where(part => part.Key.Length > 0)) Assert.Equal(number, await ListedAsync(county, new() { Method = method }));
        foreach (var (form, number) in (await PartsAsync(county, "lectures.held.form")).Where(part => part.Key.Length > 0)) Assert.Equal(number, await ListedAsync(county, new() { Form = form }));
        // A branch finds its leaves; a leaf itself.
        Assert.Equal((3, 1, 1, 1, 0), (await ListedAsync(county, new() { Topic = "惠民政策" }), await ListedAsync(county, new() { Topic = "惠民政策/医疗保障" }), await ListedAsync(county, new() { Topic = "法治" }),
            await ListedAsync(county, new() { Topic = "其他" }), await ListedAsync(county, new() { Topic = "健康" })));

        await running.Sessions.VoidSessionAsync(new() { Id = held[1].Id, Reason = "登记了两遍" }, running.Service.As(Clerk(county)));
        Assert.False((await PartsAsync(county, "lectures.held.topic")).ContainsKey("惠民政策/医疗保障"));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task A_file_may_use_other_names_and_courses_are_found_by_branch()
    {
        var county = await running.CountyAsync("180572");
        var desk = new Desk(running, county);
        await desk.ImportAsync("lecturer-teams", $"名称,级别,站点,红色讲师团\n宣讲队,村,{county},否\n");
        Assert.Equal(1, (await desk.ImportAsync("lecturers", $"队伍,队伍站点,姓名,擅长主题\n宣讲队,{county},测试甲,医保、健康\n")).Added);
        Assert.Equal(["2 擅长主题 UNKNOWN_TOPIC"], Desk.Found((await desk.ImportAsync("lecturers", $"队伍,队伍站点,姓名,擅长主题\n宣讲队,{county},测试乙,养蜂\n")).Faults));
        Assert.Equal("惠民政策/医疗保障、健康", await desk.AskAsync<string>($"select array_to_string(topics, '、') from lecturer where county = '{county}'"));
        Assert.EndsWith(",惠民政策/医疗保障、健康", (await desk.LinesAsync("lecturers"))[1], StringComparison.Ordinal);
        var sessions = await desk.ImportAsync("sessions", $"""
            原编号,题目,主题,站点,队伍,队伍站点,讲师,级别,渠道,方法,形式,六进,开始时间,分钟,听众,计数方式
            D-1,医保新政策,医保,{county},宣讲队,{county},测试甲,村,宣讲会,案例讲解,大讲堂,社区,2021-03-05 09:30,60,6,清点
            """);
        Assert.Equal((1, 0), (sessions.Added, sessions.Rejected));
        Assert.Equal((1, 1, 1), (await ListedAsync(county, new() { Topic = "惠民政策/医疗保障" }), await ListedAsync(county, new() { Method = "实例讲解" }), await ListedAsync(county, new() { Form = "大课堂" })));
        Assert.Single(await desk.LinesAsync("sessions", $"?topic={Uri.EscapeDataString("法治")}"));
        Assert.Equal(2, (await desk.LinesAsync("sessions", $"?topic={Uri.EscapeDataString("惠民政策")}")).Length);

        var by = running.Service.As(Office(county));
        foreach (var (title, topic) in new[] { ("医保怎么报销", "医保"), ("民法典", "法治/民法典"), ("养蜂", "养蜂") })
            await running.Courses.CreateCourseAsync(new() { Title = title, Topic = topic, Site = county, Source = "自编", Outline = "一、二" }, by);
        async Task<string[]> CoursesAsync(string topic) => [.. (await running.Courses.ListCoursesAsync(new() { Prefix = county, Topic = topic }, by)).Courses.Select(course => course.Title)];
        Assert.Equal(["医保怎么报销"], await CoursesAsync("惠民政策"));
        Assert.Equal(["民法典"], await CoursesAsync("法治/民法典"));
        Assert.Equal(["养蜂"], await CoursesAsync("养蜂"));
        Assert.Equal(["养蜂"], await CoursesAsync(ClosedWords.Other));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task The_network_of_a_township_tells_who_lectured_where_about_what()
    {
        const string township = "180573001", village = $"{township}201", other = "180573002";
        var county = await running.CountyAsync("180573", township, village, other);
        var by = running.Service.As(Clerk(county));
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        foreach (var (site, topic, month) in new[] { (village, "医保", 2), (village, "惠民政策", 3), (village, "怎样养蜂", 3), (township, "法治", 1), (other, "法治", 2), (village, "法治", 4) })
        {
            var request = Form(team, lecturer, site: site, startsAt: new DateTimeOffset(2026, month, 5, 9, 0, 0, TimeSpan.FromHours(8)));
            request.Topic = topic;
            await running.HoldAsync(await running.PlanAsync(request, county), 5, CountMethod.HeadCount, county);
        }
        var network = await running.Sessions.GetNetworkAsync(new() { Prefix = township, Day = "2026-02-10" }, by);
        Assert.Equal(("2026-01-01", "2026-03-31", 0), (network.From, network.To, network.LeftOut));
        string[] expected = [$"{township} 测试讲师 法治 1", $"{village} 测试讲师 其他 1", $"{village} 测试讲师 惠民政策 2"];
        Assert.Equal(expected, network.Rows.Select(row => $"{row.Site} {row.LecturerName} {row.Topic} {row.Sessions}").Order(StringComparer.Ordinal));
        Assert.Equal((StatusCode.InvalidArgument, "TOO_WIDE"), await RefusedAsync(async () => await running.Sessions.GetNetworkAsync(new() { Prefix = county }, by)));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(async () => await running.Sessions.GetNetworkAsync(new() { Prefix = township }, running.Service.As(Callers.Visitor(county)))));
        Assert.Equal("法治", ClosedWords.BranchOf("民法典"));
    }
}
