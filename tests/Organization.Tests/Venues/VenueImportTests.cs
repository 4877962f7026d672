using CivPractice.Organization.V1;
using CivPractice.Platform.Imports;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Venues;

/// <summary>A county's own list of venues comes in by a file.</summary>
public sealed class VenueImportTests(OrganizationRunning running)
{
    static readonly string[] headings = ["名称", "类别", "所属站点", "产权单位", "使用方式", "平台", "地址", "座位数", "面积", "开放时间", "联系电话", "入库日期"];

    [Fact]
    public async Task An_xlsx_goes_in_once_and_what_merged_lives_on_at_the_successor()
    {
        const string county = "140921";
        await SitesAsync(county);
        string[][] rows =
        [
            ["农家书屋", "农家书屋", "140921001001", "村委会", "自有", "文化、教育服务", "村委会二层", "20", "60.5", "", "138 0013 8000", "2021年3月5日"],
            ["农家书屋", "农家书屋", "140921001002", "村委会", "共享", "文化", "", "", "", "", "", "2020-05-01"],
            ["农家书屋", "农家书屋", "140921001001", "村委会", "", "", "", "", "", "", "", "2021-03-05"],
            ["广场", "文化广场", "140921001003", "", "", "", "", "", "", "", "", "2021-03-05"],
            ["广场", "文化广场", "140921001009", "", "", "", "", "", "", "", "", "2021-03-05"],
            ["堂", "", "140921001001", "", "租用", "文化、天文", "", "很多", "", "", "", "明天"],
            ["窑洞书吧", "窑洞书吧", "140921001001", "", "", "", "", "", "", "", "", "44260"],
        ];
        using var xlsx = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(xlsx, headings, rows.ToAsyncEnumerable(), default);
        var done = await running.ImportAsync("venues", county, xlsx.ToArray());
        Assert.Equal((3, 0, 0, 4), done.Counts());
        Assert.Equal(["3 所属站点 SITE_MERGED"], done.Remarks.Said());
        Assert.Equal("“140921001002”已并入“140921001001”,已记到“140921001001”", done.Remarks![0].Message);
        Assert.Equal(new[] { "4 名称 TWICE_IN_FILE", "5 所属站点 SITE_CLOSED", "6 所属站点 UNKNOWN_SITE", "7 名称 REQUIRED", "7 类别 REQUIRED", "7 使用方式 UNKNOWN_VALUE", "7 平台 UNKNOWN_WORD", "7 座位数 NOT_A_NUMBER", "7 入库日期 INVALID_DATE" }.Order(), done.Faults.Said().Order());

        Assert.Equal((0, 0, 3, 4), (await running.ImportAsync("venues", county, xlsx.ToArray())).Counts());
        var venues = (await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = county }, running.Service.As(Callers.Visitor(county)))).Venues;
        Assert.Equal(["140921001001 农家书屋 Own 2021-03-05", "140921001001 农家书屋 Shared 2020-05-01", "140921001001 窑洞书吧 Own 2021-03-05"],
            venues.Select(venue => $"{venue.Site} {venue.Name} {venue.Use} {venue.IntegratedOn}").Order(StringComparer.Ordinal));
        var full = venues.Single(venue => venue is { Use: VenueUse.Own, Kind: "农家书屋" });
        Assert.Equal((20, 61, "13800138000", "村委会二层"), (full.Seats, full.Area, full.Phone, full.Address));
        Assert.Equal([VenuePlatform.Education, VenuePlatform.Culture], full.Platforms);
        Assert.Equal("3 3 1", await running.AskAsync<string>($"select (select sum(n) from tally_entry where county = '{county}' and measure = 'venues.pool') || ' ' || (select sum(n) from tally_year where county = '{county}' and measure = 'venues.pool' and year = 9999) || ' ' || (select sum(n) from tally_entry where county = '{county}' and measure = 'venues.pool' and day = '2020-05-01')"));
    }

    [Fact]
    public async Task What_left_the_pool_does_not_come_back_and_what_merged_later_comes_once()
    {
        const string county = "140922";
        await SitesAsync(county);
        var file = $"{string.Join(',', headings)}\n道德讲堂,道德讲堂,{county}001001,,,,,,,,,2021-03-05\n大喇叭,大喇叭,{county}001001,,,,,,,,,2021-03-05\n";
        Assert.Equal((2, 0, 0, 0), (await running.ImportAsync("venues", county, file)).Counts());
        var hall = (await running.Venues.ListVenuesAsync(new ListVenuesRequest { Kind = "道德讲堂" }, running.Service.As(Callers.Visitor(county)))).Venues.Single();
        await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = hall.Id, Reason = "停用" }, running.Service.As(Importing.Office(county)));
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}001001", ClosedOn = "2024-01-01", Successor = $"{county}001", Reason = "撤并" }, running.Service.As(Importing.Office(county)));
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("venues", county, file)).Counts());
    }

    [Fact]
    public async Task The_template_imports_as_it_is()
    {
        const string county = "140923";
        await SitesAsync(county);
        var template = (await running.TextAsync(HttpMethod.Get, "/api/imports/venues/template", county)).Replace("140322100801", $"{county}001001", StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), (await running.ImportAsync("venues", county, template)).Counts());
    }

    /// <summary>A township with three villages: one merged into the first, one given up.</summary>
    async Task SitesAsync(string county) => Assert.Equal(5, (await running.ImportAsync("sites", county, $"""
        代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点
        {county},某县中心,中心,,,,2019-10-01,,,,
        {county}001,某镇所,所,,,,2019-10-01,,,,
        {county}001001,大村站,站,,,,2020-01-01,,,,
        {county}001002,小村站,站,,,,2020-01-01,,,2021-06-30,{county}001001
        {county}001003,荒村站,站,,,,2020-01-01,,,2021-06-30,
        """)).Added);
}
