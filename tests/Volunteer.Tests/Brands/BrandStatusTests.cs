using CivPractice.Testing;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Brands;

/// <summary>A brand is fostered, listed, stopped; only listed days count.</summary>
public sealed class BrandStatusTests(VolunteerRunning running)
{
    V1.Brands.BrandsClient Brands => new(running.Service.Channel);

    [Fact]
    public async Task Only_the_days_as_a_listed_brand_count_and_the_list_as_of_a_day_agrees()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], running.Service.As(Office(station[..6])));
        var project = Guid.NewGuid().ToString();
        var brand = await Brands.CreateBrandAsync(new() { Name = "春苗", Level = BrandLevel.CountyBrand, Site = station, Since = "2020-01-01", Status = BrandStatus.Fostered, ProjectIds = { project } }, office);
        Assert.Equal((BrandStatus.Fostered, project), (brand.Status, brand.ProjectIds.Single()));
        Assert.Equal("SAME_STATUS", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Fostered }, office))).Reason);
        Assert.Equal("BEFORE_LAST_STEP", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Listed, Since = "2019-12-31" }, office))).Reason);
        await Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Listed, Since = "2021-03-05" }, office);
        Assert.Equal("REQUIRED", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Stopped, Since = "2022-06-01" }, office))).Reason);
        await Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Stopped, Since = "2022-06-01", Reason = "项目结束" }, office);
        Assert.Equal("FOSTERED_ONCE", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Fostered }, office))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Listed }, running.Service.As(Clerk(county))))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Listed }, running.Service.As(Office(Callers.B))))).Reason);

        Assert.Equal([$"2021-03-05 {station} CountyBrand 1", $"2022-06-01 {station} CountyBrand -1"], await running.TallyAsync("brands", county));
        async Task<int> AsOfAsync(string day) => (await Brands.ListBrandsAsync(new() { To = day }, running.Service.As(Callers.Visitor(county)))).Brands.Count;
        Assert.Equal((0, 1, 1, 0), (await AsOfAsync("2021-03-04"), await AsOfAsync("2021-03-05"), await AsOfAsync("2022-05-31"), await AsOfAsync("2022-06-01")));
        var read = (await Brands.ListBrandsAsync(new() { Status = BrandStatus.Stopped }, running.Service.As(Callers.Visitor(county)))).Brands.Single();
        Assert.Equal(["Fostered 2020-01-01 ", "Listed 2021-03-05 ", "Stopped 2022-06-01 项目结束"], read.Steps.Select(step => $"{step.Status} {step.Since} {step.Reason}"));

        Assert.Equal((1, 0, 0, 1), (await new FileImport(running.Service, "brands").TakeAsync(Office(county), $"名称,级别,所属站点,起始日期,状态\n新芽,县级,{station},2023-01-01,培育中\n怪芽,县级,{station},2023-01-01,停用\n")).Counts);
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, $"{station[..^1]}2", "测试站", new DateOnly(2022, 1, 1), new DateOnly(2022, 1, 2), 2));
        await Brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Listed, Since = "2023-01-01" }, office);
        Assert.Equal(1, await running.FigureAsync("brands", county));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }
}
