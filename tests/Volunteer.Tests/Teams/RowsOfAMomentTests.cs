using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Teams;

/// <summary>What lists say of a moment is what the figure said at that moment, whatever was recorded since.</summary>
public sealed class RowsOfAMomentTests(VolunteerRunning running)
{
    V1.Brands.BrandsClient Brands => new(running.Service.Channel);
    VolunteerCorps.VolunteerCorpsClient Corps => new(running.Service.Channel);
    TeamTree.TeamTreeClient Tree => new(running.Service.Channel);

    static readonly string today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System));

    // Rows of before have a moment of recording before it, rows of afterwards one behind it: ids tell by the millisecond.
    static async Task<string> MomentAsync()
    {
        await Task.Delay(20);
        var moment = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(20);
        return moment;
    }

    [Fact]
    public async Task Teams_and_their_members_of_a_moment_are_those_of_the_figures()
    {
        var station = await running.CountyAsync();
        var (county, office, by) = (station[..6], Office(station[..6]), running.Service.As(Office(station[..6])));
        async Task<V1.Team> FoundAsync(string name, bool practice, string registry = "") => await running.Teams.CreateTeamAsync(new() { Name = name, Category = "便民利民服务", Site = station, FoundedOn = "2020-01-05", Practice = practice, RegistryNumber = registry }, by);
        var (one, plain) = (await FoundAsync("一队", practice: true, $"T-{county}-1"), await FoundAsync("二队", practice: false));
        var people = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => running.RegisterAsync(Clerk(county), Form(site: station))));
        foreach (var person in people) await running.Teams.AddMemberAsync(new() { TeamId = one.Id, PersonId = person.PersonId, JoinedOn = "2021-01-01" }, by);
        await running.Teams.AddMemberAsync(new() { TeamId = plain.Id, PersonId = people[0].PersonId, JoinedOn = "2021-01-01" }, by);
        await running.Teams.RemoveMemberAsync(new() { TeamId = one.Id, PersonId = people[0].PersonId, LeftOn = "2022-01-01", Reason = "搬离" }, by);

        var before = await SumsAsync();
        var moment = await MomentAsync();
        Assert.Equal(before, await ListedAsync(moment));
        Assert.Equal((2, 1, 1, 2), before);

        // Afterwards: a new team, marks of one that was there, somebody who left long ago, somebody who joined long ago.
        var three = await FoundAsync("三队", practice: true);
        await new FileImport(running.Service, "teams").TakeAsync(office, $"名称,类别,所属站点,成立日期,文明实践队伍,全国系统编号\n二队,便民利民服务,{station},2020-01-05,是,T-{county}-2\n");
        await running.Teams.RemoveMemberAsync(new() { TeamId = one.Id, PersonId = people[1].PersonId, LeftOn = "2021-06-01", Reason = "补记" }, by);
        await running.Teams.AddMemberAsync(new() { TeamId = three.Id, PersonId = people[2].PersonId, JoinedOn = "2021-02-01" }, by);

        var after = await SumsAsync();
        Assert.Equal((3, 2, 3, 3), after);
        Assert.Equal(before, await ListedAsync(moment));
        Assert.Equal(after, await ListedAsync(await MomentAsync()));
        // On a day in between, as it was recorded then: all three were there, and the leaving of that year's end counts.
        Assert.Equal((3, 2), (await MembersAsync(moment, "2021-12-31"), await MembersAsync(moment, "2022-01-01")));
        Assert.Equal(["三队"], await AfterAsync(new() { RecordedAfter = moment, Query = "三队" }));
        Assert.Equal(["二队"], await AfterAsync(new() { RecordedAfter = moment, Registered = true }));
        Assert.Equal(["一队", "三队", "二队"], await AfterAsync(new() { RecordedAfter = moment, Practice = true }));
        Assert.Empty(await AfterAsync(new() { RecordedAfter = await MomentAsync(), Practice = true }));
        // Who coordinates several counties is told of no members of a moment.
        var city = running.Service.As(Callers.Coordinator(county) with { PersonalCounty = "", Counties = [Callers.City, county] });
        Assert.All((await running.Teams.ListTeamsAsync(new() { Prefix = county, RecordedUntil = moment }, city)).Teams, team => Assert.False(team.HasMembersThen));
        Assert.Equal("INVALID_MOMENT", (await RefusedAsync(running.Teams.ListTeamsAsync(new() { RecordedUntil = "昨天" }, by))).Reason);

        async Task<(int, int, int, int)> SumsAsync() => ((int)await running.FigureAsync("teams.founded", county), (int)await running.FigureAsync("teams.registry", county), (int)await running.FigureAsync("teams.practice", county), (int)await running.FigureAsync("memberships.practice", county));
        async Task<(int, int, int, int)> ListedAsync(string until) => (await CountAsync(new() { RecordedUntil = until, To = today }), await CountAsync(new() { RecordedUntil = until, To = today, Registered = true }), await CountAsync(new() { RecordedUntil = until, To = today, Practice = true }), await MembersAsync(until, today));
        async Task<int> CountAsync(ListTeamsRequest request) => (await running.Teams.ListTeamsAsync(request, by)).Teams.Count;
        async Task<int> MembersAsync(string until, string to) => (await running.Teams.ListTeamsAsync(new() { RecordedUntil = until, To = to, Practice = true }, by)).Teams.Sum(team => team.MembersThen);
        async Task<IEnumerable<string>> AfterAsync(ListTeamsRequest request) => (await running.Teams.ListTeamsAsync(request, by)).Teams.Select(team => team.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Brands_of_a_moment_are_those_that_were_listed_in_the_records_then()
    {
        var station = await running.CountyAsync();
        var (county, by) = (station[..6], running.Service.As(Office(station[..6])));
        async Task<V1.Brand> MadeAsync(string name, BrandStatus status) => await Brands.CreateBrandAsync(new() { Name = name, Level = BrandLevel.CountyBrand, Site = station, Since = "2020-01-01", Status = status }, by);
        var (kept, stopped, fostered) = (await MadeAsync("常青", BrandStatus.Listed), await MadeAsync("春苗", BrandStatus.Listed), await MadeAsync("新芽", BrandStatus.Fostered));
        Assert.Equal(2, await running.FigureAsync("brands", county));
        var moment = await MomentAsync();
        await Brands.MoveBrandAsync(new() { Id = stopped.Id, Status = BrandStatus.Stopped, Since = "2021-01-01", Reason = "补记停用" }, by);
        await Brands.MoveBrandAsync(new() { Id = fostered.Id, Status = BrandStatus.Listed, Since = "2021-01-01" }, by);
        await MadeAsync("后来", BrandStatus.Listed);

        Assert.Equal(3, await running.FigureAsync("brands", county));
        Assert.Equal(["常青", "春苗"], await NamesAsync(new() { To = today, RecordedUntil = moment }));
        Assert.Equal(["后来", "常青", "新芽"], await NamesAsync(new() { To = today, RecordedUntil = await MomentAsync() }));
        Assert.Equal(["后来", "新芽", "春苗"], await NamesAsync(new() { RecordedAfter = moment }));
        Assert.Equal(kept.Id, (await Brands.ListBrandsAsync(new() { To = today, RecordedUntil = moment, PageSize = 1 }, by)).Brands.Single().Id);

        async Task<IEnumerable<string>> NamesAsync(ListBrandsRequest request) => (await Brands.ListBrandsAsync(request, by)).Brands.Select(brand => brand.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_corps_of_a_moment_is_the_one_that_was_recorded_then()
    {
        var county = (await running.CountyAsync())[..6];
        var by = running.Service.As(Office(county));
        var empty = await MomentAsync();
        var corps = await Corps.SetCorpsAsync(new() { Name = "某县志愿服务总队", FoundedOn = "2019" }, by);
        var there = await MomentAsync();
        await Tree.PlaceTeamAsync(new() { Id = corps.TeamId, Since = "2020-01-01" }, by);

        Assert.Equal(0, await running.FigureAsync("corps", county));
        Assert.Equal((0, 1, 0), (await CountAsync(new() { RecordedUntil = empty, To = today }), await CountAsync(new() { RecordedUntil = there, To = today }), await CountAsync(new() { RecordedUntil = await MomentAsync(), To = today })));
        Assert.Equal((0, 1, 0), (await CountAsync(new() { To = "2018-12-31" }), await CountAsync(new() { To = "2019-12-31" }), await CountAsync(new() { To = "2020-01-01" })));
        Assert.Equal("2020-01-01", (await Corps.ListCorpsAsync(new() { RecordedAfter = there }, by)).Corps.Single().Until);

        async Task<int> CountAsync(ListCorpsRequest request) => (await Corps.ListCorpsAsync(request, by)).Corps.Count;
    }
}
