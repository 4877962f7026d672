using CivPractice.Organization.V1;

namespace CivPractice.Organization.Tests.Venues;

/// <summary>The five platforms by the venues that serve them.</summary>
public sealed class PlatformTests(OrganizationRunning running)
{
    [Fact]
    public async Task A_site_has_all_five_when_its_venues_together_do()
    {
        const string county = "141195", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        await VenueAsync("书屋", station, office, VenuePlatform.Culture, VenuePlatform.Education);
        await VenueAsync("讲堂", station, office, VenuePlatform.Theory, VenuePlatform.Science, VenuePlatform.Culture);
        var ground = await VenueAsync("球场", station, office, VenuePlatform.Sport);
        await VenueAsync("书屋", $"{county}001002", office, VenuePlatform.Culture);
        await running.Dictionaries().AdoptWordsAsync(new AdoptWordsRequest(), office);
        var word = (await running.Dictionaries().ListWordsAsync(new ListWordsRequest { Prefix = county, List = WordList.Platform, Called = "文化服务" }, office)).Words.Single();
        await running.Dictionaries().UpdateWordAsync(new UpdateWordRequest { Id = word.Id, Aliases = { word.Aliases }, Note = "县文旅局" }, office);

        var all = await running.Venues.GetPlatformCoverageAsync(new GetPlatformCoverageRequest { Prefix = county, Tier = Tier.Station }, running.Visitor(county));
        Assert.Equal((2, 1), (all.Sites, all.WithAll));
        Assert.Equal(["Theory 1 1 ", "Education 1 1 ", "Culture 2 3 县文旅局", "Science 1 1 ", "Sport 1 1 "], all.Platforms.Select(each => $"{each.Platform} {each.Sites} {each.Venues} {each.LeadUnit}"));
        Assert.Equal([$"{county}001002"], await ListAsync(new() { Prefix = county, Tier = Tier.Station, Lacking = VenuePlatform.Sport }));
        Assert.Equal([county, $"{county}001", $"{county}001002"], await ListAsync(new() { Prefix = county, Incomplete = true }));

        await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = ground.Id, Reason = "改建" }, office);
        Assert.Equal(0, (await running.Venues.GetPlatformCoverageAsync(new GetPlatformCoverageRequest { Prefix = county }, running.Visitor(county))).WithAll);
        Assert.Equal([VenuePlatform.Theory, VenuePlatform.Education, VenuePlatform.Culture, VenuePlatform.Science], (await running.Venues.ListSitePlatformsAsync(new ListSitePlatformsRequest { Prefix = station }, running.Visitor(county))).Sites.Single().Platforms);
    }

    [Fact]
    public async Task Equipment_source_and_position_go_in_and_out_and_old_files_go_on_working()
    {
        const string county = "141196", station = $"{county}001001";
        await running.OpenCountyAsync(county);
        Assert.Equal((1, 0, 0, 0), (await running.ImportAsync("venues", county, $"名称,类别,所属站点,入库日期\n旧书屋,农家书屋,{station},2021-03-05\n")).Counts());
        Assert.Equal((1, 0, 0, 1), (await running.ImportAsync("venues", county, $"名称,类别,所属站点,入库日期,设备,资源来源,纬度,经度\n新书屋,农家书屋,{station},2021-03-05,投影仪,县文旅局移交,38.08543,113.41223\n错书屋,农家书屋,{station},2021-03-05,,,38.08543,\n")).Counts());
        var made = (await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = county, Query = "新书屋" }, running.Visitor(county))).Venues.Single();
        Assert.Equal(("投影仪", "县文旅局移交", 113.41223), (made.Equipment, made.Source, made.Position.Longitude));
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("venues", county, await running.TextAsync(HttpMethod.Get, "/api/exports/venues", county))).Counts());
    }

    [Fact]
    public async Task A_countys_own_platforms_and_kinds_are_told_by_its_words_and_counted_by_them()
    {
        const string county = "141925", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        await running.Dictionaries().AdoptWordsAsync(new AdoptWordsRequest(), office);
        var health = await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.Platform, Text = "卫生健康", Aliases = { "卫生", "健康服务" }, Note = "县卫健局", ValidFrom = "2021-01-01" }, office);
        await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.VenueKind, Text = "农家书屋", Aliases = { "书屋" } }, office);
        var form = new CreateVenueRequest { Site = station, Name = "卫生室", Kind = "书屋", Use = VenueUse.Own, IntegratedOn = "2021-03-05", Platforms = { VenuePlatform.Culture }, LocalPlatforms = { "卫生平台", "体育", "健康服务" } };
        Assert.Equal("UNKNOWN_WORD", await Refusing.ReasonAsync(running.Venues.CreateVenueAsync(new CreateVenueRequest(form) { LocalPlatforms = { "便民" } }, office)));
        var made = await running.Venues.CreateVenueAsync(form, office);
        Assert.Equal(("农家书屋", "Culture Sport", "卫生健康"), (made.Kind, string.Join(' ', made.Platforms), string.Join(' ', made.LocalPlatforms)));
        Assert.Equal((1, 0, 0, 1), (await running.ImportAsync("venues", county, $"名称,类别,所属站点,入库日期,平台\n讲堂,道德讲堂,{county}001002,2021-04-01,理论政策、卫生\n错堂,道德讲堂,{station},2021-04-01,便民\n")).Counts());
        Assert.Equal(["Culture 1", "Sport 1", "Theory 1", "卫生健康 2"], await running.FigureAsync("venues.platforms", county));
        Assert.Equal(["Culture 1", "Sport 1", "卫生健康 1"], await running.FigureAsync("venues.platforms", county, "2021-03-31"));

        var all = await running.Venues.GetPlatformCoverageAsync(new GetPlatformCoverageRequest { Prefix = county }, running.Visitor(county));
        Assert.Equal(["卫生健康 2 2 县卫健局"], all.LocalPlatforms.Select(each => $"{each.Word} {each.Sites} {each.Venues} {each.LeadUnit}"));
        Assert.Equal(0, all.WithAll);
        Assert.Equal(["讲堂", "卫生室"], (await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = county, LocalPlatform = "卫生健康" }, running.Visitor(county))).Venues.Select(venue => venue.Name).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["卫生健康"], (await running.Venues.ListSitePlatformsAsync(new ListSitePlatformsRequest { Prefix = station }, running.Visitor(county))).Sites.Single().LocalPlatforms);
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("venues", county, await running.TextAsync(HttpMethod.Get, "/api/exports/venues", county))).Counts());

        // A word that has ended is borne on, and not said of another venue.
        await running.Dictionaries().EndWordAsync(new EndWordRequest { Id = health.Id, ValidTo = "2021-12-31" }, office);
        form.LocalPlatforms.Remove("卫生平台");
        Assert.Equal("UNKNOWN_WORD", await Refusing.ReasonAsync(running.Venues.CreateVenueAsync(new CreateVenueRequest(form) { Name = "另一间" }, office)));
        made = await running.Venues.UpdateVenueAsync(new UpdateVenueRequest { Id = made.Id, Version = made.Version, Name = made.Name, Kind = made.Kind, Use = made.Use, Platforms = { VenuePlatform.Sport }, LocalPlatforms = { made.LocalPlatforms } }, office);
        await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = made.Id, WithdrawnOn = "2022-06-01", Reason = "改建" }, office);
        Assert.Equal(["Sport 1", "Theory 1", "卫生健康 2"], await running.FigureAsync("venues.platforms", county, "2022-05-31"));
        Assert.Equal(["Theory 1", "卫生健康 1"], await running.FigureAsync("venues.platforms", county));
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}001002", ClosedOn = "2023-01-01", Successor = station, Reason = "撤并" }, office);
        await running.FiguresAgreeAsync(county);
    }

    async Task<Venue> VenueAsync(string name, string site, Grpc.Core.Metadata office, params VenuePlatform[] platforms) =>
        await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = site, Name = name, Kind = "文化活动室", Use = VenueUse.Own, IntegratedOn = "2021-03-05", Platforms = { platforms } }, office);

    async Task<List<string>> ListAsync(ListSitePlatformsRequest request)
    {
        var (codes, page) = (new List<string>(), new ListSitePlatformsRequest(request) { PageSize = 1 });
        do
        {
            var answer = await running.Venues.ListSitePlatformsAsync(page, running.Visitor(request.Prefix[..6]));
            codes.AddRange(answer.Sites.Select(site => site.Site));
            page.PageToken = answer.NextPageToken;
        } while (page.PageToken.Length > 0);
        return codes;
    }
}
