using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Neighbourhoods;

public sealed class NeighbourhoodTests(OrganizationRunning running)
{
    [Fact]
    public async Task People_are_counted_anew_as_of_a_later_day_and_the_former_number_stays()
    {
        const string county = "141131", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var clerk = running.Service.As(Callers.Staff(Role.StationClerk, site, county));
        var request = new CreateNeighbourhoodRequest { Site = site, Name = "幸福小区", Households = 260, Residents = 700, CountedOn = "2020-11-01" };
        var row = await running.Neighbourhoods.CreateNeighbourhoodAsync(request, clerk);
        Assert.Equal("NEIGHBOURHOOD_EXISTS", await Refusing.ReasonAsync(running.Neighbourhoods.CreateNeighbourhoodAsync(request, clerk)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest(request) { Site = $"{county}001002" }, clerk)));
        row = await running.Neighbourhoods.CountResidentsAsync(new CountResidentsRequest { Id = row.Id, Households = 250, Residents = 650, CountedOn = "2021-11-01" }, clerk);
        Assert.Equal("COUNT_NOT_LATER", await Refusing.ReasonAsync(running.Neighbourhoods.CountResidentsAsync(new CountResidentsRequest { Id = row.Id, Residents = 651, CountedOn = "2021-11-01" }, clerk)));
        Assert.Equal((650, "2021-11-01"), (row.Residents, row.CountedOn));
        Assert.Equal((0, 700, 650), (await running.StockAsync(county, "neighbourhoods.residents", "2020-10-31"), await running.StockAsync(county, "neighbourhoods.residents", "2021-10-31"), await running.StockAsync(county, "neighbourhoods.residents", "2021-12-31", site)));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_neighbourhood_that_is_withdrawn_leaves_the_figures_on_its_day_and_stays_known()
    {
        const string county = "141133", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        var clerk = running.Service.As(Callers.Staff(Role.StationClerk, site, county));
        var row = await running.Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest { Site = site, Name = "幸福小区", Households = 260, Residents = 700, CountedOn = "2020-11-01" }, clerk);
        Assert.Equal("WITHDRAWN_BEFORE_COUNTED", await Refusing.ReasonAsync(running.Neighbourhoods.WithdrawNeighbourhoodAsync(new WithdrawNeighbourhoodRequest { Id = row.Id, WithdrawnOn = "2020-10-31", Reason = "拆迁" }, clerk)));
        row = await running.Neighbourhoods.WithdrawNeighbourhoodAsync(new WithdrawNeighbourhoodRequest { Id = row.Id, WithdrawnOn = "2022-03-01", Reason = "拆迁" }, clerk);
        Assert.Equal(("2022-03-01", "拆迁"), (row.WithdrawnOn, row.WithdrawnReason));
        Assert.Equal((long[])[1, 0, 700, 0], (IEnumerable<long>)await Task.WhenAll(running.StockAsync(county, "neighbourhoods", "2022-02-28"), running.StockAsync(county, "neighbourhoods", "2022-03-01"), running.StockAsync(county, "neighbourhoods.residents", "2022-02-28"), running.StockAsync(county, "neighbourhoods.residents", "2022-03-01")));
        Assert.Equal("NEIGHBOURHOOD_WITHDRAWN", await Refusing.ReasonAsync(running.Neighbourhoods.CountResidentsAsync(new CountResidentsRequest { Id = row.Id, Residents = 1, CountedOn = "2023-11-01" }, clerk)));
        Assert.Equal(["2 小区 NEIGHBOURHOOD_WITHDRAWN"], (await running.ImportAsync("neighbourhoods", county, $"站点,小区,户数,人口,统计日期\n{site},幸福小区,1,1,2023-11-01\n")).Faults.Said());
        Assert.Equal((0, 1), ((await running.Neighbourhoods.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = site }, clerk)).Neighbourhoods.Count, (await running.Neighbourhoods.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = site, WithdrawnToo = true }, clerk)).Neighbourhoods.Count));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_later_list_counts_anew_and_the_same_list_changes_nothing()
    {
        const string county = "141132", site = $"{county}001001";
        await running.OpenCountyAsync(county);
        string File(string day, int first) => $"站点,小区,户数,人口,统计日期\n{site},幸福小区,260,{first},{day}\n{site},和谐花园,,320.0,{day}\n{county}001009,某小区,,1,{day}\n{site},某小区,,很多,{day}\n";
        var done = await running.ImportAsync("neighbourhoods", county, File("2020-11-01", 700));
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(["4 站点 UNKNOWN_SITE", "5 人口 NOT_A_NUMBER"], done.Faults.Said());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("neighbourhoods", county, File("2020-11-01", 710))).Counts());
        Assert.Equal((0, 2, 0, 2), (await running.ImportAsync("neighbourhoods", county, File("2021-11-01", 710))).Counts());
        Assert.Equal((2, 1020, 1030), (await running.StockAsync(county, "neighbourhoods", "2021-12-31"), await running.StockAsync(county, "neighbourhoods.residents", "2020-12-31"), await running.StockAsync(county, "neighbourhoods.residents", "2021-12-31")));
        Assert.Equal((0, 0, 2, 0), (await running.ImportAsync("neighbourhoods", county, await running.TextAsync(HttpMethod.Get, "/api/exports/neighbourhoods", county))).Counts());
        await running.FiguresAgreeAsync(county);
    }
}
