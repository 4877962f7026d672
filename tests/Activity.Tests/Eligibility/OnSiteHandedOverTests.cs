using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Eligibility;

public sealed class OnSiteHandedOverTests
{
    [Fact]
    public async Task Open_needs_and_projects_go_on_at_the_successor_and_figures_of_the_past_stay()
    {
        await using var service = await ServiceUnderTest.StartAsync("Activity", withBroker: true);
        var county = await County.OpenAsync(service, "909090");
        var to = $"{county.Code}001002";
        await county.SiteAsync(to);
        var (open, done) = (await county.AcceptedNeedAsync(), await county.ServedNeedAsync());
        foreach (var site in new[] { county.Station, to })
            await county.Projects.CreateProjectAsync(new CreateProjectRequest { Site = site, Name = "修灯", Category = "便民", Platform = ServicePlatform.Science, StartsOn = "2024-01-01" }, county.As(county.Office));

        await service.DeliverAsync(new SiteHandedOver(county.Code, county.Station, to, "小村站", new DateOnly(2026, 6, 30), CivPractice.Platform.ChinaTime.Today(TimeProvider.System), 2));
        var needs = (await county.Needs.ListNeedsAsync(new ListNeedsRequest { Prefix = to }, county.As(county.Office))).Needs;
        Assert.Equal([open.Id], needs.Select(need => need.Id));
        Assert.Equal(2, (await county.Projects.ListProjectsAsync(new ListProjectsRequest { Prefix = to }, county.As(county.Office))).Projects.Count);
        Assert.Contains((await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = open.Number, TrackingCode = open.TrackingCode }, county.As(county.Visitor))).Steps, step => step.Note.Contains("原站点已撤并", StringComparison.Ordinal));
        // What was done there is rated low, and so is open again: at the site that goes on.
        await county.RateAsync(done, 1);
        Assert.Equal(2, (await county.Needs.ListNeedsAsync(new ListNeedsRequest { Prefix = to }, county.As(county.Office))).Needs.Count);
        Assert.Empty(await service.DifferencesAsync("Activity", county.Code));
    }
}
