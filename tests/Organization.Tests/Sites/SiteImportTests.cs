using System.Text;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using static CivPractice.Organization.Tests.Importing;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>Divisions and sites come in by a county's own files.</summary>
public sealed class SiteImportTests(OrganizationRunning running)
{
    const string headings = "代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点";

    [Fact]
    public async Task Good_rows_go_in_once_and_bad_rows_come_back_with_their_columns()
    {
        const string county = "140901";
        var file = $"""
            {headings}
            140901001001,一社区站,站,,,,2020年1月1日,3,2000.0,,
            140901,矿区中心,中心,文化馆,0353-0220001,周一至周五,2019-10-01,,,,
            140901001,一号街道所,所,,,,20200101,,,,
            140901001002,,站,,,,2020-01-01,三,2000,,
            140311900002,别处站,站,,,,2020-01-01,3,2000,,
            140901002001,孤站,站,,,,2020-01-01,3,2000,,
            140901001003,错层站,所,,call me,,2199-01-01,,,,140901001001
            140901001001,一社区站,站,,,,2020-01-01,3,2000,,
            """;
        var looked = await running.UntilAsync("sites", county, (await running.UploadAsync("sites", county, Encoding.UTF8.GetBytes(file))).Id, "CHECKED");
        string[] found = ["5 名称 REQUIRED", "5 小区数 NOT_A_NUMBER", "6 代码 FOREIGN_SITE", "8 停用日期 REQUIRED", "8 层级 TIER_CODE_MISMATCH", "8 挂牌日期 DATE_IN_FUTURE", "8 电话 INVALID_PHONE"];
        Assert.Equal(found.Order(), looked.Faults.Said().Order());
        Assert.Equal((8, 3, 0), (looked.Rows, looked.Rejected, looked.Added));
        Assert.Equal(0L, await running.AskAsync<long>($"select count(*) from practice_site where county = '{county}'"));

        await running.TextAsync(HttpMethod.Post, $"/api/imports/sites/{looked.Id}/start", county);
        var done = await running.UntilAsync("sites", county, looked.Id, "DONE");
        Assert.Equal((3, 0, 0, 5), done.Counts());
        Assert.Equal(["7 代码 PARENT_MISSING", "9 代码 TWICE_IN_FILE"], done.Faults.Said().Except(found));
        Assert.Contains("和第 2 行是同一个站点", await running.TextAsync(HttpMethod.Get, $"/api/imports/sites/{looked.Id}/rejected", county), StringComparison.Ordinal);
        Assert.Equal("站点 2020-01-01 3 2000", await running.AskAsync<string>("select '站点 ' || opened_on || ' ' || neighbourhoods || ' ' || residents from practice_site where code = '140901001001'"));

        Assert.Equal((0, 0, 3, 5), (await running.ImportAsync("sites", county, file)).Counts());
        Assert.Equal(["Center 1", "Institute 1", "Station 1"], (await RunningAsync(county)).Order());
        Assert.Equal("1 3", await running.AskAsync<string>("select count(*) || ' ' || sum(jsonb_array_length((body::jsonb) -> 'sites')) from outbox_message where type like '%.SitesImported' and county = '140901'"));
        Assert.Equal(0L, await running.AskAsync<long>("select count(*) from outbox_message where type like '%.SiteChanged' and county = '140901'"));
    }

    [Fact]
    public async Task A_merged_village_opens_and_closes_in_one_go_and_leaves_the_figure_on_its_day()
    {
        const string county = "140902";
        var file = $"""
            {headings}
            140902,某县中心,中心,,,,2019-10-01,,,,
            140902001,某镇所,所,,,,2019-10-01,,,,
            140902001001,大村站,站,,,,2020-01-01,,,,
            140902001002,小村站,站,,,,2020-01-01,,,2021-06-30,140902001001
            """;
        Assert.Equal((4, 0, 0, 0), (await running.ImportAsync("sites", county, file)).Counts());
        Assert.Equal((0, 0, 4, 0), (await running.ImportAsync("sites", county, file)).Counts());
        var gone = await running.Sites.GetSiteAsync(new GetSiteRequest { Code = "140902001002" }, running.Service.As(Callers.Visitor(county)));
        Assert.Equal((SiteStatus.Closed, "2021-06-30", "140902001001"), (gone.Status, gone.ClosedOn, gone.Successor));
        Assert.Contains("Station 2", await RunningAsync(county, "2021-06-29"));
        Assert.Contains("Station 1", await RunningAsync(county, "2021-06-30"));
        Assert.Equal("2021-06-30 140902001001 2", await running.AskAsync<string>("""
            select s ->> 'closedOn' || ' ' || (s ->> 'successor') || ' ' || (s ->> 'version') from outbox_message, jsonb_array_elements((body::jsonb) -> 'sites') s
            where type like '%.SitesImported' and county = '140902' and s ->> 'code' = '140902001002'
            """));
    }

    [Fact]
    public async Task A_known_running_site_is_closed_by_its_row()
    {
        const string county = "140903";
        var before = $"{headings}\n140903,某县中心,中心,,,,2019-10-01,,,,\n140903001,甲镇所,所,,,,2019-10-01,,,,\n140903002,乙镇所,所,,,,2019-10-01,,,,\n";
        await running.ImportAsync("sites", county, before);
        var closing = before.Replace("乙镇所,所,,,,2019-10-01,,,,", "乙镇所,所,,,,2019-10-01,,,2023/3/1,140903001", StringComparison.Ordinal);
        Assert.Equal((0, 1, 2, 0), (await running.ImportAsync("sites", county, closing)).Counts());
        Assert.Equal((0, 0, 3, 0), (await running.ImportAsync("sites", county, closing)).Counts());
        Assert.Equal((0, 0, 3, 0), (await running.ImportAsync("sites", county, before)).Counts());
        Assert.Equal(["Center 1", "Institute 1"], (await RunningAsync(county)).Order());
    }

    [Fact]
    public async Task Divisions_come_in_GB18030_and_count_once()
    {
        const string county = "140904";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Encoding.GetEncoding("gb18030").GetBytes("名称,代码,应建层级\n某某县,140904,中心\n某镇,140904001,所\n某村,140904001001,村\n");
        var done = await running.ImportAsync("divisions", county, file);
        Assert.Equal((2, 0, 0, 1), done.Counts());
        Assert.Equal(["4 应建层级 UNKNOWN_VALUE"], done.Faults.Said());
        Assert.Equal((0, 0, 2, 1), (await running.ImportAsync("divisions", county, file)).Counts());
        var due = await running.Sites.GetTallyAsync(new GetTallyRequest { Indicators = { "divisions.due" }, Prefix = county, GroupBy = TallyGrouping.Dimension }, running.Service.As(Office(county)));
        Assert.Equal(["Center 1", "Institute 1"], due.Lines.Select(line => $"{line.Group} {line.Value}").Order());
        Assert.Equal("某镇", (await running.Sites.ListDivisionsAsync(new ListDivisionsRequest { TierDue = Tier.Institute }, running.Service.As(Callers.Visitor(county)))).Divisions.Single().Name);
    }

    [Fact]
    public async Task The_denominator_of_coverage_is_that_of_the_day()
    {
        const string county = "140905";
        string File(string abolished) => $"代码,名称,应建层级,起始日期,撤销日期\n{county},某某县,中心,,\n{county}001,某镇,所,,{abolished}\n{county}002,新镇,所,2021年3月1日,\n{county}003,错镇,所,2021-03-01,2020-01-01\n";
        var done = await running.ImportAsync("divisions", county, File(""));
        Assert.Equal((3, 0, 0, 1), done.Counts());
        Assert.Equal(["5 撤销日期 ABOLISHED_BEFORE_BEGUN"], done.Faults.Said());
        Assert.Equal((0, 1, 2, 1), (await running.ImportAsync("divisions", county, File("2022-06-30"))).Counts());
        Assert.Equal((0, 0, 3, 1), (await running.ImportAsync("divisions", county, File("2022-07-01"))).Counts());
        Assert.Equal((2, 3, 2), (await running.StockAsync(county, "divisions.due", "2021-02-28"), await running.StockAsync(county, "divisions.due", "2022-06-29"), await running.StockAsync(county, "divisions.due", "2022-06-30")));
        await running.FiguresAgreeAsync(county);
    }

    [Theory]
    [InlineData("divisions")]
    [InlineData("sites")]
    [InlineData("venues")]
    public async Task Only_the_office_of_the_whole_county_brings_files(string kind)
    {
        foreach (var caller in new[] { Callers.Staff(Role.StationClerk), Callers.Staff(Role.CenterOffice, Callers.StationA) })
        {
            using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, $"/api/imports/{kind}", caller, new ByteArrayContent([1])));
            Assert.Equal("PERMISSION_DENIED", User.Reason(await answer.Content.ReadAsStringAsync()));
        }
    }

    async Task<IEnumerable<string>> RunningAsync(string county, string on = "") =>
        (await running.Sites.GetTallyAsync(new GetTallyRequest { Indicators = { "sites.running" }, Prefix = county, To = on, GroupBy = TallyGrouping.Dimension }, running.Service.As(Office(county))))
            .Lines.Select(line => $"{line.Group} {line.Value}");
}
