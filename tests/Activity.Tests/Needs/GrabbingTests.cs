using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Needs;

/// <summary>Leaders take needs themselves, where the county has switched that on.</summary>
public sealed class GrabbingTests(ActivityRunning running)
{
    static async Task<CreateNeedResponse> VerifiedAsync(County county)
    {
        var need = await county.PostNeedAsync();
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk));
        return need;
    }

    [Fact]
    public async Task Off_by_itself_and_switched_by_the_office_only()
    {
        var county = await running.CountyAsync();
        var need = await VerifiedAsync(county);
        Assert.False((await county.Needs.GetDispatchRuleAsync(new GetDispatchRuleRequest(), county.As(county.Clerk))).Grab);
        var shown = await county.Needs.ListNeedsToGrabAsync(new ListNeedsToGrabRequest(), county.As(county.Leader));
        Assert.Equal((false, 0), (shown.Grab, shown.Needs.Count));
        var grab = new GrabNeedRequest { Id = need.Id, TeamId = county.Team.ToString() };
        Assert.Equal("GRAB_OFF", (await County.RefusedAsync(county.Needs.GrabNeedAsync(grab, county.As(county.Leader)))).Reason);
        foreach (var other in new[] { county.Clerk, county.Leader, Callers.Staff(Role.InstituteClerk, county.Station[..9], county.Code) })
            Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Needs.SetDispatchRuleAsync(new SetDispatchRuleRequest { Grab = true }, county.As(other)))).Reason);
        Assert.True((await county.Needs.SetDispatchRuleAsync(new SetDispatchRuleRequest { Grab = true }, county.As(county.Office))).Grab);
        Assert.False((await county.Needs.SetDispatchRuleAsync(new SetDispatchRuleRequest(), county.As(county.Office))).Grab);
    }

    [Fact]
    public async Task The_first_leader_near_by_has_it_and_nobody_reads_what_is_private_before()
    {
        var county = await running.CountyAsync();
        await county.Needs.SetDispatchRuleAsync(new SetDispatchRuleRequest { Grab = true }, county.As(county.Office));
        var (second, far) = (Callers.Staff(Role.TeamLeader, county.Station, county.Code), Callers.Staff(Role.TeamLeader, county.Code + "009", county.Code));
        var (secondTeam, farTeam) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await county.TeamAsync(secondTeam, "修理队", second.PersonId);
        await county.TeamAsync(farTeam, "远处的队", far.PersonId);
        var (need, unverified) = (await VerifiedAsync(county), await county.PostNeedAsync());

        var shown = await county.Needs.ListNeedsToGrabAsync(new ListNeedsToGrabRequest(), county.As(county.Leader));
        Assert.Equal((true, "灯不亮", "", "", ""), (shown.Grab, shown.Needs.Single().Title, shown.Needs[0].Detail, shown.Needs[0].ContactName, shown.Needs[0].ContactPhone));
        Assert.Equal([County.TeamName], shown.Teams.Select(team => team.Name));
        Assert.Empty((await county.Needs.ListNeedsToGrabAsync(new ListNeedsToGrabRequest(), county.As(far))).Needs);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Needs.GrabNeedAsync(new GrabNeedRequest { Id = need.Id, TeamId = farTeam.ToString() }, county.As(far)))).Reason);
        // Not with somebody else's team, and not what nobody has verified.
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Needs.GrabNeedAsync(new GrabNeedRequest { Id = need.Id, TeamId = secondTeam.ToString() }, county.As(county.Leader)))).Reason);
        Assert.Equal("NEED_NOT_VERIFIED", (await County.RefusedAsync(county.Needs.GrabNeedAsync(new GrabNeedRequest { Id = unverified.Id, TeamId = county.Team.ToString() }, county.As(county.Leader)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Needs.GrabNeedAsync(new GrabNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk)))).Reason);

        var both = await Task.WhenAll(new[] { (county.Leader, county.Team), (second, secondTeam) }.Select(async each =>
        {
            try { return (await county.Needs.GrabNeedAsync(new GrabNeedRequest { Id = need.Id, TeamId = each.Item2.ToString() }, county.As(each.Item1))).ContactPhone; }
            catch (Grpc.Core.RpcException) { return ""; }
        }));
        Assert.Equal(["", "10000000001"], both.Order(StringComparer.Ordinal));
        Assert.Empty((await county.Needs.ListNeedsToGrabAsync(new ListNeedsToGrabRequest(), county.As(second))).Needs);
        var trail = await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor));
        Assert.Equal(NeedStatus.NeedAccepted, trail.Status);
        Assert.EndsWith("抢单并接单", trail.Steps[^1].Note, StringComparison.Ordinal);
        Assert.Equal(1, (await county.FiguresAsync())["needs.accepted"]);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }
}
