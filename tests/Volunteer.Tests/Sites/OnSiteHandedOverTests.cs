using CivPractice.Organization.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Sites;

/// <summary>A village merged: its teams, associations, brands and volunteers stand at the successor, members keep their days, and no figure of the past moves.</summary>
public sealed class OnSiteHandedOverTests(VolunteerRunning running)
{
    [Fact]
    public async Task Teams_associations_brands_and_volunteers_go_on_at_the_successor_and_figures_agree_whatever_is_told_later()
    {
        var old = await running.CountyAsync();
        var (county, to) = (old[..6], $"{old[..^1]}2");
        var clerk = running.Service.As(Clerk(county));
        var (first, second) = (await running.RegisterAsync(Clerk(county), Form(site: old)), await running.RegisterAsync(Clerk(county), Form(site: to)));
        // Both villages have a team of that name.
        var teams = new List<V1.Team>();
        foreach (var site in new[] { old, to }) teams.Add(await running.Teams.CreateTeamAsync(new() { Name = "便民队", Category = "便民利民服务", Site = site, FoundedOn = "2026-01-05", Practice = site == old }, clerk));
        await running.Teams.AddMemberAsync(new() { TeamId = teams[0].Id, PersonId = first.PersonId, JoinedOn = "2026-02-01" }, clerk);
        await running.Teams.AddMemberAsync(new() { TeamId = teams[0].Id, PersonId = second.PersonId, JoinedOn = "2026-02-01" }, clerk);
        await running.Teams.RemoveMemberAsync(new() { TeamId = teams[0].Id, PersonId = second.PersonId, LeftOn = "2026-03-01", Reason = "搬家" }, clerk);

        await new V1.Associations.AssociationsClient(running.Service.Channel).CreateAssociationAsync(new() { Number = "SH-1", Name = "爱心协会", Kind = V1.AssociationKind.RegisteredAssociation, Site = old, FoundedOn = "2026-01-05" }, running.Service.As(Office(county)));
        await new V1.Brands.BrandsClient(running.Service.Channel).CreateBrandAsync(new() { Name = "邻里红马甲", Level = V1.BrandLevel.CityBrand, Site = old, TeamId = teams[0].Id, Since = "2026-01-05" }, running.Service.As(Office(county)));

        var fact = new SiteHandedOver(county, old, to, "测试站", new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 2), 2);
        var message = Guid.CreateVersion7();
        await running.Service.DeliverAsync(fact, message);
        await running.Service.DeliverAsync(fact, message);
        var moved = await running.Teams.GetTeamAsync(new() { Id = teams[0].Id }, clerk);
        Assert.Equal((to, 1), (moved.Site, moved.Members));
        Assert.Equal(to, (await running.Roster.GetVolunteerAsync(new() { PersonId = first.PersonId }, clerk)).Site);
        Assert.Equal(new[] { $"2026-01-05 {old}  1", $"2026-01-05 {to}  1", $"2026-07-02 {old}  -1", $"2026-07-02 {to}  1" }, await running.TallyAsync("teams.founded", county));
        Assert.Equal(new[] { $"2026-02-01 {old}  2", $"2026-03-01 {old}  -1", $"2026-07-02 {old}  -1", $"2026-07-02 {to}  1" }, await running.TallyAsync("memberships", county));
        Assert.Equal(new[] { $"2026-01-05 {old}  1", $"2026-07-02 {old}  -1", $"2026-07-02 {to}  1" }, await running.TallyAsync("associations", county));
        Assert.Equal(new[] { $"2026-01-05 {old} CityBrand 1", $"2026-07-02 {old} CityBrand -1", $"2026-07-02 {to} CityBrand 1" }, await running.TallyAsync("brands", county));
        Assert.Equal("SITE_CLOSED", (await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "新队", Category = "便民利民服务", Site = old, FoundedOn = "2026-01-05" }, clerk))).Reason);

        // What is told of the time before, and what happens later, moves with the team.
        await running.Teams.AddMemberAsync(new() { TeamId = teams[0].Id, PersonId = second.PersonId, JoinedOn = "2026-05-01" }, clerk);
        await running.Teams.RemoveMemberAsync(new() { TeamId = teams[0].Id, PersonId = first.PersonId, LeftOn = "2026-08-01", Reason = "搬家" }, clerk);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task Events_in_another_order_than_sites_closed_in_end_at_the_last_successor()
    {
        var first = await running.CountyAsync();
        var (county, second, third) = (first[..6], $"{first[..^1]}2", $"{first[..^3]}");
        var team = await running.Teams.CreateTeamAsync(new() { Name = "接力队", Category = "便民利民服务", Site = first, FoundedOn = "2026-01-05" }, running.Service.As(Clerk(county)));
        await running.Service.DeliverAsync(new SiteHandedOver(county, second, third, "测试站", new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 2), 2));
        await running.Service.DeliverAsync(new SiteHandedOver(county, first, second, "测试站", new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 1), 2));
        Assert.Equal(third, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Clerk(county)))).Site);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }
}
