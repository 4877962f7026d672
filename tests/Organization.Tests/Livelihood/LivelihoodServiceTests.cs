using CivPractice.Organization.V1;
using CivPractice.Platform;

namespace CivPractice.Organization.Tests.Livelihood;

public sealed class LivelihoodServiceTests(OrganizationRunning running)
{
    static string Day(int days) => ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(days));

    [Fact]
    public async Task Whether_it_was_in_time_follows_from_the_days()
    {
        const string county = "141071";
        var office = await running.OpenCountyAsync(county);
        var items = new List<LivelihoodItem>();
        foreach (var (title, due) in new[] { ("修村道", 5), ("建食堂", -5), ("换路灯", 3), ("通自来水", -9) })
            items.Add(await running.Livelihood().CreateItemAsync(new CreateItemRequest { Site = county, Year = 2026, Title = title, ResponsibleUnit = "住建局", DueOn = Day(due) }, office));
        Assert.Equal("ITEM_EXISTS", await Refusing.ReasonAsync(running.Livelihood().CreateItemAsync(new CreateItemRequest { Site = county, Year = 2026, Title = "修村道", ResponsibleUnit = "住建局", DueOn = Day(5) }, office)));
        await running.Livelihood().ReportProgressAsync(new ReportProgressRequest { Id = items[0].Id, Progress = "路基已成" }, office);
        await running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[2].Id, Result = "换了 120 盏" }, office);
        await running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[3].Id, FinishedOn = Day(-1), Result = "全村通水" }, office);

        var seen = (await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county, Year = 2026 }, running.Visitor(county))).Items;
        Assert.Equal(["修村道 Running", "换路灯 DoneInTime", "建食堂 Overdue", "通自来水 DoneLate"], seen.Select(item => $"{item.Title} {item.State}"));
        foreach (var state in Enum.GetValues<ItemState>().Where(state => state != 0))
            Assert.Equal([state], (await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county, State = state }, office)).Items.Select(item => item.State));
        Assert.Equal(["4"], await running.FigureAsync("livelihood.items", county, to: Day(30)));
        Assert.Equal(["1"], await running.FigureAsync("livelihood.in-time", county, to: Day(30)));
        Assert.Equal("ITEM_DONE", await Refusing.ReasonAsync(running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[2].Id, Result = "再办一次" }, office)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Livelihood().ReportProgressAsync(new ReportProgressRequest { Id = items[0].Id, Progress = "试" }, running.Clerk($"{county}001001"))));
    }

    [Fact]
    public async Task A_list_brings_promises_and_a_later_one_their_results()
    {
        const string county = "141072";
        await running.OpenCountyAsync(county);
        string File(string end) => $"年份,事项,责任单位,完成时限,站点,办结日期,结果\n2021年,改造老旧小区,住建局,2021年11月30日,,{end}\n2021,修村道,交通局,2021-06-30,{county}001001,,\n2021,修村道,交通局,2021-06-30,,,\n2021,没有单位,,某天,{county}009,2199-01-01,\n";
        var done = await running.ImportAsync("livelihood", county, File(","));
        Assert.Equal((2, 0, 0, 2), done.Counts());
        Assert.Equal(["4 事项 TWICE_IN_FILE", "5 办结日期 DATE_IN_FUTURE", "5 完成时限 INVALID_DATE", "5 站点 UNKNOWN_SITE", "5 结果 REQUIRED", "5 责任单位 REQUIRED"], done.Faults.Said().Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("livelihood", county, File(","))).Counts());
        Assert.Empty(await running.FigureAsync("livelihood.in-time", county));
        Assert.Equal((0, 1, 1, 2), (await running.ImportAsync("livelihood", county, File("2021-11-30,改造 12 个"))).Counts());
        Assert.Equal((0, 0, 2, 2), (await running.ImportAsync("livelihood", county, File("2021-12-30,改造 13 个"))).Counts());
        Assert.Equal(["改造老旧小区 DoneInTime 改造 12 个", "修村道 Overdue "], (await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county }, running.Visitor(county))).Items.Select(item => $"{item.Title} {item.State} {item.Result}"));
        Assert.Equal(["2"], await running.FigureAsync("livelihood.items", county));
        Assert.Equal(["1"], await running.FigureAsync("livelihood.in-time", county));
        await running.FiguresAgreeAsync(county);
    }
}
