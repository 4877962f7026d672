using System.Globalization;
using CivPractice.Platform;
using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

/// <summary>The main chain clicked through in Chromium, each step in the browser of the one who does it. Every page is photographed at desktop and phone width.</summary>
public sealed partial class BrowserTests(Practice practice)
{
    static readonly string pictures = Path.Combine(Repository.Root, "TestResults", "pages");

    [Fact]
    public async Task The_main_chain_clicked_through()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);

        var visitor = await OpenAsync(chromium);
        await visitor.GoAsync("");
        await visitor.PhotographAsync("home");
        await visitor.GoAsync("needs/new");
        await visitor.Page.ClickAsync("button[value=next]");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visitor.PhotographAsync("need-mistake");
        await visitor.Page.FillAsync("#title", "客厅的灯不亮");
        await visitor.Page.SelectOptionAsync("#site", DemoWorld.Station);
        await visitor.Page.ClickAsync("button[value=next]");
        await visitor.Page.FillAsync("#contactName", "测试居民");
        await visitor.Page.FillAsync("#contactPhone", "10012345678");
        await visitor.Page.GetByLabel("我自己").CheckAsync();
        await visitor.Page.CheckAsync("#consent");
        await visitor.PhotographAsync("need-contact");
        await visitor.Page.ClickAsync("button[value=next]");
        await visitor.PhotographAsync("need-check");
        await visitor.Page.ClickAsync("button[value=next]");
        var keys = visitor.Page.Locator("dl.keep dd");
        var (number, code) = ((await keys.Nth(0).InnerTextAsync()).Trim(), (await keys.Nth(1).InnerTextAsync()).Trim());
        Assert.StartsWith("N-", number, StringComparison.Ordinal);

        var clerk = await OpenAsync(chromium, practice.World.Account("station-clerk"));
        var need = await clerk.OpenRowAsync("workbench/needs", number);
        await clerk.PhotographAsync("work-need");
        await clerk.DoAsync("verify");

        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        await office.GoAsync(need);
        await office.Page.SelectOptionAsync("#teamId", new SelectOptionValue { Value = await new Chain(practice).TeamAsync() });
        await office.DoAsync("dispatch");

        var leader = await OpenAsync(chromium, practice.World.Account("team-leader"));
        await leader.GoAsync(need);
        await leader.DoAsync("accept");
        await leader.Page.GetByRole(AriaRole.Link, new() { Name = "从这个需求建活动" }).ClickAsync();
        // The form takes whole minutes.
        var starts = DateTimeOffset.UtcNow.AddSeconds(50);
        starts = starts.AddSeconds(60 - starts.Second).AddMilliseconds(-starts.Millisecond);
        await leader.Page.FillAsync("#title", "上门修灯");
        await leader.Page.SelectOptionAsync("#platform", new SelectOptionValue { Index = 4 });
        await leader.Page.FillAsync("#startsAt", Local(starts));
        await leader.Page.FillAsync("#endsAt", Local(starts.AddMinutes(1)));
        await leader.Page.FillAsync("#place", "锦隆社区");
        await leader.Page.FillAsync("#riskNotice", "登高作业，请两人一组。");
        await leader.Page.Locator("[name='posts[0].title']").FillAsync("电工");
        await leader.Page.Locator("[name='posts[0].capacity']").FillAsync("1");
        await leader.Page.Locator("[name='posts[0].skill']").FillAsync("电工");
        await leader.PhotographAsync("work-new-activity");
        await leader.DoAsync("create");
        await leader.DoAsync("publish");
        var activity = new Uri(leader.Page.Url).AbsolutePath.Split('/')[^1];
        var checkIn = (await leader.Page.Locator(".big-code").InnerTextAsync()).Trim();

        var electrician = await OpenAsync(chromium, practice.World.Account("person", "电工"));
        await electrician.GoAsync($"activities/{activity}");
        await electrician.PhotographAsync("activity");
        await electrician.Page.Locator("[name=postId]").First.CheckAsync();
        await electrician.Page.CheckAsync("#riskAccepted");
        await electrician.DoAsync("sign-up");
        await electrician.Page.FillAsync("#code", checkIn);
        await electrician.DoAsync("check-in");
        await Moment.PassedAsync(starts.AddMinutes(1));
        await electrician.Page.FillAsync("#code", checkIn);
        await electrician.DoAsync("check-out");
        await electrician.PhotographAsync("activity-mine");

        await leader.GoAsync($"workbench/activities/{activity}");
        await leader.PhotographAsync("work-activity");
        await leader.Page.FillAsync("#attendees", "1");
        await leader.Page.FillAsync("#outcome", "灯修好了");
        await leader.DoAsync("complete");

        await Eventually.TrueAsync(async () =>
        {
            await electrician.GoAsync("me/hours");
            return (await electrician.Page.InnerTextAsync("main")).Contains("上门修灯", StringComparison.Ordinal) ? null : "The hours have not arrived.";
        });
        await electrician.PhotographAsync("my-hours");
        await electrician.GoAsync("me");
        await electrician.PhotographAsync("my-record");

        await visitor.GoAsync("needs/track");
        await visitor.Page.FillAsync("#number", number);
        await visitor.Page.FillAsync("#trackingCode", code);
        await visitor.DoAsync("track");
        await visitor.PhotographAsync("track");
        await visitor.Page.Locator("[name=rating][value='5']").CheckAsync();
        await visitor.DoAsync("rate");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("谢谢您");

        await office.GoAsync("cockpit");
        await office.PhotographAsync("cockpit");
        foreach (var page in new[] { "activities", "lectures", "sites", "venues", "sign-in", "register" })
        {
            await visitor.GoAsync(page);
            await visitor.PhotographAsync(page);
        }
        foreach (var page in new[] { "workbench", "workbench/needs", "workbench/activities", "workbench/teams", "workbench/volunteers", "workbench/lectures", "workbench/hours" })
        {
            await office.GoAsync(page);
            await office.PhotographAsync(page.Replace('/', '-'));
        }
    }

    [Fact]
    public async Task The_side_ways_of_a_need_and_a_search_by_name_clicked_through()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var chain = new Chain(practice);
        var (team, need) = (await chain.TeamAsync(), await chain.PostNeedAsync());
        var (id, number, code) = (need["id"]!.GetValue<string>(), need["number"]!.GetValue<string>(), need["trackingCode"]!.GetValue<string>());
        var (clerk, desk, leader) = (await practice.SignInAsync("station-clerk"), await practice.SignInAsync("center-office"), await practice.SignInAsync("team-leader"));
        await clerk.PostAsync($"/needs/{id}:verify", new { });
        await desk.PostAsync($"/needs/{id}:dispatch", new { teamId = team });
        await leader.PostAsync($"/needs/{id}:accept", new { });

        // 退回 by the leader who had accepted; 派单 again; 服务; a low rating; 重开; 改派; 转介.
        var head = await OpenAsync(chromium, practice.World.Account("team-leader"));
        await head.GoAsync($"workbench/needs/{id}");
        await head.Page.Locator("summary", new() { HasText = "办不下去了" }).ClickAsync();
        await head.PhotographAsync("work-need-return");
        await head.Page.FillAsync("#reason", "队员都病了");
        await head.DoAsync("decline");
        await desk.PostAsync($"/needs/{id}:dispatch", new { teamId = team });
        await leader.PostAsync($"/needs/{id}:accept", new { });
        var starts = DateTimeOffset.UtcNow.AddSeconds(8);
        var activity = await leader.PostAsync("/activities", new { title = "上门修灯", platform = "SCIENCE", needId = id, startsAt = starts, endsAt = starts.AddMinutes(30), place = "社区", riskNotice = "登高作业", posts = new object[] { new { title = "帮手", capacity = 1 } } });
        await leader.PostAsync($"/activities/{activity["id"]}:publish", new { });
        await Moment.PassedAsync(starts);
        await leader.PostAsync($"/activities/{activity["id"]}:complete", new { attendees = 1 });

        var visitor = await OpenAsync(chromium);
        await visitor.GoAsync("needs/track");
        await visitor.Page.FillAsync("#number", number);
        await visitor.Page.FillAsync("#trackingCode", code);
        await visitor.DoAsync("track");
        await visitor.Page.Locator("[name=rating][value='1']").CheckAsync();
        await visitor.DoAsync("rate");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("需求已重开");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("便民利民服务队退回:队员都病了");
        await visitor.PhotographAsync("track-reopened");

        await desk.PostAsync($"/needs/{id}:dispatch", new { teamId = team });
        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        await office.GoAsync($"workbench/needs/{id}");
        await office.Page.Locator("summary", new() { HasText = "办不下去了" }).ClickAsync();
        await office.PhotographAsync("work-need-ways");
        await office.Page.SelectOptionAsync("#teamId", new SelectOptionValue { Index = 1 });
        await office.Page.FillAsync("#reason", "没有回音");
        await office.DoAsync("redispatch");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已改派给");
        await office.Page.Locator("summary", new() { HasText = "办不下去了" }).ClickAsync();
        await office.Page.FillAsync("#body", "12345 热线");
        await office.Page.FillAsync("#reason", "属于物业维修");
        await office.DoAsync("refer");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已转介给12345 热线:属于物业维修");

        // A figure opens its rows; a name stands in no address.
        await office.GoAsync("workbench/needs?figure=needs.rated");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync(number);
        await office.GoAsync("workbench/needs?figure=needs.done");
        await Assertions.Expect(office.Page.Locator("main")).Not.ToContainTextAsync(number);
        await office.GoAsync("workbench/volunteers");
        var name = (await office.Page.Locator("tbody tr").First.Locator("td").Nth(1).InnerTextAsync()).Trim();
        foreach (var page in new[] { "workbench/volunteers", $"workbench/teams/{team}" })
        {
            await office.GoAsync(page);
            await office.Page.FillAsync("#q", name);
            await office.DoAsync("find");
            await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync(name);
            Assert.Equal($"/c/{Practice.County}/{page}", new Uri(office.Page.Url).PathAndQuery);
        }
    }

    static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    static string Local(DateTimeOffset moment) => moment.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    async Task<Visit> OpenAsync(IBrowser chromium, DemoAccount? account = null)
    {
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions { Locale = "zh-CN", ViewportSize = new ViewportSize { Width = 1440, Height = 1000 } });
        // What does not come is told some time later; what comes late on a busy machine is no fault.
        context.SetDefaultTimeout(90_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        var visit = new Visit(await context.NewPageAsync(), practice.Stack.Gateway);
        if (account is null) return visit;
        await visit.GoAsync("sign-in");
        await visit.Page.FillAsync("#phone", account.Phone);
        await visit.Page.FillAsync("#password", account.Password);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sign-in$"));
        return visit;
    }

    /// <summary>Somebody's browser window in 盂县.</summary>
    sealed class Visit(IPage page, string gateway)
    {
        public IPage Page => page;

        public async Task GoAsync(string path)
        {
            var answer = await page.GotoAsync(path.StartsWith('/') ? gateway + path : $"{gateway}/c/{Practice.County}/{path}");
            Assert.True(answer!.Ok, $"{path}: {answer.Status}");
        }

        /// <summary>Presses the button of a deed; a refusal on the page fails the test with its words.</summary>
        public async Task DoAsync(string deed)
        {
            await page.Locator($"button[name=do][value='{deed}']").First.ClickAsync();
            await page.WaitForLoadStateAsync();
            if (await page.Locator(".summary").CountAsync() > 0) Assert.Fail($"{deed}: {await page.Locator(".summary").First.InnerTextAsync()}");
        }

        /// <summary>Opens the row of a list that shows a text; the path that it leads to.</summary>
        public async Task<string> OpenRowAsync(string list, string text)
        {
            await GoAsync(list);
            await page.Locator("tr", new() { HasText = text }).GetByRole(AriaRole.Link).First.ClickAsync();
            await page.WaitForLoadStateAsync();
            return new Uri(page.Url).AbsolutePath;
        }

        public async Task PhotographAsync(string name)
        {
            // Code that a page shows instead of running it.
            Assert.DoesNotMatch(@"\b(if|foreach|switch) \(|\belse \{|=> ", await page.InnerTextAsync("body"));
            foreach (var (width, height, size) in new[] { (1440, 1000, "desktop"), (390, 844, "phone") })
            {
                await page.SetViewportSizeAsync(width, height);
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"{name}-{size}.png"), FullPage = true });
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than the {size} screen.");
            }
            await page.SetViewportSizeAsync(1440, 1000);
        }
    }
}
