using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Eligibility;

/// <summary>What is still open at a site that closed is there for whoever answers for it now.</summary>
public sealed class HeirsTests(ActivityRunning running)
{
    static Caller Clerk(County county, string site) => Callers.Staff(Role.StationClerk, site, county.Code);

    Task<int> CloseAsync(County county, string site, string successor) =>
        county.SqlAsync("update known_site set closed_on = '2026-01-01', successor = $2, version = version + 1 where code = $1", site, successor);

    [Fact]
    public async Task Open_activities_of_a_merged_site_are_managed_by_the_site_at_the_end_of_the_chain()
    {
        var county = await running.CountyAsync();
        var (next, last, aside) = (county.Code + "001002", county.Code + "002001", county.Code + "001003");
        foreach (var site in new[] { next, last, aside }) await county.SiteAsync(site);
        var open = await county.PublishedAsync(TimeSpan.FromDays(1));
        var draft = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(2)), county.As(county.Clerk));
        var over = await county.PublishedAsync(TimeSpan.FromDays(3));
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(over.Id));
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = over.Id }, county.As(county.Clerk));
        var heir = Clerk(county, last);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = open.Id, Reason = "测试" }, county.As(heir)))).Reason);

        await CloseAsync(county, county.Station, next);
        await CloseAsync(county, next, last);
        // On the heir's list stands what is open; what is over stays where it was.
        Assert.Equal([open.Id, draft.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = last }, county.As(heir))).Activities.Select(row => row.Id));
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = aside }, county.As(Clerk(county, aside)))).Activities);
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = last }, county.As(county.Visitor))).Activities);
        Assert.Equal(draft.Id, (await county.Activities.GetActivityAsync(new GetActivityRequest { Id = draft.Id }, county.As(heir))).Id);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Activities.GetActivityAsync(new GetActivityRequest { Id = draft.Id }, county.As(Clerk(county, aside))))).Reason);
        // Nothing begins any more at a site that closed: neither the draft nor another of the series.
        var refused = await County.RefusedAsync(county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(heir)));
        Assert.Equal("SITE_CLOSED", refused.Reason);
        Assert.Equal("SITE_CLOSED", (await County.RefusedAsync(county.Activities.RepeatActivityAsync(new RepeatActivityRequest { Id = open.Id, Every = RepeatEvery.Week, Until = "2027-12-31" }, county.As(heir)))).Reason);

        await county.SignUpAsync(await county.VolunteerAsync(), open);
        Assert.Single((await county.SignUps.ListSignUpsAsync(new ListSignUpsRequest { ActivityId = open.Id }, county.As(heir))).SignUps);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(open.Id));
        var held = await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = open.Id, Attendees = 4 }, county.As(heir));
        Assert.Equal((ActivityStatus.Completed, county.Station), (held.Status, held.Site));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task Without_a_successor_the_institute_above_answers()
    {
        var county = await running.CountyAsync();
        var institute = county.Code + "001";
        await county.SqlAsync("insert into known_site (county, code, name, tier, parent, version) values ($1, $2, '镇所', 2, $1, 1)", county.Code, institute);
        // A point whose code does not lie below its institute's.
        var point = county.Code + "P01";
        await county.SiteAsync(point);
        await county.SqlAsync("update known_site set parent = $2 where code = $1", point, institute);
        var plan = county.Plan(TimeSpan.FromDays(1));
        plan.Site = point;
        var activity = await county.Activities.CreateActivityAsync(plan, county.As(county.Office));
        var clerk = Callers.Staff(Role.InstituteClerk, institute, county.Code);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "测试" }, county.As(clerk)))).Reason);
        await CloseAsync(county, point, "");
        Assert.Equal([activity.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = institute }, county.As(clerk))).Activities.Select(row => row.Id));
        Assert.Equal(ActivityStatus.Cancelled, (await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "点已撤" }, county.As(clerk))).Status);
    }

    [Fact]
    public async Task A_site_with_running_activities_closes_only_with_a_successor_and_says_why()
    {
        await using var activity = await ServiceUnderTest.StartAsync("Activity");
        await using var lecture = await ServiceUnderTest.StartAsync("Lecture", new Dictionary<string, string>([activity.Signer]));
        await using var organization = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string>([activity.Signer, .. activity.Addresses("activity"), .. lecture.Addresses("lecture")]));
        var county = await County.OpenAsync(activity, "900001");
        var sites = new Sites.SitesClient(organization.Channel);
        foreach (var (code, name, tier) in new[] { (county.Code, "中心", Tier.Center), (county.Station[..9], "镇所", Tier.Institute), (county.Station, County.StationName, Tier.Station), (county.Station[..9] + "002", "大沟站", Tier.Station) })
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = name, Tier = tier, OpenedOn = "2024-01-01" }, county.As(county.Office));
        await county.PublishedAsync(TimeSpan.FromDays(1));
        var close = new CloseSiteRequest { Code = county.Station, ClosedOn = "2026-01-01", Reason = "撤并" };
        // Two services that have only just started may take longer for their first answers than it waits for them: whoever closes tries again.
        var (_, reason, message) = await County.RefusedAsync(sites.CloseSiteAsync(close, county.As(county.Office)));
        for (var tries = 0; reason == "SERVICE_UNAVAILABLE" && tries < 10; tries++) (_, reason, message) = await County.RefusedAsync(sites.CloseSiteAsync(close, county.As(county.Office)));
        Assert.Equal(("SITE_IN_USE", "这个站点还有 1 场没有结项的活动,请先办完,或者指明接续站点"), (reason, message));
        close.Successor = county.Station[..9] + "002";
        Assert.Equal(SiteStatus.Closed, (await sites.CloseSiteAsync(close, county.As(county.Office))).Status);
    }
}
