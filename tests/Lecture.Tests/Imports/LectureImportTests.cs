using System.Globalization;
using System.Text;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Lecture.Tests.Imports;

/// <summary>A county's lecturer teams, lecturers and sessions come in by files.</summary>
public sealed class LectureImportTests(LectureRunning running)
{
    const string teamHead = "名称,级别,站点,红色讲师团";
    const string lecturerHead = "队伍,队伍站点,姓名,专长,职务,方言";
    const string sessionHead = "原编号,题目,主题,站点,队伍,队伍站点,讲师,级别,渠道,方法,形式,六进,开始时间,分钟,听众,计数方式";

    static readonly string today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System));
    static readonly string soon = ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(5));

    async Task<Desk> CountyAsync(string county)
    {
        await Task.WhenAll(new[] { county, $"{county}001", $"{county}001001", $"{county}001002" }.Select(site => running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1))));
        return new Desk(running, county);
    }

    [Fact]
    public async Task A_countys_lectures_come_in_and_every_figure_is_moved_by_exactly_the_rows()
    {
        const string county = "140304", one = county + "001001", two = county + "001002";
        var desk = await CountyAsync(county);
        var teams = await desk.ImportAsync("lecturer-teams", $"{teamHead}\n红色讲师团,村(社区)级,{one},是\n县讲师团,县,{county},\n乡讲师团,街道,{county}001,否\n");
        Assert.Equal((3, 3, 0, 0), (teams.Rows, teams.Added, teams.Unchanged, teams.Rejected));
        var lecturers = await desk.ImportAsync("lecturers", $"{lecturerHead}\n红色讲师团,{one},测试甲,党史,书记,盂县话\n红色讲师团,{one},测试乙,,,\n县讲师团,{county},测试甲,,,\n");
        Assert.Equal((3, 0), (lecturers.Added, lecturers.Rejected));
        Assert.Equal(2, await desk.AskAsync<int>($"select lecturers from lecturer_team where county = '{county}' and name = '红色讲师团'"));

        var file = $"""
            {sessionHead}
            X-1,高龄补贴政策,党的政策,{one},红色讲师团,{one},测试甲,村,上门宣传,实例讲解,微党课,进农村,2021-03-05 09:30,60,6,清点
            X-2,大喇叭讲政策,,{two},县讲师团,{county},,县,乡村“大喇叭”,,,,2021/3/5 18:00,30,500,估算
            X-3,扫码听党课,,{two},县讲师团,{county},测试甲,市级,宣传栏,,,,2021年12月31日 下午11时30分,120,80,扫码
            X-4,下周宣讲会,,{one},红色讲师团,{one},,乡镇,宣讲会,,,社区,{soon} 09:00,90,,
            """;
        var sessions = await desk.ImportAsync("sessions", await Desk.XlsxAsync(file));
        Assert.Empty(sessions.Faults!);
        Assert.Equal((4, 4, 0, 0, 0), (sessions.Rows, sessions.Added, sessions.Unchanged, sessions.Rejected, sessions.Remarked));
        string[] figures =
        [
            $"lecturer-teams {today} {county} CountyLevel 1", $"lecturer-teams {today} {county}001 TownshipLevel 1", $"lecturer-teams {today} {one} Village 1",
            $"lecturers {today} {county}  1", $"lecturers {today} {one}  2",
            $"lectures.audience.estimate 2021-03-05 {two} CountyLevel 500", $"lectures.audience.headcount 2021-03-05 {one} Village 6", $"lectures.audience.scans 2021-12-31 {two} City 80",
            $"lectures.held 2021-03-05 {one} Village 1", $"lectures.held 2021-03-05 {two} CountyLevel 1", $"lectures.held 2021-12-31 {two} City 1",
        ];
        Assert.Equal(figures, await desk.FiguresAsync());
        Assert.Equal((3, 6), (await desk.FigureAsync("lectures.held"), await desk.FigureAsync("lectures.audience.headcount")));
        Assert.Equal("高龄补贴政策 党的政策 4 6 实例讲解 微党课 农村 2021-03-05 09:30 60 2 6 1", await desk.AskAsync<string>(
            $"select concat_ws(' ', title, topic, level, channel, method, form, place_kind, to_char(starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), duration_minutes, status, audience, count_method) from lecture_session where county = '{county}' and source_number = 'X-1'"));
        Assert.Equal(sessions.Id, await desk.AskAsync<Guid>($"select distinct import_id from lecture_session where county = '{county}'"));
        Assert.Equal(1L, await desk.AskAsync<long>($"select count(*) from audit_entry where county = '{county}' and action = 'sessions.import' and subject = '{sessions.Id} 2-5'"));

        // The same again, the sessions as csv this time: nothing is added, and no figure moves.
        foreach (var (kind, again) in new[] { ("lecturer-teams", $"{teamHead}\n红色讲师团,村,{one},\n"), ("lecturers", $"{lecturerHead}\n红色讲师团,{one},测试甲,,,\n"), ("sessions", file) })
        {
            var second = await desk.ImportAsync(kind, again);
            Assert.Equal((0, 0, 0, second.Rows), (second.Added, second.Completed, second.Rejected, second.Unchanged));
        }
        Assert.Equal(figures, await desk.FiguresAsync());
        Assert.Equal(2, await desk.AskAsync<int>($"select lecturers from lecturer_team where county = '{county}' and name = '红色讲师团'"));
    }

    [Fact]
    public async Task Bad_rows_come_back_with_their_reasons_and_good_ones_go_in()
    {
        const string county = "140305", one = county + "001001";
        var desk = await CountyAsync(county);
        var teams = await desk.ImportAsync("lecturer-teams", $"""
            {teamHead}
            宣讲一队,村,{one},
            队,省,140305999,也许
            宣讲一队,县,{one},
            """);
        Assert.Equal(["3 名称 REQUIRED", "3 站点 UNKNOWN_SITE", "3 红色讲师团 UNKNOWN_VALUE", "3 级别 UNKNOWN_VALUE", "4 名称 TWICE_IN_FILE"], Desk.Found(teams.Faults));
        Assert.Equal((1, 2), (teams.Added, teams.Rejected));

        var lecturers = await desk.ImportAsync("lecturers", $"""
            {lecturerHead}
            宣讲一队,{one},测试甲,党史,,
            宣讲二队,{one},测试乙,,,
            宣讲一队,140305999,测试丙,,,
            宣讲一队,{one},甲,{new string('长', 61)},,
            宣讲一队,{one},测试甲,,,
            """);
        Assert.Equal(["3 队伍 UNKNOWN_TEAM", "4 队伍站点 UNKNOWN_SITE", "5 专长 TOO_LONG", "5 姓名 REQUIRED", "6 姓名 TWICE_IN_FILE"], Desk.Found(lecturers.Faults));
        Assert.Contains("没有宣讲队伍“宣讲二队”", lecturers.Faults!.Single(fault => fault.Row == 3).Message, StringComparison.Ordinal);
        Assert.Equal("和第 2 行是同一位宣讲员", lecturers.Faults!.Single(fault => fault.Row == 6).Message);

        string Row(string number, string site = one, string team = "宣讲一队", string lecturer = "", string level = "村", string channel = "宣讲会", string start = "2021-03-05 09:30", string minutes = "60", string audience = "5", string way = "清点") =>
            $"{number},政策宣讲,,{site},{team},{one},{lecturer},{level},{channel},,,,{start},{minutes},{audience},{way}\n";
        var sessions = await desk.ImportAsync("sessions", $"{sessionHead}\n"
            + Row("2", channel: "大喇叭") + Row("3", audience: "", way: "") + Row("4", start: $"{soon} 09:00") + Row("5", site: "140305999") + Row("6", team: "宣讲二队") + Row("7", lecturer: "测试乙")
            + Row("8", level: "省") + Row("9", channel: "微信") + Row("10", start: "2021-03-05") + Row("11", start: "2001-03-05 09:30") + Row("12", minutes: "3") + Row("13", audience: "100001") + Row("14", way: "") + Row("15", way: "目测")
            + Row("") + Row("17", lecturer: "测试甲") + Row("17"));
        Assert.Equal(
        [
            "2 计数方式 BROADCAST_HEAD_COUNT", "3 听众 AUDIENCE_REQUIRED", "4 听众 NOT_STARTED", "5 站点 UNKNOWN_SITE", "6 队伍 UNKNOWN_TEAM", "7 讲师 UNKNOWN_LECTURER", "8 级别 UNKNOWN_VALUE", "9 渠道 UNKNOWN_VALUE",
            "10 开始时间 INVALID_DATE", "11 开始时间 OUT_OF_RANGE", "12 分钟 OUT_OF_RANGE", "13 听众 OUT_OF_RANGE", "14 计数方式 REQUIRED", "15 计数方式 UNKNOWN_VALUE", "16 原编号 REQUIRED", "18 原编号 TWICE_IN_FILE",
        ], Desk.Found(sessions.Faults));
        Assert.Equal((17, 1, 16), (sessions.Rows, sessions.Added, sessions.Rejected));
        Assert.Equal((1, 5), (await desk.FigureAsync("lectures.held"), await desk.FigureAsync("lectures.audience.headcount")));
    }

    [Fact]
    public async Task What_lives_on_goes_to_the_successor_and_history_keeps_its_site()
    {
        const string county = "140306", old = county + "001001", heir = county + "001002", later = county + "001003", gone = county + "001004";
        var desk = await CountyAsync(county);
        foreach (var site in new[] { later, gone }) await running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1));
        Assert.Equal(1, (await desk.ImportAsync("lecturer-teams", $"{teamHead}\n合并前的队,村,{old},\n")).Added);
        var closed = new DateOnly(2021, 6, 30);
        await running.Service.DeliverAsync(new SiteChanged(county, old, "测试站", 3, "", 2, closed, heir));
        await running.Service.DeliverAsync(new SiteChanged(county, heir, "测试站", 3, "", 2, closed.AddYears(1), later));
        await running.Service.DeliverAsync(new SiteChanged(county, gone, "测试站", 3, "", 2, closed));

        var teams = await desk.ImportAsync("lecturer-teams", $"{teamHead}\n合并前的队,村,{old},\n合并后的队,村,{old},\n没有去处的队,村,{gone},\n");
        Assert.Equal((1, 1, 1, 1), (teams.Added, teams.Unchanged, teams.Rejected, teams.Remarked));
        Assert.Equal(["4 站点 SITE_CLOSED"], Desk.Found(teams.Faults));
        Assert.Equal($"“{old}”已并入“{later}”,已记到“{later}”", Assert.Single(teams.Remarks!).Message);
        Assert.Equal(later, await desk.AskAsync<string>($"select site from lecturer_team where county = '{county}' and name = '合并后的队'"));

        var lecturers = await desk.ImportAsync("lecturers", $"{lecturerHead}\n合并前的队,{old},测试甲,,,\n合并后的队,{old},测试乙,,,\n");
        Assert.Equal(["3 队伍站点 SITE_MERGED"], Desk.Found(lecturers.Remarks));
        Assert.Equal(2, lecturers.Added);

        string Row(string number, string start, string site = old) => $"{number},政策宣讲,,{site},合并前的队,{old},测试甲,村,宣讲会,,,,{start},60,5,清点\n";
        var file = $"{sessionHead}\n{Row("1", "2021-06-30 23:59")}{Row("2", "2021-07-01 00:00")}{Row("3", "2021-07-01 00:00", gone)}";
        var sessions = await desk.ImportAsync("sessions", file);
        Assert.Equal(["3 站点 SITE_MERGED", "4 站点 SITE_CLOSED"], [.. Desk.Found(sessions.Remarks), .. Desk.Found(sessions.Faults)]);
        Assert.Equal(2, sessions.Added);
        Assert.Equal([$"lectures.held 2021-06-30 {old} Village 1", $"lectures.held 2021-07-01 {later} Village 1"], (await desk.FiguresAsync()).Where(figure => figure.StartsWith("lectures.held", StringComparison.Ordinal)));
        var again = await desk.ImportAsync("sessions", file);
        Assert.Equal((0, 2, 0), (again.Added, again.Unchanged, again.Remarked));
    }

    [Fact]
    public async Task A_session_that_a_file_planned_is_completed_by_the_file_that_knows_its_audience()
    {
        const string county = "140307", one = county + "001001";
        var desk = await CountyAsync(county);
        await desk.ImportAsync("lecturer-teams", $"{teamHead}\n一队,村,{one},\n");
        // Planned for the day before yesterday, as a file of last week did.
        string Row(string start, string end) => $"{sessionHead}\nP-1,政策宣讲,,{one},一队,{one},,村,大喇叭,,,,{start},60,{end}\n";
        Assert.Equal(1, (await desk.ImportAsync("sessions", Row($"{soon} 09:00", ","))).Added);
        Assert.Equal(0, await desk.FigureAsync("lectures.held"));
        var early = await desk.ImportAsync("sessions", Row("2021-03-05 09:00", "70,估算"));
        Assert.Equal(["2 听众 NOT_STARTED"], Desk.Found(early.Faults));

        await using (var past = running.Service.Superuser.CreateCommand($"update lecture_session set starts_at = '2021-03-05 01:00Z' where county = '{county}'")) await past.ExecuteNonQueryAsync();
        var done = await desk.ImportAsync("sessions", Row("2021-03-05 09:00", "70,估算"));
        Assert.Equal((0, 1, 0, 0), (done.Added, done.Completed, done.Unchanged, done.Rejected));
        Assert.Equal([$"lectures.audience.estimate 2021-03-05 {one} Village 70", $"lectures.held 2021-03-05 {one} Village 1"], (await desk.FiguresAsync()).Where(figure => figure.StartsWith("lectures", StringComparison.Ordinal)));
        Assert.Equal(1, (await desk.ImportAsync("sessions", Row("2021-03-05 09:00", "70,估算"))).Unchanged);
        Assert.Equal(1, await desk.FigureAsync("lectures.held"));
    }

    [Fact]
    public async Task Templates_import_as_they_are_and_only_the_office_of_the_county_brings_them()
    {
        const string county = "140308";
        var desk = await CountyAsync(county);
        foreach (var kind in new[] { "lecturer-teams", "lecturers", "sessions" })
        {
            using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/imports/{kind}/template", desk.Office));
            var job = await desk.ImportAsync(kind, (await answer.Content.ReadAsStringAsync()).Replace("140322100801", county + "001001", StringComparison.Ordinal));
            Assert.Empty(job.Faults!);
            Assert.Equal(1, job.Added);
            Assert.Equal("PERMISSION_DENIED", await desk.RefusedAsync($"/api/imports/{kind}", LectureRunning.Clerk(county)));
            Assert.Equal("NOT_FOUND", await desk.RefusedAsync($"/api/imports/{kind}/{job.Id}", Callers.Staff(Role.CenterOffice, county: Callers.B)));
        }
    }

    [Fact]
    public async Task Thousands_of_sessions_come_in_batches_and_count_once()
    {
        const string county = "140309", one = county + "001001";
        var desk = await CountyAsync(county);
        await desk.ImportAsync("lecturer-teams", $"{teamHead}\n一队,村,{one},\n");
        var file = new StringBuilder(sessionHead).Append('\n');
        for (var n = 1; n <= 3_709; n++) file.Append(CultureInfo.InvariantCulture, $"S-{n},政策宣讲,,{one},一队,{one},,村,宣讲会,,,,2021-{1 + n % 12:00}-05 09:30,60,40,清点\n");
        Assert.Equal((3_709, 0), (await desk.ImportAsync("sessions", file.ToString())) is { } job ? (job.Added, job.Rejected) : default);
        Assert.Equal((3_709, 3_709 * 40), (await desk.FigureAsync("lectures.held"), await desk.FigureAsync("lectures.audience.headcount")));
        Assert.Equal(12, (await desk.FiguresAsync()).Count(figure => figure.StartsWith("lectures.held", StringComparison.Ordinal)));
    }
}
