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
}
