using CivPractice.Organization.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sites;

public sealed class OnSiteChangedTests(LectureRunning running)
{
    [Fact]
    public async Task A_site_can_be_named_once_it_opened_however_often_that_is_told()
    {
        const string site = Callers.StationA + "P01";
        var team = await running.TeamAsync();
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(() => running.PlanAsync(Form(team, site: site))));

        var (opened, message) = (new SiteChanged(Callers.A, site, "测试点", 3, Callers.StationA, 1), Guid.CreateVersion7());
        await running.Service.DeliverAsync(opened, message);
        await running.Service.DeliverAsync(opened, message);
        await running.Service.DeliverAsync(opened);
        Assert.Equal(site, (await running.PlanAsync(Form(team, site: site))).Site);

        await running.Service.DeliverAsync(opened with { Version = 2, ClosedOn = new DateOnly(2026, 1, 31) });
        await running.Service.DeliverAsync(opened);   // comes late
        Assert.Equal((StatusCode.InvalidArgument, "SITE_CLOSED"), await RefusedAsync(() => running.PlanAsync(Form(team, site: site))));
    }

    [Fact]
    public async Task A_batch_of_sites_is_known_at_once_and_takes_nothing_back()
    {
        const string open = Callers.StationA + "P02", closed = Callers.StationA + "P03";
        var team = await running.TeamAsync();
        SiteChanged Site(string code, long version = 1) => new(Callers.A, code, "测试点", 3, Callers.StationA, version);
        await running.Service.DeliverAsync(Site(closed, 2) with { ClosedOn = new DateOnly(2026, 1, 31) });
        await running.Service.DeliverAsync(new SitesImported(Callers.A, [Site(open), Site(closed)]));
        Assert.Equal(open, (await running.PlanAsync(Form(team, site: open))).Site);
        Assert.Equal((StatusCode.InvalidArgument, "SITE_CLOSED"), await RefusedAsync(() => running.PlanAsync(Form(team, site: closed))));
    }

    [Fact]
    public async Task Where_a_site_lies_is_known_from_either_event_and_follows_the_latest()
    {
        const string county = "180595", one = "180595001", two = "180595002";
        await running.Service.DeliverAsync(new SitesImported(county, [new SiteChanged(county, one, "测试所", 2, county, 1, Latitude: 38.08, Longitude: 113.41), new SiteChanged(county, two, "测试所", 2, county, 1)]));
        await running.Service.DeliverAsync(new SiteChanged(county, two, "测试所", 2, county, 2, Latitude: 38.1, Longitude: 113.5));
        await running.Service.DeliverAsync(new SiteChanged(county, two, "测试所", 2, county, 1, Latitude: 30, Longitude: 110));   // comes late
        Assert.Equal("38.08 113.41, 38.1 113.5", await new Desk(running, county).AskAsync<string>($"select string_agg(latitude || ' ' || longitude, ', ' order by code) from known_site where county = '{county}'"));
        await running.Service.DeliverAsync(new SiteChanged(county, one, "测试所", 2, county, 2));
        Assert.Equal(1L, await new Desk(running, county).AskAsync<long>($"select count(*) from known_site where county = '{county}' and latitude is null and longitude is null"));
    }
}
