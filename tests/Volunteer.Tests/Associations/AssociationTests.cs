using CivPractice.Testing;
using CivPractice.Volunteer.Tests.Imports;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Associations;

/// <summary>Associations and brands: by hand, by a file, as figures.</summary>
public sealed class AssociationTests(VolunteerRunning running)
{
    V1.Associations.AssociationsClient Associations => new(running.Service.Channel);
    V1.Brands.BrandsClient Brands => new(running.Service.Channel);

    [Fact]
    public async Task An_association_is_entered_once_told_to_others_and_read_by_everybody()
    {
        var county = (await running.CountyAsync())[..6];
        var form = new CreateAssociationRequest { Number = "SH-1", Name = "爱心协会", Kind = AssociationKind.RegisteredAssociation, Site = county, Supervisor = "民政局", FoundedOn = "2012-03-05", Purpose = "扶老" };
        await Associations.CreateAssociationAsync(form, running.Service.As(Office(county)));
        Assert.Equal("ASSOCIATION_EXISTS", (await RefusedAsync(Associations.CreateAssociationAsync(form, running.Service.As(Office(county))))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Associations.CreateAssociationAsync(form, running.Service.As(Clerk(county))))).Reason);
        // A number is a part of an address: no slash, which would begin another part; what can be written as a part may stay.
        foreach (var bad in new[] { "民证2021/3", "民证2021\\3", ".." })
            Assert.Equal("INVALID_NUMBER", (await RefusedAsync(Associations.CreateAssociationAsync(new(form) { Number = bad }, running.Service.As(Office(county))))).Reason);
        foreach (var odd in new[] { "民证2021#3", "A?1" })
        {
            await Associations.CreateAssociationAsync(new(form) { Number = odd }, running.Service.As(Office(county)));
            using var found = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/associations/{Uri.EscapeDataString(odd)}", Callers.Visitor(county)));
            Assert.True(found.IsSuccessStatusCode, await found.Content.ReadAsStringAsync());
        }
        var read = await Associations.GetAssociationAsync(new() { Number = "SH-1" }, running.Service.As(Callers.Visitor(county)));
        Assert.Equal(("爱心协会", "民政局", "2012-03-05", county), (read.Name, read.Supervisor, read.FoundedOn, read.Site));
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Associations.GetAssociationAsync(new() { Number = "SH-1" }, running.Service.As(Callers.Visitor(Callers.B))))).Reason);
        Assert.Equal(1, await running.AskAsync<long>($"select count(*) from outbox_message where county = '{county}' and type = 'CivPractice.Volunteer.V1.AssociationsChanged' and body like '%SH-1%'"));
    }

    [Fact]
    public async Task A_file_of_associations_twice_changes_nothing_and_bad_rows_come_back()
    {
        var county = (await running.CountyAsync())[..6];
        var file = $"登记证号,名称,已登记,所属站点,业务主管单位,成立日期,宗旨\nSH-1,爱心协会,是,{county},民政局,2012-03-05,扶老\n,无号协会,否,{county},,2012-03-05,\nSH-3,远方协会,否,140322999,,2012-03-05,\nSH-4,将来协会,否,{county},,2099-03-05,\nSH-1,爱心协会,是,{county},,2012-03-05,\nSH/5,斜杠协会,否,{county},,2012-03-05,\n";
        var import = new FileImport(running.Service, "associations");
        var done = await import.TakeAsync(Office(county), file);
        Assert.Equal((1, 0, 0, 5), done.Counts);
        Assert.Contains("7 登记证号 INVALID_NUMBER", done.Why);
        Assert.Equal((0, 0, 1, 5), (await import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal([$"2012-03-05 {county}  1"], await running.TallyAsync("associations", county));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task A_brand_has_owner_level_story_and_projects_and_counts_by_level()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        var team = await running.Teams.CreateTeamAsync(new() { Name = "红马甲队", Category = "便民利民服务", Site = station, FoundedOn = "2020-01-01" }, running.Service.As(Office(county)));
        var brand = await Brands.CreateBrandAsync(new() { Name = "邻里红马甲", Level = BrandLevel.CityBrand, Site = station, TeamId = team.Id, Since = "2020-05-04", Story = "从一件红马甲说起", Projects = { "邻里修灯" } }, running.Service.As(Office(county)));
        Assert.Equal(("红马甲队", "邻里修灯", 1), (brand.TeamName, brand.Projects.Single(), brand.Version));
        Assert.Equal("BRAND_EXISTS", (await RefusedAsync(Brands.CreateBrandAsync(new() { Name = "邻里红马甲", Level = BrandLevel.CityBrand, Site = station, Since = "2020-05-04" }, running.Service.As(Office(county))))).Reason);
        Assert.Equal("CHANGED_MEANWHILE", (await RefusedAsync(Brands.UpdateBrandAsync(new() { Id = brand.Id, Story = "改", Version = 9 }, running.Service.As(Office(county))))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Brands.UpdateBrandAsync(new() { Id = brand.Id, Story = "改" }, running.Service.As(Clerk(county))))).Reason);
        await Brands.UpdateBrandAsync(new() { Id = brand.Id, Story = "后来", Projects = { "邻里修灯", "邻里陪诊" }, Awards = "市优秀", Version = 1 }, running.Service.As(Office(county)));
        var read = await Brands.GetBrandAsync(new() { Id = brand.Id }, running.Service.As(Callers.Visitor(county)));
        Assert.Equal(("后来", 2, "市优秀"), (read.Story, read.Projects.Count, read.Awards));

        var file = $"名称,级别,所属站点,队伍,起始日期,品牌故事,项目,获奖\n春雨课堂,省级,{station},,2021-03-05,,田间课堂、夜校,\n晚晴小院,镇级,{station},,2021-03-05,,,\n阳光驿站,县级,{station},没有的队,2021-03-05,,,\n邻里红马甲,市级,{station},,2021-03-05,,,\n";
        var import = new FileImport(running.Service, "brands");
        Assert.Equal((1, 0, 1, 2), (await import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal((0, 0, 2, 2), (await import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal([$"2020-05-04 {station} CityBrand 1", $"2021-03-05 {station} ProvinceBrand 1"], await running.TallyAsync("brands", county));
        Assert.Equal(["邻里红马甲"], (await Brands.ListBrandsAsync(new() { To = "2020-12-31" }, running.Service.As(Callers.Visitor(county)))).Brands.Select(each => each.Name));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }
}
