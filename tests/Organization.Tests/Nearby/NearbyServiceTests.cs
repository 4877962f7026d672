using CivPractice.Organization.V1;

namespace CivPractice.Organization.Tests.Nearby;

public sealed class NearbyServiceTests(OrganizationRunning running)
{
    // A minute of a meridian is 1853 m; a thousandth of a degree 111 m.
    static GeoPosition At(double north) => new() { Latitude = Math.Round(38 + north / 1000, 6), Longitude = 113.4 };

    [Fact]
    public async Task Open_sites_and_venues_come_by_distance_page_by_page_and_what_is_closed_does_not()
    {
        const string county = "141191";
        var office = await running.OpenCountyAsync(county);
        var visitor = running.Visitor(county);
        await LocateAsync(county, office, ("001001", 0), ("001002", 30), ("001", 10));
        await VenueAsync($"{county}001001", "大村书屋", At(2), office);
        var gone = await VenueAsync($"{county}001001", "旧书屋", At(1), office);
        await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = gone.Id, Reason = "拆迁" }, office);
        await VenueAsync($"{county}001001", "不知何处", null, office);

        var (found, request) = (new List<NearPlace>(), new ListNearestPlacesRequest { Near = At(-1), PageSize = 1 });
        do
        {
            var page = await running.Nearby().ListNearestPlacesAsync(request, visitor);
            found.AddRange(page.Places);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(["大村站", "大村书屋", "某镇所", "小村站"], found.Select(place => place.Name));
        Assert.Equal([111, 334, 1223, 3447], found.Select(place => place.Metres));
        Assert.Equal(found.OrderBy(place => place.Metres).Select(place => place.Id), found.Select(place => place.Id));

        var near = await running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Site = $"{county}001001", Within = 2000, Kind = PlaceKind.PlaceSite }, visitor);
        Assert.Equal(["大村站", "某镇所"], near.Places.Select(place => place.Name));
        Assert.Equal("大村站", near.FromName);
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}001002", ClosedOn = "2023-01-01", Successor = $"{county}001001", Reason = "撤并" }, office);
        Assert.DoesNotContain("小村站", (await running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Near = At(30) }, visitor)).Places.Select(place => place.Name));
        Assert.Equal("STARTING_POINT", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest(), visitor)));
        Assert.Equal("STARTING_POINT", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Near = At(0), Site = county }, visitor)));
        Assert.Equal("INVALID_FIELDS", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Near = new GeoPosition { Latitude = 113, Longitude = 38 } }, visitor)));
        Assert.Equal("POSITION_UNKNOWN", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Site = county }, visitor)));
    }

    [Fact]
    public async Task A_name_that_somebody_types_leads_to_a_site_or_a_neighbourhood_of_the_own_county()
    {
        var (a, b) = ("141192", "141193");
        var (officeA, officeB) = (await running.OpenCountyAsync(a), await running.OpenCountyAsync(b));
        await LocateAsync(a, officeA, ("001001", 0));
        await HomeAsync($"{a}001001", "大村新苑", 700, null, officeA);
        var lone = await HomeAsync($"{a}001002", "小村新苑", 100, null, officeA);
        await HomeAsync($"{b}001001", "大村花园", 700, null, officeB);

        var points = (await running.Nearby().ListStartingPointsAsync(new ListStartingPointsRequest { Prefix = a, Query = "村" }, running.Visitor(a))).Points;
        Assert.Equal(["大村站 True", "小村站 False", "大村新苑 True", "小村新苑 False"], points.Select(point => $"{point.Name} {point.Located}"));
        var near = await running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { NeighbourhoodId = points[2].Id }, running.Visitor(a));
        Assert.Equal(("大村新苑", 0), (near.FromName, near.Places.Single().Metres));
        Assert.Equal("POSITION_UNKNOWN", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { NeighbourhoodId = lone.Id }, running.Visitor(a))));
        Assert.Empty((await running.Nearby().ListStartingPointsAsync(new ListStartingPointsRequest { Query = "花园" }, running.Visitor(a))).Points);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Site = $"{a}001001" }, running.Visitor(b))));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { NeighbourhoodId = points[2].Id }, running.Visitor(b))));
        Assert.Empty((await running.Nearby().ListNearestPlacesAsync(new ListNearestPlacesRequest { Near = At(0) }, running.Visitor(b))).Places);
    }

    [Fact]
    public async Task The_circle_of_a_walk_counts_neighbourhoods_that_somebody_located_and_lists_the_rest()
    {
        const string county = "141194";
        var office = await running.OpenCountyAsync(county);
        await LocateAsync(county, office, ("001001", 0));
        await VenueAsync($"{county}001001", "大村书屋", At(30), office);
        await HomeAsync($"{county}001001", "站旁小区", 700, At(10), office);
        await HomeAsync($"{county}001001", "书屋旁小区", 300, At(40), office);
        var far = await HomeAsync($"{county}001001", "山上小区", 90, At(60), office);
        var home = await HomeAsync($"{county}001001", "无处小区", 50, null, office);

        var circle = await running.Nearby().GetServiceCircleAsync(new GetServiceCircleRequest { Prefix = county }, running.Visitor(county));
        Assert.Equal((4, 3, 2, 1090, 1000), (circle.Neighbourhoods, circle.Located, circle.Within, circle.ResidentsLocated, circle.ResidentsWithin));
        async Task<IEnumerable<string>> NamesAsync(WalkReach reach) => (await running.Neighbourhoods.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = county, Reach = reach, PageSize = 10 }, running.Visitor(county))).Neighbourhoods.Select(each => each.Name);
        Assert.Equal(["站旁小区", "书屋旁小区"], await NamesAsync(WalkReach.WithinReach));
        Assert.Equal([far.Name], await NamesAsync(WalkReach.BeyondReach));
        Assert.Equal([home.Name], await NamesAsync(WalkReach.PositionUnknown));

        await running.Neighbourhoods.LocateNeighbourhoodAsync(new LocateNeighbourhoodRequest { Id = home.Id, Position = At(1) }, running.Clerk($"{county}001001"));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Neighbourhoods.LocateNeighbourhoodAsync(new LocateNeighbourhoodRequest { Id = home.Id }, running.Clerk($"{county}001002"))));
        Assert.Equal(3, (await running.Nearby().GetServiceCircleAsync(new GetServiceCircleRequest { Prefix = county }, running.Visitor(county))).Within);
        var file = $"站点,小区,人口,统计日期,纬度,经度\n{county}001002,小村小区,10,2021-01-01,,\n";
        Assert.Equal((1, 0, 0, 0), (await running.ImportAsync("neighbourhoods", county, file)).Counts());
        Assert.Equal((0, 1, 0, 0), (await running.ImportAsync("neighbourhoods", county, file.Replace(",,", ",38.001,113.4", StringComparison.Ordinal))).Counts());
        Assert.Equal(4, (await running.Nearby().GetServiceCircleAsync(new GetServiceCircleRequest { Prefix = county }, running.Visitor(county))).Within);
        await running.FiguresAgreeAsync(county);
    }

    async Task LocateAsync(string county, Grpc.Core.Metadata office, params (string Suffix, double North)[] places)
    {
        foreach (var (suffix, north) in places)
        {
            var site = await running.Sites.GetSiteAsync(new GetSiteRequest { Code = county + suffix }, office);
            await running.Sites.UpdateSiteAsync(new UpdateSiteRequest { Code = site.Code, Version = site.Version, Name = site.Name, Position = At(north) }, office);
        }
    }

    async Task<Venue> VenueAsync(string site, string name, GeoPosition? position, Grpc.Core.Metadata office) =>
        await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, Name = name, Kind = "农家书屋", Use = VenueUse.Own, IntegratedOn = "2021-03-05", Position = position }, office);

    async Task<Neighbourhood> HomeAsync(string site, string name, int residents, GeoPosition? position, Grpc.Core.Metadata office) =>
        await running.Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest { Site = site, Name = name, Residents = residents, CountedOn = "2021-01-01", Position = position }, office);
}
