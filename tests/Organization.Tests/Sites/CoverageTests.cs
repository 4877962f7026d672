using CivPractice.Organization.V1;
using CivPractice.Testing;
using DivisionRow = CivPractice.Organization.Sites.Division;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>Coverage counts divisions that have their own site, and no surplus of branches.</summary>
public sealed class CoverageTests(OrganizationRunning running)
{
    const string headings = "代码,名称,层级,挂牌日期,停用日期,并入站点";

    [Theory]
    [InlineData("2020-01-01", "", "", "2020-01-01", "")]
    [InlineData("2017-05-01", "", "", "2018-01-01", "")]
    [InlineData("2020-01-01", "2022-06-30", "", "2020-01-01", "2022-06-30")]
    [InlineData("2020-01-01", "2022-06-30", "2021-03-01", "2020-01-01", "2021-03-01")]
    [InlineData("2022-01-01", "", "2021-03-01", "", "")]
    public void A_division_is_covered_while_both_it_and_its_site_stand(string opened, string closed, string until, string from, string before)
    {
        var division = new DivisionRow { County = "140906", Code = "140906001001", Name = "大村", TierDue = Tier.Station, Since = DivisionRow.Beginning };
        if (until.Length > 0) division.Abolish(DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        var days = division.Covered(Tier.Station, DateOnly.Parse(opened, System.Globalization.CultureInfo.InvariantCulture), closed.Length == 0 ? null : DateOnly.Parse(closed, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((from, before), days is { } found ? ($"{found.From:yyyy-MM-dd}", found.Before == DateOnly.MaxValue ? "" : $"{found.Before:yyyy-MM-dd}") : ("", ""));
        Assert.Null(division.Covered(Tier.Institute, DivisionRow.Beginning, null));
    }

    [Fact]
    public async Task A_branch_hides_no_village_without_a_station_on_any_day()
    {
        const string county = "140906", big = $"{county}001001", small = $"{county}001002", bare = $"{county}001003";
        // Divisions and sites, in whatever order they are told.
        await running.ImportAsync("divisions", county, $"代码,名称,应建层级,起始日期,撤销日期\n{county},某县,中心,,\n{county}001,某镇,所,,\n{big},大村,站,,\n{bare},新村,站,2021-01-01,\n");
        Assert.Equal((6, 0), ((await running.ImportAsync("sites", county, $"""
            {headings}
            {county},某县中心,中心,2019-10-01,,
            {county}001,某镇所,所,2019-10-01,,
            {big},大村站,站,2020-01-01,,
            {big}P01,大村分站,站,2020-03-01,,
            {big}P02,大村二分站,站,2020-03-01,,
            {small},小村站,站,2020-01-01,,
            """)).Added, 0));
        await running.ImportAsync("divisions", county, $"代码,名称,应建层级,起始日期,撤销日期\n{small},小村,站,,\n");
        var office = running.Service.As(Importing.Office(county));
        async Task<(long Covered, long Due, long Sites)> AsOf(string day) => (await running.StockAsync(county, "divisions.covered", day, dimension: "Station"), await running.StockAsync(county, "divisions.due", day, dimension: "Station"), await running.StockAsync(county, "sites.running", day, dimension: "Station"));

        Assert.Equal((2, 2, 4), await AsOf("2020-12-31"));
        // As many stations as villages, and more: one village has none.
        Assert.Equal((2, 3, 4), await AsOf("2021-12-31"));
        Assert.Equal([bare], (await running.Sites.ListDivisionsAsync(new ListDivisionsRequest { Prefix = county, UncoveredOnly = true }, office)).Divisions.Select(each => each.Code));
        Assert.Equal(4, (await running.Sites.ListDivisionsAsync(new ListDivisionsRequest { Prefix = county, CoveredOnly = true }, office)).Divisions.Count);

        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = bare, Name = "新村站", Tier = Tier.Station, OpenedOn = "2022-02-01" }, office);
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = small, ClosedOn = "2022-05-01", Successor = big, Reason = "撤并" }, office);
        Assert.Equal(((2, 3, 4), (3, 3, 5), (2, 3, 4)), (await AsOf("2022-01-31"), await AsOf("2022-02-01"), await AsOf("2022-05-01")));
        await running.ImportAsync("divisions", county, $"代码,名称,应建层级,起始日期,撤销日期\n{small},小村,站,,2022-05-01\n{bare},新村,站,,2023-01-01\n");
        Assert.Equal(((2, 2, 4), (1, 1, 4)), (await AsOf("2022-12-31"), await AsOf("2023-01-01")));
        await running.FiguresAgreeAsync(county);
    }
}
