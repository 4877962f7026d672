using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Testing;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;
using Team = CivPractice.Volunteer.Teams.Team;

namespace CivPractice.Volunteer.Tests.Teams;

/// <summary>A team ends: its members leave, its figures fall on that day, and it stays to be seen.</summary>
public sealed class TeamEndingTests(VolunteerRunning running)
{
    static readonly DateOnly now = ChinaTime.Today(TimeProvider.System);
    static readonly string today = ChinaTime.Text(now);

    TeamTree.TeamTreeClient Tree => new(running.Service.Channel);
    V1.Brands.BrandsClient Brands => new(running.Service.Channel);

    async Task<V1.Team> MadeAsync(string name, string site, TeamLevel level = TeamLevel.Unspecified, string parent = "", string category = "便民利民服务") =>
        await running.Teams.CreateTeamAsync(new() { Name = name, Category = category, Site = site, FoundedOn = "2020-01-05", Level = level, ParentId = parent, Practice = true, RegistryNumber = $"E-{site}-{name}" }, running.Service.As(Office(site[..6])));

    static Team Founded() => new() { County = "140300", Id = Guid.NewGuid(), Name = "测试队", Category = "便民利民服务", Site = "140300", FoundedOn = new DateOnly(2020, 1, 5), Slogan = "", Practice = false, RegistryNumber = null };

    [Fact]
    public void A_team_ends_once_and_not_before_it_began()
    {
        var team = Founded();
        team.Join(Guid.NewGuid(), null, new DateOnly(2021, 1, 1), DateTimeOffset.UnixEpoch);
        Assert.Equal("BEFORE_FOUNDING", Assert.Throws<Fault>(() => team.End(new DateOnly(2020, 1, 4), "并入", DateTimeOffset.UnixEpoch)).Reason);
        team.End(new DateOnly(2022, 1, 1), "并入", DateTimeOffset.UnixEpoch);
        Assert.Equal((new DateOnly(2022, 1, 1), "并入", 0, null, 2), (team.EndedOn, team.EndReason, team.Members, team.LeaderPersonId, team.Version));
        Assert.Equal(new DateOnly(2022, 1, 1), team.Changed().EndedOn);
        Assert.Equal("TEAM_ENDED", Assert.Throws<Fault>(() => team.End(new DateOnly(2023, 1, 1), "再来", DateTimeOffset.UnixEpoch)).Reason);
        Assert.Equal("TEAM_ENDED", Assert.Throws<Fault>(team.RequireRunning).Reason);
    }

    [Fact]
    public async Task Members_leave_on_the_day_the_leader_leads_no_longer_and_figures_fall_and_agree_with_their_rows()
    {
        var station = await running.CountyAsync();
        var (county, by) = (station[..6], running.Service.As(Office(station[..6])));
        var (team, other) = (await MadeAsync("旧队", station, TeamLevel.Squad), await MadeAsync("留队", station, category: "文体活动开展"));
        var people = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => running.RegisterAsync(Clerk(county), Form(site: station))));
        foreach (var person in people) await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2021-01-01" }, by);
        await running.Teams.AddMemberAsync(new() { TeamId = other.Id, PersonId = people[0].PersonId, JoinedOn = "2021-01-01" }, by);
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = people[2].PersonId, LeftOn = "2022-01-01", Reason = "搬家" }, by);
        await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = people[0].PersonId }, by);
        foreach (var day in new[] { now.AddDays(-20), now.AddDays(-500) }) await running.TakeAsync(Attendance(Guid.Parse(people[0].PersonId), 60, county) with { TeamId = Guid.Parse(team.Id), ServedOn = day });
        Assert.Equal((2, 2, 2, 3, 3, 1), await FiguresAsync(""));
        var (moment, end) = (await MomentAsync(), now.AddDays(-10));

        var ended = await running.Teams.EndTeamAsync(new() { Id = team.Id, EndedOn = ChinaTime.Text(end), EndReason = "并入留队" }, by);
        Assert.Equal((ChinaTime.Text(end), "并入留队", 0, "", TeamLevel.Unspecified, false), (ended.EndedOn, ended.EndReason, ended.Members, ended.LeaderPersonId, ended.Level, ended.Active));
        Assert.Equal((1, 1, 1, 1, 1, 0), await FiguresAsync(""));
        Assert.Equal((1, 1, 1, 1, 1, 0), await FiguresAsync(ChinaTime.Text(end)));
        Assert.Equal((2, 2, 2, 3, 3, 1), await FiguresAsync(ChinaTime.Text(end.AddDays(-1))));
        await AgreeAsync(county);
        Assert.Equal(new[] { $"{ChinaTime.Text(end)} 队伍解散", $"{ChinaTime.Text(end)} 队伍解散", "2022-01-01 搬家" },
            (await running.AskAsync<string>($"select string_agg(left_on || ' ' || reason, ',' order by left_on desc) from membership where county = '{county}' and team_id = '{team.Id}' and left_at is not null")).Split(','));
        // Whoever follows is told of it at once: nobody leads, and since when.
        Assert.Equal($"3  {ChinaTime.Text(end)}", await running.AskAsync<string>($"select concat(body::json ->> 'version', ' ', body::json ->> 'leaderPersonId', ' ', body::json ->> 'endedOn') from outbox_message where body like '%{team.Id}%' and type like '%TeamChanged' order by id desc limit 1"));

        // It is no team to choose from, and a former one to look at.
        Assert.Equal(["留队"], await NamesAsync(new()));
        Assert.Equal(["旧队"], await NamesAsync(new() { State = TeamState.EndedTeam }));
        Assert.Equal(["旧队", "留队"], await NamesAsync(new() { To = ChinaTime.Text(end.AddDays(-1)) }));
        Assert.Equal(["留队"], await NamesAsync(new() { To = ChinaTime.Text(end) }));
        Assert.Equal(("并入留队", ""), ((await running.Teams.GetTeamAsync(new() { Id = team.Id }, by)).EndReason, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Callers.Visitor(county)))).EndReason));
        Assert.Equal(ChinaTime.Text(end), (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Callers.Visitor(county)))).EndedOn);
        Assert.Equal(["留队"], (await running.Roster.GetMyRecordAsync(new(), running.Service.As(Callers.Person(Guid.Parse(people[0].PersonId), county)))).Teams.Select(each => each.Name));
        Assert.Equal("文体活动开展", TheKindsOf(await Tree.ListTenKindsAsync(new() { Prefix = station, Scope = TeamScope.Stations }, by)));

        // A number that was frozen before opens to the rows of before.
        Assert.Equal(["旧队", "留队"], await NamesAsync(new() { RecordedUntil = moment, To = today }));
        Assert.Equal(3, (await running.Teams.ListTeamsAsync(new() { RecordedUntil = moment, To = today, Practice = true }, by)).Teams.Sum(each => each.MembersThen));
        Assert.Equal(["留队"], await NamesAsync(new() { RecordedUntil = await MomentAsync(), To = today }));
        foreach (var request in new ListTeamsRequest[] { new(), new() { Practice = true }, new() { Registered = true } })
        {
            request.RecordedAfter = moment;
            Assert.Equal(["旧队"], await NamesAsync(request));
        }

        // What is told later of the time before and of the time after, and a merger, leave figures and rows in agreement.
        await running.TakeAsync(Attendance(Guid.Parse(people[1].PersonId), 60, county) with { TeamId = Guid.Parse(team.Id), ServedOn = now.AddDays(-15) });
        await running.TakeAsync(Attendance(Guid.Parse(people[1].PersonId), 60, county) with { TeamId = Guid.Parse(team.Id), ServedOn = now.AddDays(-2) });
        Assert.Equal(0, await running.FigureAsync("teams.active", county));
        await AgreeAsync(county);
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, $"{station[..^1]}2", "测试站", now.AddDays(-2), now.AddDays(-1), 2));
        Assert.Equal((1, 1, 1, 1, 1, 0), await FiguresAsync(""));
        await AgreeAsync(county);

        async Task<(long, long, long, long, long, long)> FiguresAsync(string to) => (await FigureAsync("teams.founded", to), await FigureAsync("teams.registry", to), await FigureAsync("teams.practice", to), await FigureAsync("memberships", to), await FigureAsync("memberships.practice", to), await FigureAsync("teams.active", to));
        async Task<long> FigureAsync(string indicator, string to) => (await running.Hours.GetTallyAsync(new() { Indicators = { indicator }, Prefix = county, To = to }, by)).Lines.Single().Value;
        async Task<IEnumerable<string>> NamesAsync(ListTeamsRequest request) => (await running.Teams.ListTeamsAsync(request, by)).Teams.Select(each => each.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_its_name()
    {
        var station = await running.CountyAsync();
        var (county, by) = (station[..6], running.Service.As(Office(station[..6])));
        var above = await MadeAsync("上队", station[..9], TeamLevel.Branch);
        var below = await MadeAsync("下队", station, TeamLevel.Squad, above.Id);
        var person = await running.RegisterAsync(Clerk(county), Form(site: station));
        await running.Teams.AddMemberAsync(new() { TeamId = below.Id, PersonId = person.PersonId, JoinedOn = "2022-01-01" }, by);
        await running.Teams.SetLeaderAsync(new() { Id = below.Id, PersonId = person.PersonId }, by);

        Assert.Equal((StatusCode.FailedPrecondition, "TEAMS_BELOW"), await EndAsync(above));
        Assert.Equal((StatusCode.FailedPrecondition, "BEFORE_FOUNDING"), await EndAsync(below, "2019-12-31"));
        Assert.Equal((StatusCode.InvalidArgument, "IN_FUTURE"), await EndAsync(below, ChinaTime.Text(now.AddDays(1))));
        Assert.Equal((StatusCode.FailedPrecondition, "BEFORE_LAST_MEMBER"), await EndAsync(below, "2021-12-31"));
        await Tree.PlaceTeamAsync(new() { Id = below.Id, Level = TeamLevel.Squad, Since = "2023-01-01" }, by);
        Assert.Equal((StatusCode.FailedPrecondition, "BEFORE_LAST_PLACE"), await EndAsync(below, "2022-06-01"));
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await RefusedAsync(running.Teams.EndTeamAsync(new() { Id = below.Id }, by)));
        // Neither the leader, nor a clerk of elsewhere, nor a visitor; and of another county nothing is there.
        foreach (var stranger in new[] { Callers.Staff(Role.TeamLeader, station, county, Guid.Parse(person.PersonId)), Clerk(county, $"{station[..^1]}2"), Callers.Person(Guid.Parse(person.PersonId), county) })
            Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await EndAsync(below, by: stranger));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await EndAsync(below, by: Office(Callers.B)));

        await running.Teams.EndTeamAsync(new() { Id = below.Id, EndedOn = "2023-01-01", EndReason = "撤并" }, running.Service.As(Clerk(county, station)));
        Assert.Equal((StatusCode.FailedPrecondition, "TEAM_ENDED"), await EndAsync(below));
        // Its number of the national system is free from then on, by hand and by file, and on no day do two teams bear it.
        var number = $"E-{station}-下队";
        CreateTeamRequest Next(string name, string founded) => new() { Name = name, Category = "便民利民服务", Site = station, FoundedOn = founded, RegistryNumber = number };
        async Task<IEnumerable<string>> FromFileAsync(string name, string founded) => (await new FileImport(running.Service, "teams").TakeAsync(Office(county), $"名称,类别,所属站点,成立日期,全国系统编号\n{name},便民利民服务,{station},{founded},{number}\n")).Why;
        Assert.Equal((StatusCode.AlreadyExists, "REGISTRY_NUMBER_TAKEN"), await RefusedAsync(running.Teams.CreateTeamAsync(Next("早队", "2022-12-31"), by)));
        Assert.Equal(["2 全国系统编号 REGISTRY_NUMBER_TAKEN"], await FromFileAsync("早队", "2022-12-31"));
        Assert.Empty(await FromFileAsync("接队", "2023-01-01"));
        Assert.Equal((StatusCode.AlreadyExists, "REGISTRY_NUMBER_TAKEN"), await RefusedAsync(running.Teams.CreateTeamAsync(Next("又队", "2023-01-01"), by)));
        var next = (await running.Teams.ListTeamsAsync(new() { Registered = true }, by)).Teams.Single(team => team.RegistryNumber == number);
        await running.Teams.EndTeamAsync(new() { Id = next.Id, EndedOn = "2024-01-01", EndReason = "撤并" }, by);
        Assert.Equal(number, (await running.Teams.CreateTeamAsync(Next("三队", "2024-01-01"), by)).RegistryNumber);
        Assert.Equal(["Squad 2023-01-01 2023-01-01", "Squad 2020-01-05 2023-01-01"], (await Tree.ListPlacementsAsync(new() { Id = below.Id }, by)).Placements.Select(each => $"{each.Level} {each.Since} {each.Until}"));
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = below.Id, PersonId = person.PersonId }, by))).Reason);
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(running.Teams.SetLeaderAsync(new() { Id = below.Id, PersonId = person.PersonId }, by))).Reason);
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(Tree.PlaceTeamAsync(new() { Id = below.Id, Level = TeamLevel.Squad }, by))).Reason);
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(Tree.SetHostUnitAsync(new() { Id = below.Id, HostUnit = "某单位" }, by))).Reason);
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "新下队", Category = "便民利民服务", Site = station, Level = TeamLevel.Squad, ParentId = below.Id }, by))).Reason);
        Assert.Equal("TEAM_ENDED", (await RefusedAsync(Brands.CreateBrandAsync(new() { Name = "红马甲", Level = BrandLevel.CountyBrand, Site = station, TeamId = below.Id, Since = "2024-01-01" }, by))).Reason);
        Assert.Equal("TEAM_EXISTS", (await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "下队", Category = "便民利民服务", Site = station }, by))).Reason);
        // Now nothing stands below the one above.
        Assert.Equal(today, (await running.Teams.EndTeamAsync(new() { Id = above.Id, EndReason = "撤并" }, by)).EndedOn);
        await AgreeAsync(county);

        Task<(StatusCode Code, string Reason)> EndAsync(V1.Team team, string on = "", Caller? by = null) =>
            RefusedAsync(running.Teams.EndTeamAsync(new() { Id = team.Id, EndedOn = on, EndReason = "撤并" }, running.Service.As(by ?? Office(county))));
    }

    [Fact]
    public async Task Files_that_name_a_former_team_come_back_with_the_reason()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], Office(station[..6]));
        var team = await MadeAsync("旧队", station);
        var identity = Identities.Next();
        await running.RegisterAsync(Clerk(county), Form(identity, station));
        var members = $"队伍,所属站点,身份证号,加入日期\n旧队,{station},{identity},2021-01-01\n";
        Assert.Equal((1, 0, 0, 0), (await new FileImport(running.Service, "members").TakeAsync(office, members)).Counts);
        await running.Teams.EndTeamAsync(new() { Id = team.Id, EndedOn = "2024-01-01", EndReason = "撤并" }, running.Service.As(office));

        Assert.Equal(["2 队伍 TEAM_ENDED"], (await new FileImport(running.Service, "members").TakeAsync(office, members)).Why);
        Assert.Equal(["2 名称 TEAM_ENDED", "3 上级队伍 UNKNOWN_TEAM"], (await new FileImport(running.Service, "teams").TakeAsync(office,
            $"名称,类别,所属站点,成立日期,层级,上级队伍\n旧队,便民利民服务,{station},2020-01-05,,\n小队,便民利民服务,{station},2020-01-05,小队,旧队\n")).Why);
        Assert.Equal(["2 队伍 UNKNOWN_TEAM"], (await new FileImport(running.Service, "brands").TakeAsync(office, $"名称,级别,所属站点,队伍,起始日期\n红马甲,县级,{station},旧队,2021-01-01\n")).Why);
        // What was served before the end is still told; what is said to be served behind it is a mistake.
        var hours = await new FileImport(running.Service, "hours").TakeAsync(office,
            $"记录编号,身份证号,活动名称,记录站点,队伍,服务日期,分钟\nA-{county},{identity},旧活动,{station},旧队,2023-12-31,60\nB-{county},{identity},新活动,{station},旧队,2024-01-02,60\n");
        Assert.Equal(["3 服务日期 TEAM_ENDED"], hours.Why);
        Assert.Equal((1, 0, 0, 1), hours.Counts);
        await AgreeAsync(county);
    }

    static string TheKindsOf(ListTenKindsResponse answer) => Assert.Single(TeamCategories().Except(Assert.Single(answer.Places).Missing));

    static IEnumerable<string> TeamCategories() => Volunteer.Teams.TeamCategory.Ten;

    async Task AgreeAsync(string county) => Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));

    // Rows of before have a moment of recording before it, rows of afterwards one behind it: ids tell by the millisecond.
    static async Task<string> MomentAsync()
    {
        await Task.Delay(20);
        var moment = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(20);
        return moment;
    }
}
