using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Teams;

/// <summary>The corps of a county: one, a team, with its founding; taken over from Organization; counted from its founding day.</summary>
public sealed class CorpsServiceTests(VolunteerRunning running)
{
    VolunteerCorps.VolunteerCorpsClient Calls => new(running.Service.Channel);
    TeamTree.TeamTreeClient Tree => new(running.Service.Channel);

    async Task<V1.Team> MadeAsync(string name, string site, TeamLevel level = TeamLevel.Unspecified, string parent = "") =>
        await running.Teams.CreateTeamAsync(new() { Name = name, Category = "便民利民服务", Site = site, FoundedOn = "2018-05-04", Level = level, ParentId = parent }, running.Service.As(Office(site[..6])));

    async Task<Corps?> CorpsAsync(string county) => (await Calls.ListCorpsAsync(new() { Prefix = county }, running.Service.As(Callers.Visitor(county)))).Corps.SingleOrDefault();

    async Task AgreesAsync(string county) => Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));

    [Fact]
    public async Task It_is_founded_as_a_team_with_the_others_below_it_and_its_day_moves_the_figures()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        var (squad, plain) = (await MadeAsync("小队", station, TeamLevel.Squad), await MadeAsync("不分层级的队", station));
        Assert.Equal("REQUIRED", (await RefusedAsync(Calls.SetCorpsAsync(new() { FoundedOn = "2019" }, office))).Reason);
        Assert.Equal("DATE_IN_FUTURE", (await RefusedAsync(Calls.SetCorpsAsync(new() { Name = "某县志愿服务总队", FoundedOn = "2199" }, office))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Calls.SetCorpsAsync(new() { Name = "某县志愿服务总队", FoundedOn = "2019" }, running.Service.As(Clerk(county, station))))).Reason);
        var document = Guid.NewGuid().ToString();
        var corps = await Calls.SetCorpsAsync(new() { Name = "某县志愿服务总队", FoundedOn = "2019-11", DocumentTitle = "关于成立总队的通知", DocumentNumber = "某文明委〔2019〕5号", DocumentId = document }, office);
        Assert.Equal((county, "2019-11", "关于成立总队的通知", "某文明委〔2019〕5号", document, 1L, 1), (corps.County, corps.FoundedOn, corps.DocumentTitle, corps.DocumentNumber, corps.DocumentId, corps.Version, corps.Below));
        var team = await running.Teams.GetTeamAsync(new() { Id = corps.TeamId }, office);
        Assert.Equal((TeamLevel.Corps, county, "2019-11-01", false, ""), (team.Level, team.Site, team.FoundedOn, team.Practice, team.RegistryNumber));
        Assert.Equal([$"2019-11-01 {county} Center 1"], await running.TallyAsync("corps", county));
        Assert.Equal(["Squad 某县志愿服务总队 2019-11-01 ", "Squad  2018-05-04 2019-11-01"], (await Tree.ListPlacementsAsync(new() { Id = squad.Id }, office)).Placements.Select(each => $"{each.Level} {each.ParentName} {each.Since} {each.Until}"));
        Assert.Equal("", (await running.Teams.GetTeamAsync(new() { Id = plain.Id }, office)).ParentId);

        Assert.Equal("CHANGED_MEANWHILE", (await RefusedAsync(Calls.SetCorpsAsync(new() { FoundedOn = "2020" }, office))).Reason);
        corps = await Calls.SetCorpsAsync(new() { FoundedOn = "2017-03-05", Version = 1 }, office);
        Assert.Equal(("2017-03-05", "某县志愿服务总队", 2L), (corps.FoundedOn, corps.Name, corps.Version));
        Assert.Equal("2017-03-05", (await running.Teams.GetTeamAsync(new() { Id = corps.TeamId }, office)).FoundedOn);
        Assert.Equal(1, await running.FigureAsync("corps", county));
        await AgreesAsync(county);

        // A city reads its counties' corps, and its own is counted apart; it writes its own only.
        var city = Callers.Coordinator(county) with { Counties = [Callers.City, county] };
        Assert.Contains("某县志愿服务总队", (await Calls.ListCorpsAsync(new() { Prefix = "1403", OfCounties = true, PageSize = 200 }, running.Service.As(city))).Corps.Select(each => each.Name));
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Calls.SetCorpsAsync(new() { FoundedOn = "2020", Version = 2 }, running.Service.As(city)))).Reason);
        Assert.Null(await CorpsAsync(Callers.B));
    }

    [Fact]
    public async Task A_county_has_one_at_its_centre_and_teams_without_one_above_stand_below_it()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        Assert.Equal("CORPS_NOT_AT_CENTER", (await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "站上的总队", Category = "便民利民服务", Site = station, FoundedOn = "2020-01-05", Level = TeamLevel.Corps }, office))).Reason);
        var (corps, other) = (await MadeAsync("总队", county, TeamLevel.Corps), await MadeAsync("另一支", county));
        Assert.Equal((StatusCode.AlreadyExists, "CORPS_EXISTS"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "二总队", Category = "便民利民服务", Site = county, FoundedOn = "2020-01-05", Level = TeamLevel.Corps }, office)));
        Assert.Equal("CORPS_EXISTS", (await RefusedAsync(Tree.PlaceTeamAsync(new() { Id = other.Id, Level = TeamLevel.Corps }, office))).Reason);
        // Whatever code may do, PostgreSQL keeps it.
        Assert.Equal("23505", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => running.AskAsync<int>($"update team set level = 1 where county = '{county}' and id = '{other.Id}' returning 1"))).SqlState);

        var branch = await MadeAsync("分队", station, TeamLevel.Branch);
        Assert.Equal(corps.Id, branch.ParentId);
        Assert.Equal(corps.Id, (await Tree.PlaceTeamAsync(new() { Id = other.Id, Level = TeamLevel.Brigade, Since = "2024-01-01" }, office)).ParentId);
        // It leaves the tree: those below it stay, below nobody; then another one may take its place, and they stand below that.
        await Tree.PlaceTeamAsync(new() { Id = corps.Id, Since = "2025-03-05" }, office);
        Assert.Null(await CorpsAsync(county));
        Assert.Equal(("", TeamLevel.Branch), (await running.Teams.GetTeamAsync(new() { Id = branch.Id }, office)) is var free ? (free.ParentId, free.Level) : default);
        Assert.Equal([$"2018-05-04 {county} Center 1", $"2025-03-05 {county} Center -1"], await running.TallyAsync("corps", county));
        await Tree.PlaceTeamAsync(new() { Id = other.Id, Level = TeamLevel.Corps, Since = "2025-06-01" }, office);
        Assert.Equal((other.Id, "2025-06-01"), (await CorpsAsync(county)) is { } now ? (now.TeamId, now.FoundedOn) : default);
        Assert.Equal(other.Id, (await running.Teams.GetTeamAsync(new() { Id = branch.Id }, office)).ParentId);
        // It was a brigade until then: the corps is not older than its place.
        Assert.Equal("BEFORE_LAST_PLACE", (await RefusedAsync(Calls.SetCorpsAsync(new() { FoundedOn = "2025-05-31" }, office))).Reason);
        await AgreesAsync(county);
    }

    [Fact]
    public async Task Many_who_found_the_corps_at_once_found_one()
    {
        var county = (await running.CountyAsync())[..6];
        var office = running.Service.As(Office(county));
        var reasons = await Task.WhenAll(Enumerable.Range(0, 6).Select(async each =>
        {
            try
            {
                if (each % 2 == 0) await Calls.SetCorpsAsync(new() { Name = "并发总队", FoundedOn = "2020" }, office);
                else await running.Teams.CreateTeamAsync(new() { Name = $"并发总队{each}", Category = "便民利民服务", Site = county, FoundedOn = "2020-01-01", Level = TeamLevel.Corps }, office);
                return "";
            }
            catch (RpcException refusal) { return refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? $"{refusal.Status}"; }
        }));
        Assert.Contains("", reasons);
        Assert.Empty(reasons.Except(["", "CORPS_EXISTS", "CHANGED_MEANWHILE"]));
        Assert.Equal(1, await running.AskAsync<long>($"select count(*) from team where county = '{county}' and level = 1"));
        Assert.Equal(1, await running.FigureAsync("corps", county));
        await AgreesAsync(county);
    }

    [Fact]
    public async Task What_Organization_gives_away_makes_the_team_or_completes_it_once()
    {
        var stations = new[] { await running.CountyAsync(), await running.CountyAsync(), await running.CountyAsync() };
        var (bare, named, running_) = (stations[0][..6], stations[1][..6], stations[2][..6]);
        CorpsHandedOver Fact(string county) => new(county, "某县志愿服务总队", "2019-11", "某文明委〔2019〕5号", 3);
        // Nothing there: the team is founded.
        foreach (var _ in new[] { 1, 2 }) await running.Service.DeliverAsync(Fact(bare));
        Assert.Equal(("某县志愿服务总队", "2019-11", "某文明委〔2019〕5号", ""), (await CorpsAsync(bare)) is { } made ? (made.Name, made.FoundedOn, made.DocumentTitle, made.FoundingName) : default);
        Assert.Equal(1, await running.AskAsync<long>($"select count(*) from team where county = '{bare}'"));
        // A team of that name without a level is the one that is meant.
        var team = await MadeAsync("某县志愿服务总队", named);
        await running.Service.DeliverAsync(Fact(named));
        Assert.Equal((team.Id, "2019-11", "2018-05-04"), (await CorpsAsync(named)) is { } taken ? (taken.TeamId, taken.FoundedOn, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Office(named)))).FoundedOn) : default);
        // A corps that runs keeps its name, and the other one is told beside it; what was said here stands.
        var corps = await MadeAsync("县总队", running_, TeamLevel.Corps);
        await running.Service.DeliverAsync(Fact(running_));
        Assert.Equal((corps.Id, "县总队", "某县志愿服务总队", "2019-11"), (await CorpsAsync(running_)) is { } kept ? (kept.TeamId, kept.Name, kept.FoundingName, kept.FoundedOn) : default);
        await Calls.SetCorpsAsync(new() { FoundedOn = "2019-12-01", DocumentTitle = "关于成立总队的通知", Version = 1 }, running.Service.As(Office(running_)));
        await running.Service.DeliverAsync(Fact(running_));
        Assert.Equal(("2019-12-01", "关于成立总队的通知"), (await CorpsAsync(running_)) is { } said ? (said.FoundedOn, said.DocumentTitle) : default);
        foreach (var county in new[] { bare, named, running_ })
        {
            Assert.Equal(1, await running.FigureAsync("corps", county));
            await AgreesAsync(county);
        }
    }

    [Fact]
    public async Task A_file_tells_of_the_corps_with_its_document_and_a_second_one_comes_back()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], Office(station[..6]));
        var file = "名称,类别,所属站点,成立日期,层级,成立文件,成立文号\n" +
            $"早到小队,便民利民服务,{station},2019-01-05,小队,,\n县总队,便民利民服务,{county},2019-11-05,总队,关于成立总队的通知,某文明委〔2019〕5号\n晚到小队,便民利民服务,{station},2020-01-05,小队,,\n" +
            $"二总队,便民利民服务,{county},2020-01-05,总队,,\n站总队,便民利民服务,{station},2020-01-05,总队,,\n错文件队,便民利民服务,{station},2020-01-05,小队,某通知,\n";
        var import = new FileImport(running.Service, "teams");
        var done = await import.TakeAsync(office, file);
        Assert.Equal(["5 层级 CORPS_EXISTS", "6 所属站点 CORPS_NOT_AT_CENTER", "7 成立文件 NOT_A_CORPS"], done.Why);
        var corps = (await CorpsAsync(county))!;
        Assert.Equal(("县总队", "2019-11-05", "关于成立总队的通知", "某文明委〔2019〕5号", 2), (corps.Name, corps.FoundedOn, corps.DocumentTitle, corps.DocumentNumber, corps.Below));
        Assert.Equal((0, 0, 3, 3), (await import.TakeAsync(office, file)).Counts);
        await AgreesAsync(county);
    }
}
