using CivPractice.Organization.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Sites;

public sealed class OnSitesImportedTests(VolunteerRunning running)
{
    [Fact]
    public async Task A_batch_of_sites_is_known_at_once_and_takes_nothing_back()
    {
        const string open = Callers.StationA + "P02", closed = Callers.StationA + "P03";
        SiteChanged Site(string code, long version = 1) => new(Callers.A, code, "测试点", 3, Callers.StationA, version);
        await running.Service.DeliverAsync(Site(closed, 2) with { ClosedOn = new DateOnly(2026, 1, 31), Successor = open });
        await running.Service.DeliverAsync(new SitesImported(Callers.A, [Site(open), Site(closed)]));
        Assert.Equal(open, (await running.RegisterAsync(Clerk(), Form(site: open))).Site);
        Assert.Equal((StatusCode.InvalidArgument, "SITE_CLOSED"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(Form(site: closed), running.Service.As(Clerk()))));
    }
}
