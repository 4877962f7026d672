using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Teams;

/// <summary>The tree of teams, active teams, and places with all ten kinds.</summary>
public sealed class TreeServiceTests(VolunteerRunning running)
{
    TeamTree.TeamTreeClient Tree => new(running.Service.Channel);

    async Task<V1.Team> MadeAsync(string name, string site, TeamLevel level = TeamLevel.Unspecified, string parent = "", string category = "便民利民服务") =>
        await running.Teams.CreateTeamAsync(new() { Name = name, Category = category, Site = site, FoundedOn = "2020-01-05", Level = level, ParentId = parent }, running.Service.As(Office(site[..6])));

    [Fact]
    public async Task People_of_a_subtree_count_once_and_a_move_keeps_its_days()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        var corps = await MadeAsync("总队", county, TeamLevel.Corps);
        var branch = await MadeAsync("分队", station[..9], TeamLevel.Branch, corps.Id);
        var (one, two) = (await MadeAsync("一小队", station, TeamLevel.Squad, branch.Id), await MadeAsync("二小队", station, TeamLevel.Squad, branch.Id));
        var both = await running.RegisterAsync(Clerk(county), Form(site: station));
        var single = await running.RegisterAsync(Clerk(county), Form(site: station));
        foreach (var team in new[] { one, two }) await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = both.PersonId }, office);
        await running.Teams.AddMemberAsync(new() { TeamId = two.Id, PersonId = single.PersonId }, office);
        await running.Teams.AddMemberAsync(new() { TeamId = branch.Id, PersonId = single.PersonId }, office);

        var tree = await Tree.GetTeamTreeAsync(new() { Id = corps.Id }, office);
        Assert.Equal((4, 4, 2), (tree.Teams, tree.Memberships, tree.People));
        Assert.Equal(["分队"], tree.Below.Select(team => team.Name));
        var below = await Tree.GetTeamTreeAsync(new() { Id = one.Id }, office);
        Assert.Equal((1, 1, 1), (below.Teams, below.Memberships, below.People));
        Assert.Equal(["总队", "分队"], below.Above.Select(team => team.Name));
        Assert.Equal("分队", below.Team.ParentName);
        Assert.Equal(["一小队", "二小队"], (await running.Teams.ListTeamsAsync(new() { ParentId = branch.Id }, office)).Teams.Select(team => team.Name).Order(StringComparer.Ordinal));
        // Who coordinates several counties sees the tree and not its people.
        var city = await Tree.GetTeamTreeAsync(new() { Id = corps.Id }, running.Service.As(Callers.Coordinator(county) with { PersonalCounty = "", Counties = [Callers.City, county] }));
        Assert.Equal((4, 4, false), (city.Teams, city.Memberships, city.HasPeople));

        await Tree.PlaceTeamAsync(new() { Id = two.Id, Level = TeamLevel.Detachment, ParentId = corps.Id, Since = "2024-07-01" }, office);
        Assert.Equal((2, 2), (await Tree.GetTeamTreeAsync(new() { Id = branch.Id }, office)) is var rest ? (rest.Teams, rest.People) : default);
        Assert.Equal(["Detachment 总队 2024-07-01 ", "Squad 分队 2020-01-05 2024-07-01"], (await Tree.ListPlacementsAsync(new() { Id = two.Id }, office)).Placements.Select(each => $"{each.Level} {each.ParentName} {each.Since} {each.Until}"));
        Assert.Equal([$"2020-01-05 {station} Squad 2", $"2024-07-01 {station} Detachment 1", $"2024-07-01 {station} Squad -1"], (await running.TallyAsync("teams.levels", county)).Where(line => line.Contains(station, StringComparison.Ordinal)));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));

        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, $"{station[..^1]}2", "测试站", new DateOnly(2025, 6, 30), new DateOnly(2025, 7, 2), 2));
        await Tree.PlaceTeamAsync(new() { Id = two.Id, Since = "2025-08-01" }, office);
        Assert.Equal((TeamLevel.Unspecified, ""), (await running.Teams.GetTeamAsync(new() { Id = two.Id }, office)) is var out_ ? (out_.Level, out_.ParentId) : default);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task What_breaks_the_tree_is_refused()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        var corps = await MadeAsync("总队", county, TeamLevel.Corps);
        var squad = await MadeAsync("小队", station, TeamLevel.Squad, corps.Id);
        var foreign = await running.FoundAsync("邻县总队", Callers.B);
        Task<(StatusCode Code, string Reason)> Refused(PlaceTeamRequest request, Caller? by = null) => RefusedAsync(Tree.PlaceTeamAsync(request, running.Service.As(by ?? Office(county))));
        Assert.Equal("OWN_PARENT", (await Refused(new() { Id = squad.Id, Level = TeamLevel.Branch, ParentId = squad.Id })).Reason);
        Assert.Equal("UNKNOWN_TEAM", (await Refused(new() { Id = squad.Id, Level = TeamLevel.Branch, ParentId = foreign.Id })).Reason);
        Assert.Equal("PARENT_NOT_ABOVE", (await Refused(new() { Id = corps.Id, Level = TeamLevel.Corps, ParentId = squad.Id })).Reason);
        Assert.Equal("CHILD_NOT_BELOW", (await Refused(new() { Id = corps.Id, Level = TeamLevel.Squad })).Reason);
        Assert.Equal("IN_FUTURE", (await Refused(new() { Id = squad.Id, Level = TeamLevel.Branch, Since = "2199-01-01" })).Reason);
        Assert.Equal("PERMISSION_DENIED", (await Refused(new() { Id = squad.Id, Level = TeamLevel.Branch }, Clerk(county, $"{station[..^1]}2"))).Reason);
        Assert.Equal(StatusCode.NotFound, (await Refused(new() { Id = squad.Id, Level = TeamLevel.Branch }, Office(Callers.B))).Code);
        Assert.Equal("UNKNOWN_TEAM", (await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "无上级", Category = "便民利民服务", Site = station, Level = TeamLevel.Squad, ParentId = foreign.Id }, office))).Reason);
        Assert.Equal("县教育局", (await Tree.SetHostUnitAsync(new() { Id = squad.Id, HostUnit = "县教育局" }, office)).HostUnit);
    }

    [Fact]
    public async Task Teams_that_move_under_each_other_at_once_end_in_a_tree()
    {
        var station = await running.CountyAsync();
        var office = running.Service.As(Office(station[..6]));
        var teams = await Task.WhenAll(Enumerable.Range(0, 5).Select(each => MadeAsync($"并发队{each}", station[..6])));
        var dice = new Random(7);
        var moves = Enumerable.Range(0, 60).Select(_ => (Team: teams[dice.Next(5)].Id, Above: teams[dice.Next(5)].Id, Level: (TeamLevel)dice.Next(1, 6))).ToList();
        await Parallel.ForEachAsync(moves, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (move, _) =>
        {
            try { await Tree.PlaceTeamAsync(new() { Id = move.Team, Level = move.Level, ParentId = move.Above == move.Team ? "" : move.Above }, office); }
            catch (RpcException refusal) when (refusal.StatusCode is StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.AlreadyExists) { }
        });
        Assert.Equal(0, await running.AskAsync<long>($"select count(*) from team c join team p on p.id = c.parent_id where c.county = '{station[..6]}' and (p.level >= c.level or p.level = 0)"));
        Assert.InRange(await running.AskAsync<long>($"select count(*) from team where county = '{station[..6]}' and level = 1"), 0, 1);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", station[..6]));
    }

    [Fact]
    public async Task A_team_is_active_for_a_year_from_the_last_service_and_dormant_after_it()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        var (active, dormant) = (await MadeAsync("勤队", station), await MadeAsync("歇队", station));
        var (person, today) = (await running.RegisterAsync(Clerk(county), Form(site: station)), Platform.ChinaTime.Today(TimeProvider.System));
        Activity.V1.AttendanceConfirmed Fact(V1.Team team, DateOnly day) => Attendance(Guid.Parse(person.PersonId), 60, county) with { TeamId = Guid.Parse(team.Id), ServedOn = day };
        var fact = Fact(active, today.AddDays(-30));
        await running.TakeAsync(fact);
        await running.TakeAsync(fact with { Minutes = 90, Version = 2 });
        await running.TakeAsync(Fact(active, today.AddMonths(-18)));
        await running.TakeAsync(Fact(dormant, today.AddYears(-1)));

        async Task<IEnumerable<string>> NamesAsync(TeamState state) => (await running.Teams.ListTeamsAsync(new() { State = state }, office)).Teams.Select(team => team.Name);
        Assert.Equal(["勤队"], await NamesAsync(TeamState.ActiveTeam));
        Assert.Equal(["歇队"], await NamesAsync(TeamState.DormantTeam));
        var shown = await running.Teams.GetTeamAsync(new() { Id = active.Id }, running.Service.As(Callers.Visitor(county)));
        Assert.Equal((true, Platform.ChinaTime.Text(today.AddDays(-30))), (shown.Active, shown.LastServedOn));
        Assert.Equal(1, await running.FigureAsync("teams.active", county));
        async Task<long> OnAsync(DateOnly day) => (await running.Hours.GetTallyAsync(new() { Indicators = { "teams.active" }, Prefix = county, To = Platform.ChinaTime.Text(day) }, office)).Lines.Single().Value;
        Assert.Equal((1, 1, 0), (await OnAsync(today.AddDays(-31)), await OnAsync(today.AddDays(-30).AddYears(1).AddDays(-1)), await OnAsync(today.AddDays(-30).AddYears(1))));

        var imported = $"记录编号,身份证号,活动名称,记录站点,队伍,服务日期,分钟,来源\nN-{county},{await IdentityAsync(county, station)},旧活动,{station},歇队,{Platform.ChinaTime.Text(today.AddDays(-3))},60,本地\n";
        Assert.Equal((1, 0, 0, 0), (await new FileImport(running.Service, "hours").TakeAsync(Office(county), imported)).Counts);
        Assert.Empty(await NamesAsync(TeamState.DormantTeam));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
        // A merger takes the active teams along, past and future days alike.
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, $"{station[..^1]}2", "测试站", today.AddDays(-2), today.AddDays(-1), 2));
        await running.TakeAsync(Fact(active, today.AddDays(-400)));
        Assert.Equal(2, await running.FigureAsync("teams.active", county));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task A_center_with_all_ten_kinds_is_ten_of_ten_and_others_say_what_is_missing()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        foreach (var category in TeamCategory.Ten.Skip(1)) await MadeAsync($"{category}队", station, category: category);
        await MadeAsync("其他队", station, category: "应急救援");
        async Task<ListTenKindsResponse> AskAsync(TeamScope scope) => await Tree.ListTenKindsAsync(new() { Prefix = county, Scope = scope, PageSize = 1 }, running.Service.As(Callers.Visitor(county)));
        var center = await AskAsync(TeamScope.Centers);
        Assert.Equal((1, 0, 9, TeamCategory.Ten[0]), (center.Total, center.Complete, center.Places.Single().Kinds, center.Places.Single().Missing.Single()));
        await MadeAsync("宣讲队", $"{station[..^1]}2", category: TeamCategory.Ten[0]);
        Assert.Equal((1, 1), (await AskAsync(TeamScope.Centers)) is var all ? (all.Total, all.Complete) : default);
        Assert.Equal((1, 1), (await AskAsync(TeamScope.Institutes)) is var institutes ? (institutes.Total, institutes.Complete) : default);
        var stations = await AskAsync(TeamScope.Stations);
        Assert.Equal((2, 0, station), (stations.Total, stations.Complete, stations.Places.Single().Site));
        Assert.NotEqual("", stations.NextPageToken);
        Assert.Equal("UNKNOWN_VALUE", (await RefusedAsync(Tree.ListTenKindsAsync(new() { Prefix = county }, running.Service.As(Callers.Visitor(county))))).Reason);
    }

    [Fact]
    public async Task A_file_tells_levels_and_the_teams_above()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        await MadeAsync("老队", station);
        const string headings = "名称,类别,所属站点,成立日期,层级,上级队伍,承建单位";
        var file = $"{headings}\n县总队,便民利民服务,{county},2020-03-05,总队,,县委宣传部\n小分队,便民利民服务,{station},2020-03-05,分队,县总队,\n老队,便民利民服务,{station},2020-01-05,小队,小分队,村委会\n" +
            $"错队,便民利民服务,{station},2020-03-05,分队,小分队,\n无级队,便民利民服务,{station},2020-03-05,,县总队,\n孤队,便民利民服务,{station},2020-03-05,小队,没有的队,\n怪队,便民利民服务,{station},2020-03-05,中队,,\n";
        var import = new FileImport(running.Service, "teams");
        var done = await import.TakeAsync(Office(county), file);
        Assert.Equal(["5 上级队伍 PARENT_NOT_ABOVE", "6 层级 LEVEL_REQUIRED", "7 上级队伍 UNKNOWN_TEAM", "8 层级 UNKNOWN_VALUE"], done.Why);
        Assert.Equal((2, 1, 0, 4), done.Counts);
        var corps = (await running.Teams.ListTeamsAsync(new() { Level = TeamLevel.Corps }, office)).Teams.Single();
        Assert.Equal(("县委宣传部", 3), (corps.HostUnit, (await Tree.GetTeamTreeAsync(new() { Id = corps.Id }, office)).Teams));
        var old = (await running.Teams.ListTeamsAsync(new() { Query = "老队" }, office)).Teams.Single();
        Assert.Equal(("小分队", "村委会"), (old.ParentName, old.HostUnit));
        Assert.Equal((0, 0, 3, 4), (await import.TakeAsync(Office(county), file)).Counts);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    async Task<string> IdentityAsync(string county, string station)
    {
        var identity = Identities.Next();
        await running.RegisterAsync(Clerk(county), Form(identity, station));
        return identity;
    }
}
