using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Organization.Tests;

/// <summary>More of the service's clients, and a county with sites to work at.</summary>
static class CivicClients
{
    public static V1.Honours.HonoursClient Honours(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Bases.BasesClient Bases(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Dictionaries.DictionariesClient Dictionaries(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Bookings.BookingsClient Bookings(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Creation.CreationClient Creation(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Visits.VisitsClient Visits(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Livelihood.LivelihoodClient Livelihood(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.Nearby.NearbyClient Nearby(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.SiteStars.SiteStarsClient Stars(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.SiteHistory.SiteHistoryClient History(this OrganizationRunning running) => new(running.Service.Channel);
    public static V1.News.NewsClient News(this OrganizationRunning running) => new(running.Service.Channel);

    /// <summary>A center, an institute and two stations: 001001 and 001002.</summary>
    public static async Task<Metadata> OpenCountyAsync(this OrganizationRunning running, string county)
    {
        Assert.Equal(4, (await running.ImportAsync("sites", county, $"""
            代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点
            {county},某县中心,中心,,,,2019-10-01,,,,
            {county}001,某镇所,所,,,,2019-10-01,,,,
            {county}001001,大村站,站,,,,2020-01-01,,,,
            {county}001002,小村站,站,,,,2020-01-01,,,,
            """)).Added);
        return running.Service.As(Importing.Office(county));
    }

    public static Metadata Visitor(this OrganizationRunning running, string county) => running.Service.As(Callers.Visitor(county));

    public static Metadata Clerk(this OrganizationRunning running, string site) => running.Service.As(Callers.Staff(Role.StationClerk, site, site[..6]));

    /// <summary>What a figure says of a county, by dimension: Provincial/山西好人 2.</summary>
    public static async Task<string[]> FigureAsync(this OrganizationRunning running, string measure, string county, string to = "") =>
        [.. (await running.Sites.GetTallyAsync(new Platform.V1.GetTallyRequest { Indicators = { measure }, Prefix = county, To = to, GroupBy = Platform.V1.TallyGrouping.Dimension }, running.Service.As(Importing.Office(county)))).Lines
            .Where(line => line.Value != 0).Select(line => $"{line.Group} {line.Value}".Trim()).Order(StringComparer.Ordinal)];
}
