using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
    const string openAll = "document.querySelectorAll('details').forEach(each => each.open = true)";

    [Fact]
    public async Task A_lecture_is_ordered_planned_held_set_right_and_rated_and_every_page_of_lectures_opens()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var visitor = await OpenAsync(chromium);
        var mark = Guid.NewGuid().ToString("N")[..6];

        await visitor.GoAsync("lectures/order");
        await visitor.Page.FillAsync("#topic", $"高龄补贴{mark}");
        await visitor.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await visitor.Page.FillAsync("#contactName", "测试老人");
        await visitor.Page.FillAsync("#contactPhone", "10012345678");
        await visitor.Page.CheckAsync("#consent");
        await visitor.PhotographAsync("lecture-order");
        await visitor.DoAsync("order");
        var keys = visitor.Page.Locator("dl.keep dd");
        var (number, code) = ((await keys.Nth(0).InnerTextAsync()).Trim(), (await keys.Nth(1).InnerTextAsync()).Trim());
        Assert.StartsWith("J-", number, StringComparison.Ordinal);
        await visitor.PhotographAsync("lecture-ordered");

        // A team of the station's own with a regular slot and somebody to lecture.
        var team = (await (await practice.SignInAsync("center-office", "盂县")).PostAsync("/lecturerTeams", new { name = $"浏览宣讲队{mark}", level = "VILLAGE", site = Testing.DemoWorld.Station }))["id"]!.GetValue<string>();
        await TeamAsync("#name", async () =>
        {
            await office.Page.FillAsync("#name", $"测试讲师{mark}");
            await office.Page.FillAsync("#field", $"高龄补贴{mark}");
            await office.Page.SelectOptionAsync("#kind", "TheoryExpert");
            await office.DoAsync("add");
        });
        await TeamAsync("#rhythm", async () =>
        {
            await office.Page.SelectOptionAsync("#rhythm", "Weekly");
            await office.Page.FillAsync("#day", "5");
            await office.Page.FillAsync("#time", "19:30");
            await office.Page.FillAsync("#durationMinutes", "60");
            await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
            await office.Page.FillAsync("#title", "红色讲堂");
            await office.Page.SelectOptionAsync("#channel", "Meeting");
            await office.DoAsync("slot");
        });
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("每周五 19:30");
        await office.PhotographAsync("lecturer-team");

        var order = await office.OpenRowAsync("workbench/lecture-orders", number);
        await Assertions.Expect(office.Page.Locator("tbody tr").First).ToContainTextAsync($"测试讲师{mark}");
        await office.Page.Locator("[name=proposal]").First.CheckAsync();
        await office.Page.FillAsync("#startsAt", Local(DateTimeOffset.UtcNow.AddDays(2)));
        await office.Page.SelectOptionAsync("#level", "Village");
        await office.Page.SelectOptionAsync("#channel", "DoorToDoor");
        await office.Page.SelectOptionAsync("#placeKind", "社区");
        await office.PhotographAsync("work-lecture-order");
        await office.DoAsync("schedule");
        await visitor.GoAsync("lectures/track");
        await visitor.Page.FillAsync("#number", number);
        await visitor.Page.FillAsync("#trackingCode", code);
        await visitor.DoAsync("track");
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync($"测试讲师{mark}来讲");
        await visitor.PhotographAsync("lecture-track");

        // Another one that is over: held, set right, a moral lecture, a question.
        await office.GoAsync("workbench/lectures/new");
        await office.Page.FillAsync("#title", $"身边的好家风{mark}");
        await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await office.Page.SelectOptionAsync("#teamId", team);
        await office.Page.SelectOptionAsync("#level", "Village");
        await office.Page.SelectOptionAsync("#channel", "Meeting");
        await office.Page.SelectOptionAsync("#placeKind", "社区");
        await office.Page.FillAsync("#startsAt", Local(DateTimeOffset.UtcNow.AddHours(-3)));
        await office.PhotographAsync("work-new-lecture");
        await office.DoAsync("create");
        await office.Page.FillAsync("#audience", "40");
        await office.Page.SelectOptionAsync("#countMethod", "HeadCount");
        await office.DoAsync("hold");
        await office.Page.EvaluateAsync(openAll);
        await office.Page.FillAsync("#audience", "38");
        await office.Page.SelectOptionAsync("#countMethod", "HeadCount");
        await office.Page.FillAsync("#reason", "数错了");
        await office.DoAsync("correct");
        await office.Page.EvaluateAsync(openAll);
        await office.Page.Locator("[name=steps][value='唱歌曲']").CheckAsync();
        await office.DoAsync("moral");
        await office.Page.FillAsync("#text", "补贴什么时候发");
        await office.DoAsync("ask");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("有更正");
        await office.Page.EvaluateAsync(openAll);
        await office.PhotographAsync("work-lecture");

        await office.GoAsync("lectures/courses");
        await office.Page.EvaluateAsync(openAll);
        await office.Page.FillAsync("#title", $"惠民政策{mark}");
        await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await office.Page.FillAsync("#source", "自编");
        await office.Page.FillAsync("#outline", "一、谁能领；二、怎么领");
        await office.DoAsync("create");
        await office.DoAsync("approve");
        await office.Page.EvaluateAsync(openAll);
        await office.PhotographAsync("lecture-course");
        await office.GoAsync("lectures/boards");
        await office.Page.EvaluateAsync(openAll);
        await office.Page.FillAsync("#name", $"村口宣传栏{mark}");
        await office.Page.SelectOptionAsync("form #kind", "PublicityBoard");
        await office.Page.SelectOptionAsync("#site", Testing.DemoWorld.Station);
        await office.DoAsync("create");
        await office.Page.FillAsync("#theme", "防诈骗");
        await office.DoAsync("change");
        await office.PhotographAsync("lecture-board");
        foreach (var page in new[] { "workbench/lecture-orders", "workbench/lecture-overview", "workbench/lecture-questions", "workbench/lecture-offers", "workbench/lecture-network", "lectures/offers", "lecturer-teams", "me/lectures", "lectures/courses", "lectures/boards" })
        {
            await office.GoAsync(page);
            await office.PhotographAsync(page.Replace('/', '-'));
        }

        async Task TeamAsync(string field, Func<Task> deed)
        {
            await office.GoAsync($"lecturer-teams/{team}");
            await office.Page.EvaluateAsync(openAll);
            await Assertions.Expect(office.Page.Locator(field).First).ToBeVisibleAsync();
            await deed();
        }
    }
}
