using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Needs;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Needs;

/// <summary>Which teams are offered for a need, and why.</summary>
public sealed class TeamSuggestionsTests(ActivityRunning running)
{
    const string site = "140322100801", township = "140322100";

    static Activity.Needs.Need Need(string title) => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Number = "N-1",
        CodeHash = [],
        Title = title,
        Detail = "",
        Site = site,
        Urgent = false,
        ContactName = "甲某某",
        ContactPhone = "10000000001",
        OnBehalfOf = "",
    };

    static KnownTeam Team(string name, string category, string at, bool led = true) => new() { County = "140322", Id = Guid.CreateVersion7(), Name = name, Category = category, Site = at, LeaderPersonId = led ? Guid.CreateVersion7() : null, Version = 1 };

    static string[] Suggested(string title, Dictionary<Guid, int> open, string[] declined, params KnownTeam[] teams) =>
        [.. TeamSuggestions.For(Need(title), teams, open, declined).Select(each => $"{each.Team.Name} {each.Distance} {each.About} {each.OpenNeeds}")];

    [Fact]
    public void What_is_near_and_does_such_things_comes_first_and_what_has_much_at_hand_later()
    {
        var (handy, far, sick, busy) = (Team("修理队", "便民利民服务", site), Team("县修理队", "便民利民服务", "140322"), Team("康养队", "健康生活指导", site), Team("镇修理队", "便民利民服务", $"{township}802"));
        Assert.Equal(["修理队 0 灯 0", "康养队 0  0", "县修理队 2 灯 0", "镇修理队 1 灯 4"], Suggested("家里灯不亮", new() { [busy.Id] = 4 }, [], far, busy, sick, handy));
        Assert.Equal("康养队 0 陪诊 0", Suggested("请人陪诊", [], [], far, busy, sick, handy)[0]);
    }

    [Fact]
    public void Who_gave_it_back_or_has_no_leader_is_not_offered_and_the_list_is_short()
    {
        var teams = Enumerable.Range(1, 9).Select(number => Team($"队{number}", "便民利民服务", site)).ToArray();
        Assert.Equal(["队2 0 修 0", "队3 0 修 0", "队4 0 修 0", "队5 0 修 0", "队6 0 修 0"], Suggested("修门", [], ["队1"], [Team("没有队长", "便民利民服务", site, led: false), .. teams]));
        Assert.Empty(Suggested("修门", [], []));
    }

    [Theory]
    [InlineData(site, site, 0)]
    [InlineData(site, township, 1)]
    [InlineData(site, $"{township}802", 1)]
    [InlineData(site, "140322101801", 2)]
    [InlineData(site, "140322", 2)]
    [InlineData("140322", "140322", 0)]
    public void Nearness_is_that_of_the_divisions(string from, string to, int distance) => Assert.Equal(distance, TeamSuggestions.Distance(from, to));

    [Fact]
    public async Task Those_who_dispatch_are_offered_teams_and_nothing_is_done_by_itself()
    {
        var county = await running.CountyAsync();
        var other = Guid.CreateVersion7();
        await county.TeamAsync(other, "修理队", Guid.CreateVersion7());
        var need = await county.PostNeedAsync();
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk));
        var request = new ListTeamSuggestionsRequest { Id = need.Id };
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Needs.ListTeamSuggestionsAsync(request, county.As(county.Clerk)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Needs.ListTeamSuggestionsAsync(request, county.As(Callers.Staff(Role.InstituteClerk, $"{county.Code}009", county.Code))))).Reason);
        Assert.Equal(["便民服务队", "修理队"], (await county.Needs.ListTeamSuggestionsAsync(request, county.As(county.Office))).Teams.Select(team => team.TeamName));
        Assert.Equal(NeedStatus.NeedVerified, (await county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(county.Office))).Status);

        // Given back, it is not offered to the same team again; what another team has at hand counts.
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        Assert.Equal(["修理队"], (await county.Needs.ListTeamSuggestionsAsync(request, county.As(county.Office))).Teams.Select(team => team.TeamName));
        await county.Needs.DeclineNeedAsync(new DeclineNeedRequest { Id = need.Id, Reason = "人手不够" }, county.As(county.Leader));
        var second = await county.PostNeedAsync();
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = second.Id }, county.As(county.Clerk));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = second.Id, TeamId = other.ToString() }, county.As(county.Office));
        var again = Assert.Single((await county.Needs.ListTeamSuggestionsAsync(request, county.As(county.Office))).Teams);
        Assert.Equal(("修理队", 0, 1), (again.TeamName, again.Distance, again.OpenNeeds));
    }
}
