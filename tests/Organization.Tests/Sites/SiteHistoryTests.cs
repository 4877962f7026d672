using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>What becomes of a site that merges or moves, with the events taken by the service itself.</summary>
public sealed class SiteHistoryTests(OrganizationRunning running)
{
    V1.SiteHistory.SiteHistoryClient History => new(running.Service.Channel);

    [Fact]
    public async Task A_site_moves_to_another_code_and_both_tell_of_it()
    {
        const string county = "141151", old = $"{county}001001", now = $"{county}001005";
        await running.OpenCountyAsync(county);
        var office = running.Service.As(Importing.Office(county));
        Assert.Equal("TIER_DIFFERS", await Refusing.ReasonAsync(History.MoveSiteAsync(new MoveSiteRequest { Code = old, NewCode = $"{county}002", MovedOn = "2022-06-30", Reason = "区划调整" }, office)));
        Assert.Equal("SITE_EXISTS", await Refusing.ReasonAsync(History.MoveSiteAsync(new MoveSiteRequest { Code = old, NewCode = $"{county}001002", MovedOn = "2022-06-30", Reason = "区划调整" }, office)));
        Assert.Equal("SITE_HAS_CHILDREN", await Refusing.ReasonAsync(History.MoveSiteAsync(new MoveSiteRequest { Code = $"{county}001", NewCode = $"{county}003", MovedOn = "2022-06-30", Reason = "区划调整" }, office)));
        await History.MoveSiteAsync(new MoveSiteRequest { Code = old, NewCode = now, MovedOn = "2022-06-30", Reason = "区划调整" }, office);
        Assert.Equal(4, await running.StockAsync(county, "sites.running", "2022-12-31"));
        Assert.Equal((0, 1), (await running.StockAsync(county, "sites.running", "2022-06-30", old), await running.StockAsync(county, "sites.running", "2022-06-30", now)));

        await History.SetSitePhaseAsync(new SetSitePhaseRequest { Code = now, Phase = SitePhase.ExtensionPhase, Since = "2022-08-01" }, office);
        Assert.Equal("PHASE_ORDER", await Refusing.ReasonAsync(History.SetSitePhaseAsync(new SetSitePhaseRequest { Code = now, Phase = SitePhase.FullPhase, Since = "2022-07-31" }, office)));
        var events = (await History.GetSiteHistoryAsync(new GetSiteHistoryRequest { Code = now }, running.Service.As(Callers.Visitor(county)))).Events;
        Assert.Equal(["SiteOpened 2022-06-30 ", $"SiteTookOver 2022-06-30 {old}", "PhaseBegun 2022-08-01 "], events.Select(each => $"{each.Step} {each.On} {each.Other}"));
        Assert.Equal($"SiteClosed {now}", (await History.GetSiteHistoryAsync(new GetSiteHistoryRequest { Code = old }, office)).Events.Select(each => $"{each.Step} {each.Other}").Last());
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Venues_bookings_bases_neighbourhoods_and_posts_go_to_the_successor_and_figures_of_the_past_stay()
    {
        const string county = "141152", old = $"{county}001001", to = $"{county}001002";
        await using var service = await ServiceUnderTest.StartAsync("Organization", withBroker: true);
        var own = OrganizationRunning.Of(service);
        await own.OpenCountyAsync(county);
        var office = service.As(Importing.Office(county));
        foreach (var site in new[] { old, to })
        {
            await own.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, IntegratedOn = "2021-03-05", Name = "农家书屋", Kind = "农家书屋", Use = VenueUse.Own }, office);
            await own.Bases().CreateBaseAsync(new CreateBaseRequest { Site = site, Name = $"研学基地{site}", Theme = "农业研学", PlaqueOn = "2021-06" }, office);
            await own.Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest { Site = site, Name = "幸福小区", Residents = 300, CountedOn = "2020-11-01" }, office);
        }
        var clerk = await own.Posts.CreatePostAsync(new CreatePostRequest { Site = old, Title = "专管员", Places = 1 }, office);
        await own.Posts.AppointAsync(new AppointRequest { PostId = clerk.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测试甲", From = "2021-01-01" }, office);
        var hall = (await own.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = old }, office)).Venues.Single();
        var start = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(1)).AddHours(10);
        var booked = await own.Bookings().RequestBookingAsync(new RequestBookingRequest { VenueId = hall.Id, StartsAt = start.ToTimestamp(), EndsAt = start.AddHours(1).ToTimestamp(), Purpose = "读书会", People = 8, ContactName = "测约人", ContactPhone = "13800138000" }, office);
        Assert.Equal(old, booked.Site);
        await own.Sites.CloseSiteAsync(new CloseSiteRequest { Code = old, ClosedOn = "2022-06-30", Successor = to, Reason = "撤并" }, office);

        for (var until = DateTime.UtcNow.AddSeconds(90); (await own.Posts.ListPostsAsync(new ListPostsRequest { Site = to }, office)).Posts.Count == 0; await Task.Delay(100)) Assert.True(DateTime.UtcNow < until, service.Output);
        Assert.Equal("测试甲", (await own.Posts.ListPostsAsync(new ListPostsRequest { Site = to }, office)).Posts[0].Holders.Single().PersonName);
        Assert.Equal(2, (await own.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = to }, office)).Venues.Count);
        Assert.Equal(booked.Id, (await own.Bookings().ListBookingsAsync(new ListBookingsRequest { Prefix = to }, office)).Bookings.Single().Id);
        var today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System));
        foreach (var (measure, each) in new[] { ("venues.pool", 1), ("bases", 1), ("neighbourhoods", 1), ("neighbourhoods.residents", 300) })
        {
            Assert.Equal((each, each), (await own.StockAsync(county, measure, "2022-12-31", old), await own.StockAsync(county, measure, "2022-12-31", to)));
            Assert.Equal((0, 2 * each), (await own.StockAsync(county, measure, today, old), await own.StockAsync(county, measure, today, to)));
        }
        // What moved goes on being counted where it stands, and what is put right of the past where it stood.
        var venue = (await own.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = to }, office)).Venues.Single(row => row.Version == 2);
        await own.Venues.UpdateVenueAsync(new UpdateVenueRequest { Id = venue.Id, Version = 2, Name = "农家书屋", Kind = "文化活动室", Use = VenueUse.Own }, office);
        await own.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = venue.Id, Reason = "停用", CancelBookings = true }, office);
        await own.FiguresAgreeAsync(county);
    }
}
