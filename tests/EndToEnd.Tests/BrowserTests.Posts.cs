using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
    [Fact]
    public async Task A_document_gives_tasks_and_duties_and_a_pilot_begins_and_ends()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var (page, mark) = (office.Page, Guid.NewGuid().ToString("N")[..6]);

        await office.GoAsync("work");
        await office.PhotographAsync("work-overview");
        await page.Locator("main a", new() { HasText = "文件和任务" }).ClickAsync();
        await page.Locator("main a", new() { HasText = "登记文件" }).ClickAsync();
        await page.FillAsync("#title", $"测试实施方案{mark}");
        await page.FillAsync("#kind", "实施方案");
        await page.FillAsync("#issuedOn", "2024-05");
        await page.ClickAsync("button[value=create]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("发文机关");
        Assert.Equal("2024-05", await page.Locator("#issuedOn").InputValueAsync());
        await office.PhotographAsync("work-new-document-mistake");
        await page.FillAsync("#issuer", "测试县委宣传部");
        await office.DoAsync("create");
        await page.Locator("summary", new() { HasText = "添一项任务" }).ClickAsync();
        await page.FillAsync("#clause", "第三条");
        await page.FillAsync("#text", "建好各级志愿服务队伍");
        await page.FillAsync("#responsibleUnit", "测试民政局");
        await page.FillAsync("#cooperatingUnits", "测试教育局、测试团委");
        await page.FillAsync("#dueOn", "2024-12-31");
        await office.DoAsync("task");
        await page.Locator("tbody a", new() { HasText = "建好各级志愿服务队伍" }).ClickAsync();
        await page.GetByLabel("已完成").CheckAsync();
        await page.FillAsync("#note", "队伍已全部建好");
        await office.DoAsync("report");
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("队伍已全部建好");
        await office.PhotographAsync("work-document");

        await office.GoAsync("work/member-units");
        await page.Locator("summary", new() { HasText = "添一家成员单位" }).ClickAsync();
        await page.FillAsync("#group", $"测试协调小组{mark}");
        await page.FillAsync("#name", $"测试民政局{mark}");
        await page.FillAsync("#joinedOn", "2024-05-01");
        await office.DoAsync("unit");
        await page.Locator("tr", new() { HasText = $"测试民政局{mark}" }).Locator("a", new() { HasText = "添一条职责" }).ClickAsync();
        await page.SelectOptionAsync("#documentId", new SelectOptionValue { Label = $"测试实施方案{mark}" });
        await page.FillAsync("#clause", "第四条");
        await page.FillAsync("#text", "落实志愿服务激励");
        await page.FillAsync("#since", "2024-06-01");
        await office.PhotographAsync("work-duty");
        await office.DoAsync("duty");
        await Assertions.Expect(page.Locator("tr", new() { HasText = $"测试民政局{mark}" })).ToContainTextAsync("落实志愿服务激励");
        await office.PhotographAsync("work-member-units");

        await office.GoAsync("pilots");
        await page.Locator("summary", new() { HasText = "登记一个试点" }).ClickAsync();
        await page.SelectOptionAsync("#site", DemoWorld.Station);
        await page.SelectOptionAsync("#level", "MunicipalLevel");
        await page.FillAsync("#designatedOn", "2024-05");
        await page.FillAsync("#batch", $"第{mark}批");
        await office.DoAsync("create");
        await page.Locator("tr", new() { HasText = mark }).Locator("a", new() { HasText = "结束" }).ClickAsync();
        await page.FillAsync("#endedOn", "2024-12-31");
        await office.PhotographAsync("work-pilot-end");
        await office.DoAsync("end");
        await Assertions.Expect(page.Locator("tr", new() { HasText = mark })).ToContainTextAsync("至2024年12月31日");
        await office.PhotographAsync("work-pilots");
    }
}
