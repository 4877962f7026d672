using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>A county's own list of teams comes in by a file.</summary>
public sealed class TeamImportTests(VolunteerRunning running)
{
    const string headings = "名称,类别,所属站点,成立日期,口号,队长身份证号,文明实践队伍,全国系统编号";

    FileImport Import => new(running.Service, "teams");

    static string Row(string name, string site, string leader = "", string practice = "", string registry = "", string day = "2020-03-05") => $"{name},便民利民服务,{site},{day},,{leader},{practice},{registry}\n";

    async Task<V1.Team> TeamAsync(string county, string name) =>
        (await running.Teams.ListTeamsAsync(new() { Query = name }, running.Service.As(Office(county)))).Teams.Single(team => team.Name == name);

    [Fact]
    public async Task Teams_come_with_their_leaders_and_the_same_file_twice_changes_nothing()
    {
        var station = await running.CountyAsync();
        var (county, identity) = (station[..6], Identities.Next());
        var leader = await running.RegisterAsync(Clerk(county), Form(identity, station, "测试队长"));
        var file = $"{headings}\n{Row("甲队", station, identity, "是", "T1")}{Row("乙队", station, practice: "否")}";
        Assert.Equal((2, 0, 0, 0), (await Import.TakeAsync(Office(county), file)).Counts);

        var team = await TeamAsync(county, "甲队");
        Assert.Equal((true, "T1", 1, leader.PersonId, "测试队长", "2020-03-05"), (team.Practice, team.RegistryNumber, team.Members, team.LeaderPersonId, team.LeaderName, team.FoundedOn));
        Assert.Equal("2020-03-05", (await running.Teams.ListMembersAsync(new() { TeamId = team.Id }, running.Service.As(Office(county)))).Members.Single().JoinedOn);
        Assert.Equal(["甲队"], (await running.Teams.ListTeamsAsync(new() { Practice = true }, running.Service.As(Office(county)))).Teams.Select(each => each.Name));
        Assert.Equal("", (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Callers.Visitor(county)))).RegistryNumber);
        var told = await running.AskAsync<string>($"select body from outbox_message where county = '{county}' and type = 'CivPractice.Volunteer.V1.TeamsImported'");
        Assert.Equal(2, System.Text.Json.JsonDocument.Parse(told).RootElement.GetProperty("teams").GetArrayLength());
        Assert.Contains(leader.PersonId, told, StringComparison.Ordinal);

        Assert.Equal((0, 0, 2, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        await FiguresAsync(county, founded: 2, registry: 1, practice: 1, members: 1, practising: 1);
    }

    [Fact]
    public async Task A_known_team_gets_what_it_lacks()
    {
        var station = await running.CountyAsync();
        var (county, identity) = (station[..6], Identities.Next());
        await running.RegisterAsync(Clerk(county), Form(identity, station));
        var made = await running.Teams.CreateTeamAsync(new() { Name = "甲队", Category = "便民利民服务", Site = station, FoundedOn = "2020-01-01" }, running.Service.As(Clerk(county)));
        foreach (var (person, left) in new[] { (await running.RegisterAsync(Clerk(county), Form(site: station)), false), (await running.RegisterAsync(Clerk(county), Form(site: station)), true) })
        {
            await running.Teams.AddMemberAsync(new() { TeamId = made.Id, PersonId = person.PersonId, JoinedOn = "2021-01-01" }, running.Service.As(Clerk(county)));
            if (left) await running.Teams.RemoveMemberAsync(new() { TeamId = made.Id, PersonId = person.PersonId, LeftOn = "2022-01-01", Reason = "搬家" }, running.Service.As(Clerk(county)));
        }
        await FiguresAsync(county, founded: 1, registry: 0, practice: 0, members: 1, practising: 0);

        var done = await Import.TakeAsync(Office(county), $"{headings}\n{Row("甲队", station, identity, "是", "T1")}");
        Assert.Equal((0, 1, 0, 0), done.Counts);
        Assert.Equal("本县已有这支队伍,补上了全国系统编号、文明实践队伍标记、队长", done.Remarks.Single().Message);
        var team = await TeamAsync(county, "甲队");
        Assert.Equal((true, "T1", 2, "2020-01-01"), (team.Practice, team.RegistryNumber, team.Members, team.FoundedOn));
        await FiguresAsync(county, founded: 1, registry: 1, practice: 1, members: 2, practising: 2);
        Assert.Equal([$"2020-01-01 {station}  1", $"2021-01-01 {station}  2", $"2022-01-01 {station}  -1"], await running.TallyAsync("memberships.practice", county));
        Assert.Equal(await running.TallyAsync("memberships", county), await running.TallyAsync("memberships.practice", county));

        // The leader leaves; the same file again does not bring back who was a member from the founding on.
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = team.LeaderPersonId, LeftOn = "2023-01-01", Reason = "搬家" }, running.Service.As(Office(county)));
        Assert.Equal((0, 0, 1, 0), (await Import.TakeAsync(Office(county), $"{headings}\n{Row("甲队", station, identity, "是", "T1")}")).Counts);
        Assert.Equal(("", 1), ((await TeamAsync(county, "甲队")).LeaderPersonId, await running.FigureAsync("memberships", county)));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task Joining_and_leaving_a_practice_team_moves_its_figure()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        var team = await running.Teams.CreateTeamAsync(new() { Name = "实践队", Category = "便民利民服务", Site = station, FoundedOn = "2020-01-01", Practice = true, RegistryNumber = "T1" }, running.Service.As(Clerk(county)));
        Assert.Equal((Grpc.Core.StatusCode.AlreadyExists, "REGISTRY_NUMBER_TAKEN"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "另一队", Category = "便民利民服务", Site = station, RegistryNumber = "T1" }, running.Service.As(Clerk(county)))));
        var person = await running.RegisterAsync(Clerk(county), Form(site: station));
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2021-01-01" }, running.Service.As(Clerk(county)));
        await FiguresAsync(county, founded: 1, registry: 1, practice: 1, members: 1, practising: 1);
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, Reason = "搬家" }, running.Service.As(Clerk(county)));
        await FiguresAsync(county, founded: 1, registry: 1, practice: 1, members: 0, practising: 0);
    }

    [Fact]
    public async Task Bad_rows_come_back_with_their_reasons()
    {
        var station = await running.CountyAsync();
        var (county, other) = (station[..6], $"{station[..9]}002");
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(county, other, "测试站", 3, "", 1));
        await running.CloseAsync(station, "2024-01-01", other);
        await Import.TakeAsync(Office(county), $"{headings}\n{Row("旧队", other, registry: "T1")}");
        var stranger = TestIdentity.Number(1962, 1, 1, 1);
        var done = await Import.TakeAsync(Office(county),
            $"{headings}\n{Row("队", other)}{Row("无站队", "140322999")}{Row("明日队", other, day: "2199-01-01")}{Row("生人队", other, stranger)}{Row("错号队", other, stranger[..17])}{Row("也许队", other, practice: "也许")}"
            + $"{Row("旧队", other, registry: "T2")}{Row("抢号队", other, registry: "T1")}{Row("并站队", station)}{Row("并站队", other)}{Row("好队", other, registry: "T3")}{Row("同号队", other, registry: "T3")}");
        Assert.Equal(
        [
            "2 名称 REQUIRED", "3 所属站点 UNKNOWN_SITE", "4 成立日期 INVALID_DATE", "5 队长身份证号 UNKNOWN_PERSON", "6 队长身份证号 INVALID_IDENTITY_NUMBER", "7 文明实践队伍 UNKNOWN_VALUE",
            "8 全国系统编号 REGISTRY_NUMBER_DIFFERS", "9 全国系统编号 REGISTRY_NUMBER_TAKEN", "11 名称 TWICE_IN_FILE", "13 全国系统编号 REGISTRY_NUMBER_TAKEN",
        ], done.Why);
        Assert.Equal((2, 0, 0, 10), done.Counts);
        Assert.Equal(["10 所属站点 SITE_MERGED"], done.Told);
        Assert.Equal(other, (await TeamAsync(county, "并站队")).Site);
    }

    [Fact]
    public async Task A_team_of_a_site_that_was_merged_since_is_the_same_team()
    {
        var station = await running.CountyAsync();
        var file = $"{headings}\n{Row("老队", station)}";
        Assert.Equal((1, 0, 0, 0), (await Import.TakeAsync(Office(station[..6]), file)).Counts);
        await running.CloseAsync(station, "2024-01-01", $"{station[..9]}002");
        Assert.Equal((0, 0, 1, 0), (await Import.TakeAsync(Office(station[..6]), file)).Counts);
    }

    async Task FiguresAsync(string county, long founded, long registry, long practice, long members, long practising) => Assert.Equal(
        (founded, registry, practice, members, practising),
        (await running.FigureAsync("teams.founded", county), await running.FigureAsync("teams.registry", county), await running.FigureAsync("teams.practice", county),
            await running.FigureAsync("memberships", county), await running.FigureAsync("memberships.practice", county)));
}
