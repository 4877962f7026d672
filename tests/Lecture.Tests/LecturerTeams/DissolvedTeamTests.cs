using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.LecturerTeams;

/// <summary>A team is dissolved (解散): it counts no more from that day, its lecturers leave with it, and a number of a moment before still opens to it.</summary>
public sealed class DissolvedTeamTests(LectureRunning running)
{
    static readonly DateOnly today = ChinaTime.Today(TimeProvider.System);

    async Task<long> StockAsync(string county, string measure, DateOnly day, string? prefix = null) => (await running.Sessions.GetTallyAsync(
        new GetTallyRequest { Indicators = { measure }, Prefix = prefix ?? county, To = ChinaTime.Text(day) }, running.Service.As(Office(county)))).Lines.Single().Value;

    async Task RecordedAsync(string county, int daysAgo)
    {
        // As if the teams and lecturers of the county had been recorded some days ago: rows and figures alike.
        await using var earlier = running.Service.Superuser.CreateCommand($"""
            update lecturer_team set recorded_on = recorded_on - {daysAgo} where county = '{county}';
            update lecturer set recorded_on = recorded_on - {daysAgo} where county = '{county}';
            update tally_entry set day = day - {daysAgo} where county = '{county}' and measure in ('lecturer-teams', 'lecturers');
            delete from tally_year where county = '{county}' and measure in ('lecturer-teams', 'lecturers');
            insert into tally_year (county, measure, year, site, dimension, n)
            select e.county, e.measure, y.year, e.site, e.dimension, sum(e.n) from tally_entry e, lateral (values (extract(year from e.day)::int), (9999)) as y(year) where e.county = '{county}' and e.measure in ('lecturer-teams', 'lecturers') group by 1, 2, 3, 4, 5;
            """);
        await earlier.ExecuteNonQueryAsync();
    }

    async Task AgreesAsync(string county) => Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));

    [Fact]
    public async Task It_counts_no_more_from_that_day_and_its_lecturers_leave_with_it()
    {
        var county = await running.CountyAsync("180621");
        var (by, visitor, desk) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)), new Desk(running, county));
        var (team, stays) = (await running.TeamAsync(county, "要解散的队"), await running.TeamAsync(county, "留下的队"));
        var (one, two) = (await running.LecturerAsync(team, county, "测试甲"), await running.LecturerAsync(team, county, "测试乙"));
        await running.LecturerAsync(stays, county, "测试丙");
        await running.Teams.SetLecturerTeamLeaderAsync(new() { Id = team.Id, LecturerId = one.Id }, by);
        await RecordedAsync(county, 20);
        await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = two.Id, LeftOn = ChinaTime.Text(today), Reason = "搬走了" }, by);
        await running.LecturerAsync(team, county, "今天才来的");
        await running.HoldAsync(await running.PlanAsync(Form(team, one, startsAt: ChinaTime.Start(today.AddDays(-12)).AddHours(9)), county), 9, CountMethod.HeadCount, county);
        var then = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(20);

        DissolveLecturerTeamRequest On(DateOnly day, string reason = "并入县宣讲团") => new() { Id = team.Id, EndedOn = ChinaTime.Text(day), Reason = reason };
        foreach (var (request, reason) in new[] { (On(today.AddDays(1)), "OUT_OF_RANGE"), (On(today, ""), "REQUIRED"), (On(today.AddDays(-13)), "LECTURED_LATER") })
            Assert.Equal((StatusCode.InvalidArgument, reason), await RefusedAsync(async () => await running.Teams.DissolveLecturerTeamAsync(request, by)));
        var planned = await running.PlanAsync(Form(team, one, startsAt: DateTimeOffset.UtcNow.AddDays(2)), county);
        Assert.Equal((StatusCode.FailedPrecondition, "SESSIONS_PLANNED"), await RefusedAsync(async () => await running.Teams.DissolveLecturerTeamAsync(On(today.AddDays(-5)), by)));
        await running.Sessions.CancelSessionAsync(new() { Id = planned.Id, Reason = "队伍要解散" }, by);
        var offer = (await running.Offers.CreateOffersAsync(new() { TeamId = team.Id, LecturerId = one.Id, Title = "医保新政策", Level = Level.Village, Channel = Channel.Meeting, Area = county, From = ChinaTime.Text(today.AddDays(1)), To = ChinaTime.Text(today.AddDays(1)), Time = "09:00", DurationMinutes = 60 }, by)).Offers.Single();

        var ended = await running.Teams.DissolveLecturerTeamAsync(On(today.AddDays(-5)), by);
        Assert.Equal((ChinaTime.Text(today.AddDays(-5)), "并入县宣讲团", 0, ""), (ended.EndedOn, ended.EndReason, ended.Lecturers, ended.LeaderId));
        Assert.Equal((2, 1), (await StockAsync(county, "lecturer-teams", today.AddDays(-6)), await StockAsync(county, "lecturer-teams", today.AddDays(-5))));
        // Who left by a deed of its own counts until that was written down, and who came later did not leave before.
        Assert.Equal((3, 2, 1), (await StockAsync(county, "lecturers", today.AddDays(-6)), await StockAsync(county, "lecturers", today.AddDays(-5)), await StockAsync(county, "lecturers", today)));
        Assert.Equal((1, 1), (await desk.FigureAsync("lecturer-teams"), await desk.FigureAsync("lecturers")));
        Assert.Equal(OfferStatus.OfferWithdrawn, (await running.Offers.GetOfferAsync(new() { Id = offer.Id }, visitor)).Status);
        await AgreesAsync(county);

        // Nothing begins with it any more; what it held stays.
        foreach (var deed in new Func<Task>[]
        {
            () => running.LecturerAsync(team, county, "测试丁"), () => running.PlanAsync(Form(team, startsAt: DateTimeOffset.UtcNow.AddDays(1)), county), async () => await running.Teams.DissolveLecturerTeamAsync(On(today), by),
            async () => await running.Teams.SetEligibilityRuleAsync(new() { Id = team.Id, Rule = new() { Local = true } }, by),
            async () => await running.Teams.SetRegularSlotAsync(new() { Id = team.Id, Slot = new() { Rhythm = Rhythm.Weekly, Day = 5, Time = "19:30", DurationMinutes = 60, Site = county, Title = "红色讲堂", Channel = Channel.Meeting } }, by),
        })
            Assert.Equal((StatusCode.FailedPrecondition, "TEAM_DISSOLVED"), await RefusedAsync(deed));
        Assert.Equal(["2 队伍 TEAM_DISSOLVED"], Desk.Found((await desk.ImportAsync("lecturers", $"队伍,队伍站点,姓名\n要解散的队,{county},测试丁\n")).Faults));
        string Row(DateOnly day) => $"原编号,题目,站点,队伍,队伍站点,级别,渠道,开始时间,分钟,听众,计数方式\nD-{day.DayNumber},补登的宣讲,{county},要解散的队,{county},村,宣讲会,{ChinaTime.Text(day)} 09:30,60,6,清点\n";
        Assert.Equal(["2 队伍 TEAM_DISSOLVED"], Desk.Found((await desk.ImportAsync("sessions", Row(today.AddDays(-4)))).Faults));
        Assert.Equal(1, (await desk.ImportAsync("sessions", Row(today.AddDays(-6)))).Added);

        async Task<string[]> TeamsAsync(string until = "", bool dissolved = false) => [.. (await running.Teams.ListLecturerTeamsAsync(new() { Prefix = county, RecordedUntil = until, Ended = dissolved }, visitor)).Teams.Select(each => $"{each.Name} {each.Lecturers} {each.EndReason}").Order(StringComparer.Ordinal)];
        Assert.Equal(["留下的队 1 "], await TeamsAsync());
        Assert.Equal(["要解散的队 0 并入县宣讲团"], await TeamsAsync(dissolved: true));
        // As it was known then.
        Assert.Equal(["留下的队 1 ", "要解散的队 2 "], await TeamsAsync(then));
        Assert.Empty(await TeamsAsync(then, dissolved: true));
        Assert.Equal(["测试甲", "今天才来的"], (await running.Teams.ListLecturersAsync(new() { TeamId = team.Id, RecordedUntil = then }, visitor)).Lecturers.Select(each => each.Name));
        Assert.EndsWith($",{ChinaTime.Text(today.AddDays(-5))},并入县宣讲团", Assert.Single((await desk.LinesAsync("lecturer-teams", "?ended=true")).Skip(1)), StringComparison.Ordinal);
        Assert.Equal(2, (await desk.LinesAsync("lecturer-teams")).Length);
    }

    [Fact]
    public async Task One_that_moved_ends_where_it_stood_and_is_not_moved_any_more()
    {
        const string county = "180622", old = $"{county}001001", to = $"{county}001002", later = $"{county}001003";
        await running.CountyAsync(county, old, to, later);
        var by = running.Service.As(Clerk(county));
        var team = await running.Teams.CreateLecturerTeamAsync(new() { Name = "宣讲队", Level = Level.Village, Site = old }, by);
        await running.LecturerAsync(team, county);
        await RecordedAsync(county, 20);
        await running.Service.DeliverAsync(new SiteHandedOver(county, old, to, "测试站", today.AddDays(-10), today.AddDays(-3), 2));
        Assert.Equal((1, 0), (await StockAsync(county, "lecturer-teams", today, to), await StockAsync(county, "lecturer-teams", today, old)));
        // The end is written down for a day before the move.
        await running.Teams.DissolveLecturerTeamAsync(new() { Id = team.Id, EndedOn = ChinaTime.Text(today.AddDays(-6)), Reason = "人员不足" }, by);
        Assert.Equal((0, 0, 0), (await StockAsync(county, "lecturer-teams", today, to), await StockAsync(county, "lecturer-teams", today, old), await StockAsync(county, "lecturers", today)));
        Assert.Equal((1, 0), (await StockAsync(county, "lecturer-teams", today.AddDays(-7), old), await StockAsync(county, "lecturer-teams", today.AddDays(-6), old)));
        await running.Service.DeliverAsync(new SiteHandedOver(county, to, later, "测试站", today, today, 2));
        Assert.Equal(to, (await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, by)).Site);
        await AgreesAsync(county);
    }
}
