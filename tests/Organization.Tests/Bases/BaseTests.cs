using CivPractice.Organization.V1;
using static CivPractice.Organization.Tests.CivicClients;

namespace CivPractice.Organization.Tests.Bases;

public sealed class BaseTests(OrganizationRunning running)
{
    [Fact]
    public async Task Bases_come_by_a_file_under_the_countys_word_for_their_theme_and_count_from_their_plaque()
    {
        const string county = "141031";
        var office = await running.OpenCountyAsync(county);
        await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.Theme, Text = "农业研学", Aliases = { "劳动研学" } }, office);
        var file = $"""
            名称,主题,所属站点,批次,依托单位,地址,授牌日期
            某纪念馆,红色教育,{county},首批,文物中心,,2020-06-01
            东沟研学基地,劳动研学,{county}001001,首批,合作社,东沟,2021年6月
            东沟研学基地,农业研学,{county}001002,,,,2021-06
            无处基地,红色教育,{county}999,,,,2021-06
            """;
        var done = await running.ImportAsync("bases", county, file);
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(["4 名称 TWICE_IN_FILE", "5 所属站点 UNKNOWN_SITE"], done.Faults.Said().Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("bases", county, file)).Counts());
        Assert.Equal(["农业研学 1", "红色教育 1"], await running.FigureAsync("bases", county));
        Assert.Equal(["红色教育 1"], await running.FigureAsync("bases", county, to: "2021-05-31"));

        var farm = (await running.Bases().ListBasesAsync(new ListBasesRequest { Prefix = $"{county}001", Theme = "农业研学" }, running.Visitor(county))).Bases.Single();
        Assert.Equal(("2021-06", "首批", "合作社"), (farm.PlaqueOn, farm.Batch, farm.HostUnit));
        await running.Bases().WithdrawBaseAsync(new WithdrawBaseRequest { Id = farm.Id, WithdrawnOn = "2023-01-01", Reason = "停办" }, office);
        Assert.Equal(["红色教育 1"], await running.FigureAsync("bases", county));
        Assert.Equal("BASE_WITHDRAWN", await ReasonAsync(running.Bases().WithdrawBaseAsync(new WithdrawBaseRequest { Id = farm.Id, Reason = "再停" }, office)));
        Assert.Single((await running.Bases().ListBasesAsync(new ListBasesRequest { Prefix = county, PageSize = 1 }, office)).Bases);
        Assert.Equal("BASE_EXISTS", await ReasonAsync(running.Bases().CreateBaseAsync(new CreateBaseRequest { Site = county, Name = "某纪念馆", Theme = "红色教育", PlaqueOn = "2022" }, office)));
        Assert.Equal("DATE_IN_FUTURE", await ReasonAsync(running.Bases().CreateBaseAsync(new CreateBaseRequest { Site = county, Name = "未来馆", Theme = "红色教育", PlaqueOn = "2150-01" }, office)));
    }
}
