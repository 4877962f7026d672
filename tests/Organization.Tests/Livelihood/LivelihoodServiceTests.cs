using CivPractice.Organization.V1;
using CivPractice.Platform;
using static CivPractice.Organization.Tests.CivicClients;

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
        Assert.Equal("ITEM_EXISTS", await ReasonAsync(running.Livelihood().CreateItemAsync(new CreateItemRequest { Site = county, Year = 2026, Title = "修村道", ResponsibleUnit = "住建局", DueOn = Day(5) }, office)));
        await running.Livelihood().ReportProgressAsync(new ReportProgressRequest { Id = items[0].Id, Progress = "路基已成" }, office);
        await running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[2].Id, Result = "换了 120 盏" }, office);
        await running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[3].Id, FinishedOn = Day(-1), Result = "全村通水" }, office);

        var seen = (await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county, Year = 2026 }, running.Visitor(county))).Items;
        Assert.Equal(["修村道 Running", "换路灯 DoneInTime", "建食堂 Overdue", "通自来水 DoneLate"], seen.Select(item => $"{item.Title} {item.State}"));
        foreach (var state in Enum.GetValues<ItemState>().Where(state => state != 0))
            Assert.Equal([state], (await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county, State = state }, office)).Items.Select(item => item.State));
        Assert.Equal(["4"], await running.FigureAsync("livelihood.items", county, to: Day(30)));
        Assert.Equal(["1"], await running.FigureAsync("livelihood.in-time", county, to: Day(30)));
        Assert.Equal("ITEM_DONE", await ReasonAsync(running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = items[2].Id, Result = "再办一次" }, office)));
        Assert.Equal("PERMISSION_DENIED", await ReasonAsync(running.Livelihood().ReportProgressAsync(new ReportProgressRequest { Id = items[0].Id, Progress = "试" }, running.Clerk($"{county}001001"))));
    }
}
