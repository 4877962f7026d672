using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Venues;

/// <summary>Lectures in a venue of the site (红色讲堂), which Organization keeps.</summary>
public sealed class VenueAskedTests(LectureRunning running)
{
    [Fact]
    public async Task A_lecture_names_a_venue_of_its_site_and_counts_there()
    {
        const string county = "180561", site = $"{county}001", other = $"{county}002";
        await running.CountyAsync(county, site, other);
        var organization = await running.OrganizationAsync();
        var (sites, venues) = (new Organization.V1.Sites.SitesClient(organization.Channel), new Organization.V1.Venues.VenuesClient(organization.Channel));
        // One token is good for both.
        var (office, by) = (running.Service.As(Office(county)), running.Service.As(Clerk(county)));
        foreach (var (code, tier) in new[] { (county, Tier.Center), (site, Tier.Institute), (other, Tier.Institute) })
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = "测试站点", Tier = tier, OpenedOn = "2020-01-01" }, office);
        async Task<string> VenueAsync(string at, string name) => (await venues.CreateVenueAsync(new CreateVenueRequest { Site = at, Name = name, Kind = "红色讲堂", Use = VenueUse.Shared, IntegratedOn = "2021-03-05" }, office)).Id;
        var (hall, elsewhere, gone) = (await VenueAsync(site, "锦隆红色讲堂"), await VenueAsync(other, "别处的讲堂"), await VenueAsync(site, "拆了的讲堂"));
        await venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = gone, WithdrawnOn = "2023-05-01", Reason = "拆迁" }, office);

        var team = await running.TeamAsync(county);
        CreateSessionRequest At(string venue)
        {
            var form = Form(team, site: site);
            form.VenueId = venue;
            return form;
        }
        var held = await running.HoldAsync(await running.PlanAsync(At(hall), county), 20, CountMethod.HeadCount, county);
        Assert.Equal((hall, "锦隆红色讲堂", "锦隆红色讲堂"), (held.VenueId, held.VenueName, held.Place));
        await running.HoldAsync(await running.PlanAsync(Form(team, site: site), county), 20, CountMethod.HeadCount, county);
        foreach (var (venue, reason) in new[] { (elsewhere, "UNKNOWN_VENUE"), (gone, "VENUE_WITHDRAWN"), (Guid.CreateVersion7().ToString(), "UNKNOWN_VENUE"), ("讲堂", "INVALID_ID") })
            Assert.Equal((StatusCode.InvalidArgument, reason), await RefusedAsync(() => running.PlanAsync(At(venue), county)));

        // A regular slot that takes place there plans its sessions there.
        await running.Teams.SetRegularSlotAsync(new() { Id = team.Id, Slot = new() { Rhythm = Rhythm.Weekly, Day = 5, Time = "19:30", DurationMinutes = 60, Site = site, Title = "红色讲堂", Channel = Channel.Meeting, VenueId = hall } }, by);
        Assert.All((await running.Sessions.ListSessionsAsync(new() { Prefix = county, Status = SessionStatus.Planned }, by)).Sessions, session => Assert.Equal("锦隆红色讲堂", session.VenueName));

        Assert.Equal([held.Id], (await running.Sessions.ListSessionsAsync(new() { Prefix = county, Venue = "锦隆红色讲堂", Status = SessionStatus.Held }, running.Service.As(Callers.Visitor(county)))).Sessions.Select(session => session.Id));
        var line = Assert.Single((await running.Sessions.GetTallyAsync(new GetTallyRequest { Indicators = { "lectures.venues" }, Prefix = county, From = "2012-01-01", GroupBy = TallyGrouping.Dimension }, by)).Lines);
        Assert.Equal(("锦隆红色讲堂", 1L), (line.Group, line.Value));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }
}
