using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Exports;

public sealed class SiteExportTests(OrganizationRunning running)
{
    [Fact]
    public async Task Sites_go_out_with_the_columns_of_their_import()
    {
        const string county = "140341";
        var office = Callers.Staff(Role.CenterOffice, county: county);
        await running.Sites.CreateSiteAsync(new() { Code = county, Name = "测试县中心", Tier = V1.Tier.Center, OpenedOn = "2019-01-01", Phone = "0353-1234567", ShortName = "县中心", FloorArea = 1200, Position = new() { Latitude = 38.08543, Longitude = 113.41223 } }, running.Service.As(office));
        await running.Sites.CreateSiteAsync(new() { Code = county + "001", Name = "测试镇所", Tier = V1.Tier.Institute, OpenedOn = "2019-05-01", Neighbourhoods = 3, Residents = 4000, Seats = 40 }, running.Service.As(office));
        await running.Sites.CloseSiteAsync(new() { Code = county + "001", ClosedOn = "2022-06-30", Successor = county, Reason = "撤并" }, running.Service.As(office));

        Assert.Equal(
        [
            "代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点,纬度,经度,城乡类型,座位数,状态,简称,建筑面积", $"{county},测试县中心,中心,,0353-1234567,,2019-01-01,0,0,,,38.08543,113.41223,,0,运行,县中心,1200", $"{county}001,测试镇所,所,,,,2019-05-01,3,4000,2022-06-30,{county},,,乡镇,40,停用,,0",
        ], await LinesAsync("", office));
        Assert.Equal(2, (await LinesAsync("?tier=INSTITUTE&status=CLOSED", office)).Length);
        Assert.Single(await LinesAsync("?query=没有", office));
    }

    async Task<string[]> LinesAsync(string query, Caller by)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/sites{query}", by));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
