using CivPractice.Activity.V1;

namespace CivPractice.Activity.Tests.Imports;

public sealed class ProjectImportTests(ActivityRunning running)
{
    const string headings = "名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号";

    [Fact]
    public async Task Good_rows_go_in_and_the_same_file_twice_changes_nothing()
    {
        var county = await running.CountyAsync();
        var file = $"""
            {headings}
            邻里修灯,便民利民服务,科技与科普服务,{County.TeamName},{county.Station},独居老人,家家灯都亮,2021-03-05,,QG-1
            乡村夜校,科学理论宣讲,理论,,{county.Code},,,2020年9月,2021-12-31,
            """;
        var first = await county.ImportAsync("projects", file);
        Assert.Equal(((2, 0, 0, 0, 0), 2, 1), (first.Counts, await FigureAsync(county, "projects"), await FigureAsync(county, "projects.registry")));
        Assert.Equal([$"projects 2020-09-01 科学理论宣讲 1", $"projects 2021-03-05 便民利民服务 1", "projects.registry 2021-03-05  1"],
            await county.AskAsync<string>("select measure || ' ' || day || ' ' || dimension || ' ' || n from tally_entry where county = $1 order by 1", county.Code));
        var read = (await county.Projects.ListProjectsAsync(new ListProjectsRequest { Query = "修灯" }, county.As(county.Visitor))).Projects.Single();
        Assert.Equal((county.Station, County.TeamName, "独居老人", "QG-1", ServicePlatform.Science), (read.Site, read.TeamName, read.TargetGroup, read.RegistryNumber, read.Platform));

        Assert.Equal((0, 0, 2, 0, 0), (await county.ImportAsync("projects", file)).Counts);
        Assert.Equal((2, 1), (await FigureAsync(county, "projects"), await FigureAsync(county, "projects.registry")));
    }

    [Fact]
    public async Task A_later_file_completes_the_registry_number_and_the_end()
    {
        var county = await running.CountyAsync();
        await county.ImportAsync("projects", $"{headings}\n邻里修灯,便民利民服务,科技,,{county.Station},,,2021-03-05,,\n");
        var second = await county.ImportAsync("projects", $"{headings}\n邻里修灯,便民利民服务,科技,,{county.Station},,,2021-03-05,2022-03-05,QG-7\n");
        Assert.Equal((0, 1, 0, 0, 1), second.Counts);
        Assert.Equal(["2 名称 ALREADY_REGISTERED"], second.Remarks);
        var row = (await county.Projects.ListProjectsAsync(new ListProjectsRequest(), county.As(county.Visitor))).Projects.Single();
        Assert.Equal(("2022-03-05", "QG-7", ProjectStatus.ProjectEnded), (row.EndsOn, row.RegistryNumber, row.Status));
        Assert.Equal((1, 1), (await FigureAsync(county, "projects"), await FigureAsync(county, "projects.registry")));
    }

    [Fact]
    public async Task Bad_rows_come_back_each_with_its_reason()
    {
        var county = await running.CountyAsync();
        await county.TeamAsync(Guid.CreateVersion7(), "两处都有", Guid.CreateVersion7());
        await county.TeamAsync(Guid.CreateVersion7(), "两处都有", Guid.CreateVersion7());
        await county.SiteAsync(county.Code + "009", "2022-01-01");
        var result = await county.ImportAsync("projects", $"""
            {headings}
            ,便民利民服务,科技,,{county.Station},,,2021-03-05,,
            坏平台,便民利民服务,卫生,,{county.Station},,,2021-03-05,,
            坏站点,便民利民服务,科技,,140322999,,,2021-03-05,,
            没有队,便民利民服务,科技,没有的队,{county.Station},,,2021-03-05,,
            分不清,便民利民服务,科技,两处都有,{county.Station},,,2021-03-05,,
            坏日期,便民利民服务,科技,,{county.Station},,,去年,,
            太早了,便民利民服务,科技,,{county.Station},,,1980-01-01,,
            倒着走,便民利民服务,科技,,{county.Station},,,2021-03-05,2020-01-01,
            停用了,便民利民服务,科技,,{county.Code}009,,,2021-03-05,,
            好项目,便民利民服务,科技,,{county.Station},,,2021-03-05,,QG-1
            好项目,便民利民服务,科技,,{county.Station},,,2021-03-05,,
            撞编号,便民利民服务,科技,,{county.Station},,,2021-03-05,,QG-1
            """);
        Assert.Equal(
        [
            "2 名称 REQUIRED", "3 平台 UNKNOWN_WORD", "4 所属站点 UNKNOWN_SITE", "5 队伍 UNKNOWN_TEAM", "6 队伍 AMBIGUOUS_TEAM", "7 开始日期 INVALID_DATE", "8 开始日期 OUT_OF_RANGE",
            "9 结束日期 ENDS_BEFORE_START", "10 所属站点 SITE_CLOSED", "12 名称 TWICE_IN_FILE", "13 全国系统编号 REGISTRY_NUMBER_TAKEN",
        ], result.Faults);
        Assert.Equal((1, 0, 0, 11, 0), result.Counts);
    }

    [Fact]
    public async Task At_a_merged_site_it_goes_to_the_last_successor_and_is_found_there_again()
    {
        var county = await running.CountyAsync();
        var (old, next) = (county.Code + "007", county.Code + "008");
        await county.SiteAsync(old);
        var file = $"{headings}\n邻里修灯,便民利民服务,科技,,{old},,,2021-03-05,,\n";
        Assert.Equal((1, 0, 0, 0, 0), (await county.ImportAsync("projects", file)).Counts);
        await county.SqlAsync("update known_site set closed_on = '2022-01-01', successor = $2 where code = $1", old, next);
        await county.SiteAsync(next, "2023-01-01", county.Station);
        // What came in before the merger is known; what comes in now goes where the work goes on.
        var later = await county.ImportAsync("projects", $"{file}邻里陪诊,健康生活指导,科技,,{old},,,2021-03-05,,\n");
        Assert.Equal((1, 0, 1, 0, 1), later.Counts);
        Assert.Equal($"“{old}”已并入“{county.Station}”,已记到“{county.Station}”", later.Job.Remarks!.Single().Message);
        Assert.Equal(["3 所属站点 SITE_MERGED"], later.Remarks);
        Assert.Equal([county.Station], await county.AskAsync<string>("select site from project where county = $1 and name = '邻里陪诊'", county.Code));
        Assert.Equal((0, 0, 2, 0, 0), (await county.ImportAsync("projects", $"{file}邻里陪诊,健康生活指导,科技,,{old},,,2021-03-05,,\n")).Counts);
    }

    static async Task<long> FigureAsync(County county, string name) => (await county.FiguresAsync())[name];
}
