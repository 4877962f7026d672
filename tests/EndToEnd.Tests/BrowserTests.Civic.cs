using System.Text.RegularExpressions;
using CivPractice.Platform;
using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
    [Fact]
    public async Task A_resident_books_a_venue_and_a_clerk_sees_it_through()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var resident = await OpenAsync(chromium, practice.World.Account("person", "居民"));
        var name = $"浏览书屋{Guid.NewGuid().ToString("N")[..6]}";

        await office.GoAsync("workbench/venues/new");
        await office.Page.FillAsync("#name", name);
        await office.Page.FillAsync("#kind", "农家书屋");
        await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await office.Page.FillAsync("#openingHours", "周一至周日 08:00-20:00");
        await office.DoAsync("save");
        var venue = new Uri(office.Page.Url).AbsolutePath.Split('/')[^1];

        // A photo: what it is decides, and what is to be seen is said for those who do not see it.
        await office.GoAsync($"workbench/photos/venues/{venue}");
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "书屋.jpg", MimeType = "image/jpeg", Buffer = "GIF89a"u8.ToArray() });
        await office.Page.FillAsync("#alt", "书屋的书架和桌椅");
        await office.Page.GetByLabel("没有可辨认的人").CheckAsync();
        await office.Page.ClickAsync("button[value=add]");
        await Assertions.Expect(office.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("按内容识别");
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "书屋.jpg", MimeType = "image/jpeg", Buffer = TestPhoto.Png(Random.Shared.Next(1, 200), 800, 600) });
        await office.DoAsync("add");
        await office.PhotographAsync("work-photos");
        await resident.GoAsync($"venues/{venue}");
        var shown = resident.Page.GetByAltText("书屋的书架和桌椅");
        await shown.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(shown).ToBeVisibleAsync();
        Assert.True(await shown.EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth === 480; }"));
        await resident.PhotographAsync("venue-photos");

        var from = ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(1)).AddHours(10);
        await BookAsync(from, from.AddHours(2));
        await resident.DoAsync("book");
        await Assertions.Expect(resident.Page.Locator("main")).ToContainTextAsync("待确认");
        await resident.PhotographAsync("my-bookings");
        await BookAsync(from.AddHours(1), from.AddHours(3));
        await resident.Page.Locator("button[value=book]").ClickAsync();
        await Assertions.Expect(resident.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10:00 到 12:00 已有预约");
        await resident.PhotographAsync("venue-taken");

        await office.GoAsync($"workbench/bookings?venue={venue}");
        await office.DoAsync("confirm");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已确认");
        await office.PhotographAsync("work-bookings");
        await office.GoAsync("workbench/venue-use");
        await office.PhotographAsync("work-venue-use");

        async Task BookAsync(DateTimeOffset begin, DateTimeOffset end)
        {
            await resident.GoAsync($"venues/{venue}");
            await resident.Page.FillAsync("#startsAt", Local(begin));
            await resident.Page.FillAsync("#endsAt", Local(end));
            await resident.Page.FillAsync("#purpose", "读书会");
            await resident.Page.FillAsync("#people", "8");
            await resident.Page.FillAsync("#contactName", "测试居民");
            await resident.Page.FillAsync("#contactPhone", "10012345678");
        }
    }

    [Fact]
    public async Task Honours_creation_news_and_assessments_are_worked_on_and_read()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var clerk = await OpenAsync(chromium, practice.World.Account("station-clerk"));
        var visitor = await OpenAsync(chromium);
        var mark = Guid.NewGuid().ToString("N")[..6];

        await office.GoAsync("workbench/honours/new");
        await office.Page.FillAsync("#kind", $"身边好人{mark}");
        await office.Page.SelectOptionAsync("#level", "County");
        await office.Page.SelectOptionAsync("#bearer", "Person");
        await office.Page.FillAsync("#name", "测试好人");
        await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await office.Page.FillAsync("#awardedOn", "2026-01");
        await office.Page.SelectOptionAsync("#consent", "Surname");
        await office.DoAsync("save");
        await office.DoAsync("verify");
        await office.PhotographAsync("work-honour");
        await visitor.GoAsync("honours");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync($"测某获评身边好人{mark}");
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("测试好人");
        await visitor.PhotographAsync("honours");

        await office.GoAsync("creation");
        await office.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await office.Page.SelectOptionAsync("#kind", "StarredHousehold");
        await office.Page.FillAsync("#title", $"星级文明户{mark}");
        await office.Page.FillAsync("#mostStars", "10");
        await office.Page.FillAsync("#declareFrom", "2026-01-01");
        await office.Page.FillAsync("#declareTo", "2199-01-01");
        await office.DoAsync("campaign");
        await clerk.GoAsync("creation");
        await clerk.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await clerk.Page.SelectOptionAsync("#campaignId", new SelectOptionValue { Index = 1 });
        await clerk.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await clerk.Page.FillAsync("[name=name]", $"测户{mark}");
        await clerk.Page.FillAsync("[name=deed]", "邻里和睦，院落整洁");
        await clerk.Page.CheckAsync("#consent");
        await clerk.DoAsync("declare");
        var candidate = new Uri(clerk.Page.Url).AbsolutePath;
        await office.GoAsync(candidate);
        await office.Page.FillAsync("#stars", "8");
        await office.DoAsync("review");
        await office.DoAsync("notice");
        await office.PhotographAsync("work-candidate");
        await visitor.GoAsync(candidate);
        await visitor.Page.FillAsync("#text", "门前有乱堆乱放，请核实");
        await visitor.DoAsync("object");
        await visitor.PhotographAsync("candidate");
        await visitor.GoAsync("creation");
        await visitor.PhotographAsync("creation");

        await clerk.GoAsync("workbench/news/new");
        await clerk.Page.FillAsync("#title", $"读书会开讲{mark}");
        await clerk.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await clerk.Page.FillAsync("#body", "周六上午，社区书屋坐满了人。");
        await clerk.DoAsync("save");
        var news = new Uri(clerk.Page.Url).AbsolutePath;
        await clerk.DoAsync("submit");
        // What waits for the office stands on its first page, and leads to the list that holds it.
        await office.GoAsync("workbench");
        await office.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("待审新闻 [0-9]+") }).ClickAsync();
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync($"读书会开讲{mark}");
        await office.GoAsync(news);
        await office.DoAsync("publish");
        await visitor.GoAsync(news.Replace("/workbench/", "/", StringComparison.Ordinal));
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("社区书屋坐满了人");
        await visitor.PhotographAsync("news-item");

        await clerk.GoAsync("workbench/visits");
        await clerk.Page.FillAsync("#people", "23");
        await clerk.DoAsync("count");
        await clerk.PhotographAsync("work-visits");
        await office.GoAsync("workbench/five-haves");
        await office.DoAsync("assess");
        await office.PhotographAsync("work-five-haves");
        await office.GoAsync("workbench/schemes");
        await office.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await office.Page.FillAsync("#title", $"年度考核{mark}");
        await office.Page.SelectOptionAsync("#tier", "Center");
        await office.Page.FillAsync("#items", "实践活动，60，activities.completed，12\n群众评价，40");
        await office.DoAsync("create");
        await office.DoAsync("prefill");
        await office.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await office.PhotographAsync("work-scheme");
        foreach (var page in new[] { "civic", "livelihood", "bases", "news", "stars", "platforms", "nearest" })
        {
            await visitor.GoAsync(page);
            await visitor.PhotographAsync(page);
        }
        // The last of them, where somebody looks for a village that is none.
        await visitor.Page.FillAsync("#place", "没有这个地方");
        await visitor.Page.Locator("form[role=search] button").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("没有找到这个地方");
        await office.GoAsync("workbench/dictionaries");
        await office.PhotographAsync("work-dictionaries");
        await office.GoAsync("civic");
        await office.PhotographAsync("work-civic");
    }
}
