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
        var need = await clerk.OpenRowAsync("work/needs", number);
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
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (starts.AddMinutes(1) - DateTimeOffset.UtcNow).TotalSeconds + 1)));
        await electrician.Page.FillAsync("#code", checkIn);
        await electrician.DoAsync("check-out");
        await electrician.PhotographAsync("activity-mine");

        await leader.GoAsync($"work/activities/{activity}");
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
        foreach (var page in new[] { "work", "work/needs", "work/activities", "work/teams", "work/volunteers", "work/lectures", "work/hours" })
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
        await head.GoAsync($"work/needs/{id}");
        await head.Page.Locator("summary", new() { HasText = "办不下去了" }).ClickAsync();
        await head.PhotographAsync("work-need-return");
        await head.Page.FillAsync("#reason", "队员都病了");
        await head.DoAsync("decline");
        await desk.PostAsync($"/needs/{id}:dispatch", new { teamId = team });
        await leader.PostAsync($"/needs/{id}:accept", new { });
        var starts = DateTimeOffset.UtcNow.AddSeconds(4);
        var activity = await leader.PostAsync("/activities", new { title = "上门修灯", platform = "SCIENCE", needId = id, startsAt = starts, endsAt = starts.AddMinutes(30), place = "社区", riskNotice = "登高作业", posts = new object[] { new { title = "帮手", capacity = 1 } } });
        await leader.PostAsync($"/activities/{activity["id"]}:publish", new { });
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (starts - DateTimeOffset.UtcNow).TotalSeconds + 1)));
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
        await office.GoAsync($"work/needs/{id}");
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
        await office.GoAsync("work/needs?figure=needs.rated");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync(number);
        await office.GoAsync("work/needs?figure=needs.done");
        await Assertions.Expect(office.Page.Locator("main")).Not.ToContainTextAsync(number);
        await office.GoAsync("work/volunteers");
        var name = (await office.Page.Locator("tbody tr").First.Locator("td").Nth(1).InnerTextAsync()).Trim();
        foreach (var page in new[] { "work/volunteers", $"work/teams/{team}" })
        {
            await office.GoAsync(page);
            await office.Page.FillAsync("#q", name);
            await office.DoAsync("find");
            await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync(name);
            Assert.Equal($"/c/{Practice.County}/{page}", new Uri(office.Page.Url).PathAndQuery);
        }
    }

    [Fact]
    public async Task A_venue_enters_the_pool_is_found_and_leaves_it()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var station = await new Chain(practice).StationAsync();
        var (name, visitor, clerk) = ($"窑洞书吧{Guid.NewGuid():N}"[..12], await OpenAsync(chromium), await OpenAsync(chromium, practice.World.Account("station-clerk")));
        await clerk.GoAsync("venues");
        await clerk.Page.Locator("a", new() { HasText = "新增阵地" }).ClickAsync();
        await clerk.Page.FillAsync("#name", name);
        await clerk.Page.SelectOptionAsync("#site", station);
        await clerk.Page.FillAsync("#seats", "很多");
        await clerk.Page.GetByLabel("文化服务").CheckAsync();
        await clerk.Page.ClickAsync("button[value=save]");
        await Assertions.Expect(clerk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("座位数");
        await Assertions.Expect(clerk.Page.GetByLabel("文化服务")).ToBeCheckedAsync();
        await clerk.PhotographAsync("work-venue-mistake");
        await clerk.Page.FillAsync("#kind", "窑洞书吧");
        await clerk.Page.FillAsync("#seats", "20");
        await clerk.DoAsync("save");
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("已保存");
        await Assertions.Expect(clerk.Page.GetByLabel("文化服务")).ToBeCheckedAsync();

        await visitor.GoAsync("venues");
        await visitor.Page.FillAsync("#q", name);
        await visitor.Page.Locator("form[role=search] button").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("tbody")).ToContainTextAsync("20 座");
        await visitor.PhotographAsync("venues-found");
        await visitor.GoAsync("sites");
        await visitor.Page.FillAsync("#q", station);
        await visitor.Page.Locator("form[role=search] button").ClickAsync();
        await visitor.Page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("section[aria-labelledby=venues]")).ToContainTextAsync(name);
        await visitor.PhotographAsync("site");

        await clerk.Page.Locator("summary").ClickAsync();
        await clerk.Page.FillAsync("#reason", "拆迁");
        await clerk.DoAsync("withdraw");
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("退出：拆迁");
        await visitor.GoAsync($"venues?q={Uri.EscapeDataString(name)}");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("没有符合条件的阵地");
    }

    [Fact]
    public async Task A_county_s_list_of_volunteers_comes_in_by_a_file()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var station = await new Chain(practice).StationAsync();
        var file = $"姓名,身份证号,手机号,站点代码,技能,类别,注册日期,监护人,监护人手机号\n"
            + $"名册甲,{TestIdentity.Number(1971, 3, 4, 101)},10055550001,{station},电工,党员,2021-03-05,,\n名册乙,{TestIdentity.Number(1972, 3, 4, 102)},10055550002,{station},,,2021年3月6日,,\n"
            + $"名册丙,999999197303041030,10055550003,{station},,,,,\n名册丁,{TestIdentity.Number(1974, 3, 4, 104)},1005555000,140322999999,,,,,\n";

        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        await office.GoAsync("work/volunteers");
        await office.Page.Locator("a", new() { HasText = "批量导入" }).ClickAsync();
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "锦隆社区名册.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await office.DoAsync("upload");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("核对完了");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("2 行没有问题");
        await office.PhotographAsync("work-import-checked");
        await office.DoAsync("start");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已完成");
        await office.PhotographAsync("work-import-done");
        var rejected = await office.Page.Locator("a", new() { HasText = "下载这些行和原因" }).GetAttributeAsync("href");
        Assert.StartsWith("PK", await (await office.Page.Context.APIRequest.GetAsync(new Uri(new Uri(office.Page.Url), rejected).AbsoluteUri)).TextAsync(), StringComparison.Ordinal);
        await office.GoAsync("work/imports/volunteers");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("锦隆社区名册.csv");
        await office.PhotographAsync("work-imports");
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "照片.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0] });
        await office.Page.ClickAsync("button[value=upload]");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("这是图片");
        await office.PhotographAsync("work-import-mistake");
        await office.GoAsync("work/volunteers");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("名册甲");
    }

    [Fact]
    public async Task A_project_its_past_activities_and_a_search_clicked_through()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var station = await new Chain(practice).StationAsync();
        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        await office.GoAsync("work/projects");
        await office.Page.Locator("summary", new() { HasText = "添一个项目" }).ClickAsync();
        await office.Page.FillAsync("#name", "银发灯光行动");
        await office.Page.SelectOptionAsync("#category", "便民利民服务");
        await office.Page.SelectOptionAsync("#platform", "Science");
        await office.Page.SelectOptionAsync("#site", station);
        await office.Page.FillAsync("#targetGroup", "独居老人");
        await office.Page.FillAsync("#startsOn", "2021-01-01");
        await office.DoAsync("create");
        await office.Page.Locator("summary", new() { HasText = "修改项目" }).ClickAsync();
        await office.Page.FillAsync("#goal", "家家灯都亮");
        await office.DoAsync("update");
        await office.PhotographAsync("work-project");
        var project = new Uri(office.Page.Url).AbsolutePath.Split('/')[^1];
        await office.Page.Locator("a", new() { HasText = "建一个活动" }).ClickAsync();
        Assert.Equal(project, await office.Page.Locator("#projectId").InputValueAsync());

        await office.GoAsync("work/activities");
        await office.Page.Locator("a", new() { HasText = "导入往期活动" }).ClickAsync();
        var file = $"原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效\n"
            + $"WQ-1,元宵灯谜会,文化,{station},,银发灯光行动,2024-02-26 19:00,2024-02-26 21:00,小广场,12,236,热热闹闹\nWQ-2,没有的队,文化,{station},没有这队,,2024-02-27 19:00,2024-02-27 21:00,,1,1,\n";
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "往期活动.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await office.DoAsync("upload");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("没有这队");
        await office.DoAsync("start");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("已完成");

        var visitor = await OpenAsync(chromium);
        await visitor.GoAsync("activities");
        await visitor.Page.FillAsync("#q", "灯谜");
        await visitor.Page.PressAsync("#q", "Enter");
        await visitor.Page.WaitForLoadStateAsync();
        await visitor.PhotographAsync("activities-found");
        await visitor.Page.Locator("main a", new() { HasText = "元宵灯谜会" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("12 人次");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("236 人次");
        await visitor.PhotographAsync("activity-imported");
        await visitor.Page.Locator("main a", new() { HasText = "银发灯光行动" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("家家灯都亮");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("元宵灯谜会");
        await visitor.PhotographAsync("project");
        await visitor.GoAsync("projects?q=" + Uri.EscapeDataString("独居老人"));
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("银发灯光行动");
        await visitor.PhotographAsync("projects");

        Assert.EndsWith(project, await office.OpenRowAsync("work/projects", "银发灯光行动"), StringComparison.Ordinal);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("12 人次");
        await office.GoAsync("work/projects");
        await office.PhotographAsync("work-projects");
        await office.OpenRowAsync("work/activities?q=" + Uri.EscapeDataString("灯谜"), "元宵灯谜会");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("WQ-1");
        await office.PhotographAsync("work-activity-imported");
    }

    [Fact]
    public async Task Every_number_of_a_cockpit_opens_for_county_township_and_city()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        var city = await OpenAsync(chromium, practice.World.Account("city-coordinator"));
        foreach (var (who, path, name) in new[]
        {
            (office, "cockpit", "cockpit-county"), (office, "cockpit?year=all&bars=volunteers.registered", "cockpit-all"), (office, $"cockpit?site={DemoWorld.Station[..9]}", "cockpit-township"), (city, $"/c/{Practice.City}/cockpit", "cockpit-city"),
        })
        {
            await who.GoAsync(path);
            await Assertions.Expect(who.Page.Locator("#coverage")).ToContainTextAsync("全覆盖");
            Assert.Equal(0, await who.Page.Locator(".missing").CountAsync());
            await who.PhotographAsync(name);
            await who.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            await who.PhotographAsync($"{name}-tables");
            var links = await who.Page.Locator("main .stack a[href^='/c/']").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
            foreach (var link in links.Distinct())
            {
                var answer = await who.Page.Context.APIRequest.GetAsync(practice.Stack.Gateway + link);
                Assert.True(answer.Ok, $"{link}: {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task A_year_report_is_read_frozen_published_and_every_number_of_it_opens()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var (city, visitor) = (await OpenAsync(chromium, practice.World.Account("city-coordinator")), await OpenAsync(chromium));
        string At(string path) => $"/c/{Practice.City}/{path}";
        await city.GoAsync(At("report?year=2021&asOf=2022-05-11"));
        await Assertions.Expect(city.Page.Locator("article")).ToContainTextAsync("注册志愿者600人");
        await city.PhotographAsync("report");
        var links = await city.Page.Locator("main a[href^='/c/'], main a[href^='/api/']").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
        foreach (var link in links.Distinct())
        {
            var answer = await city.Page.Context.APIRequest.GetAsync(practice.Stack.Gateway + link);
            Assert.True(answer.Ok, $"{link}: {answer.Status}");
        }
        await city.Page.Locator("article a").First.ClickAsync();
        Assert.Contains("#F", city.Page.Url, StringComparison.Ordinal);

        await city.DoAsync("freeze");
        await Assertions.Expect(city.Page.Locator("main")).ToContainTextAsync("内容与校验码相符");
        await city.PhotographAsync("report-frozen");
        await city.Page.Locator("main a", new() { HasText = "修订对照" }).ClickAsync();
        await Assertions.Expect(city.Page.Locator("main")).ToContainTextAsync("没有变动");
        await city.Page.GoBackAsync();
        await city.DoAsync("publish");
        await Assertions.Expect(city.Page.Locator("main")).ToContainTextAsync("已公布");
        await visitor.GoAsync(At("statistics"));
        await Assertions.Expect(visitor.Page.Locator("article")).ToContainTextAsync("注册志愿者600人");
        await visitor.PhotographAsync("statistics");
        await visitor.GoAsync(At("indicators"));
        await Assertions.Expect(visitor.Page.Locator("#F23")).ToContainTextAsync("理论宣讲");
        await visitor.PhotographAsync("indicators");

        await city.GoAsync(At("reports"));
        await city.PhotographAsync("reports");
        await city.OpenRowAsync(At("snapshots"), "全国志愿服务信息系统");
        await Assertions.Expect(city.Page.Locator("main")).ToContainTextAsync("四个数一致");
        await city.PhotographAsync("snapshot");
        await city.GoAsync(At("checks?from=2021-01-01&to=2021-12-31"));
        await Assertions.Expect(city.Page.Locator("main")).ToContainTextAsync("没有登记");
        await city.PhotographAsync("checks");
        await city.Page.Locator("summary", new() { HasText = "抽一批" }).ClickAsync();
        await city.Page.SelectOptionAsync("#kind", "Sessions");
        await city.Page.FillAsync("#from", "2021-01-01");
        await city.Page.FillAsync("#to", "2021-12-31");
        await city.Page.FillAsync("#size", "3");
        await city.Page.FillAsync("#seed", "20260302");
        await city.DoAsync("draw");
        Assert.Equal(3, await city.Page.Locator("tbody tr").CountAsync());
        await city.PhotographAsync("sample");
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
