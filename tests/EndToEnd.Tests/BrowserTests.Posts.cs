using CivPractice.Platform;
using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
    [Fact]
    public async Task A_station_opens_gets_its_posts_and_holders_and_closes_with_a_successor()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var (page, today) = (office.Page, ChinaTime.Today(TimeProvider.System));
        var mark = Guid.NewGuid().ToString("N")[..4];
        var station = $"{DemoWorld.Station[..9]}973";

        await office.GoAsync("sites");
        await page.Locator("a", new() { HasText = "开通站点" }).ClickAsync();
        await page.FillAsync("#code", "14032210");
        await page.FillAsync("#name", $"丁香村{mark}新时代文明实践站");
        await page.FillAsync("#openedOn", "2024-01-01");
        await page.ClickAsync("button[value=open]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("6、9 或 12 位");
        Assert.Equal($"丁香村{mark}新时代文明实践站", await page.Locator("#name").InputValueAsync());
        await office.PhotographAsync("work-new-site-mistake");
        await page.FillAsync("#code", station);
        await office.DoAsync("open");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("站点已开通");

        await page.Locator(".filter a", new() { HasText = "建设阶段" }).ClickAsync();
        await page.GetByLabel("试点", new() { Exact = true }).CheckAsync();
        await page.FillAsync("#since", "2024-02-01");
        await office.DoAsync("phase");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已登记：试点（2024年2月1日）");
        await page.Locator(".filter a", new() { HasText = "小区人口" }).ClickAsync();
        await page.FillAsync("#name", "丁香小区");
        await page.FillAsync("#residents", "320");
        await page.FillAsync("#countedOn", "2024-03-01");
        await office.DoAsync("neighbourhood");
        await page.Locator("a", new() { HasText = "重新统计" }).ClickAsync();
        await page.FillAsync("#residents", "315");
        await office.DoAsync("count");
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("315");
        await office.PhotographAsync("work-site-people");

        // A post that gives no role may be held by a mere name; the successor is found among the volunteers.
        await page.Locator("main a", new() { HasText = "岗位和任职" }).First.ClickAsync();
        await page.Locator("a", new() { HasText = "设一个岗位" }).ClickAsync();
        await page.FillAsync("#title", $"民情联络员{mark}");
        await office.DoAsync("create");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("配齐率 0.0%");
        await page.Locator("tbody a", new() { HasText = "任命" }).First.ClickAsync();
        await page.Locator("summary", new() { HasText = "名册里没有这个人" }).ClickAsync();
        await page.FillAsync("#name", $"测试前任{mark}");
        await page.FillAsync("#from", "2024-03-01");
        await page.FillAsync("#document", "测试〔2024〕1号");
        await office.DoAsync("name");
        await Assertions.Expect(page.Locator("#document")).ToHaveValueAsync("测试〔2024〕1号");
        await office.PhotographAsync("work-post-appoint");
        await office.DoAsync("appoint");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("配齐率 100%");
        await Assertions.Expect(page.Locator("tbody").First).ToContainTextAsync($"测试前任{mark}");

        await office.GoAsync("workbench/volunteers");
        var cells = page.Locator("tbody tr").First.Locator("td");
        var (number, next) = ((await cells.Nth(0).InnerTextAsync()).Trim(), (await cells.Nth(1).InnerTextAsync()).Trim());
        await office.GoAsync($"workbench/posts/{station}");
        await page.Locator("tbody a", new() { HasText = "继任" }).First.ClickAsync();
        await page.ClickAsync("button[value=succeed]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请查找并选出任职的人");
        await page.FillAsync("#q", number);
        await page.FillAsync("#reason", "换届");
        await office.DoAsync("find");
        await page.Locator("[name=personId]").First.CheckAsync();
        await page.FillAsync("#from", ChinaTime.Text(today.AddDays(-1)));
        await page.FillAsync("#document", "测试〔2026〕2号");
        await office.PhotographAsync("work-post-succeed");
        await office.DoAsync("succeed");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("继任已办理");
        await Assertions.Expect(page.Locator("tbody").First).ToContainTextAsync(next);
        await Assertions.Expect(page.Locator("tbody").First).Not.ToContainTextAsync($"测试前任{mark}");
        await page.Locator("tbody a", new() { HasText = "历任" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=do]")).ToContainTextAsync($"测试前任{mark}");
        await office.PhotographAsync("work-post-history");

        // A vacancy is told with a link that fills it, for the site and for all.
        await page.Locator("a", new() { HasText = "设一个岗位" }).ClickAsync();
        await page.FillAsync("#title", $"文明引导员{mark}");
        await office.DoAsync("create");
        await Assertions.Expect(page.Locator("section[aria-labelledby=alarms]")).ToContainTextAsync($"文明引导员{mark}");
        await office.PhotographAsync("work-site-posts");
        await office.GoAsync($"workbench/posts?site={station}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("配齐率 50.0%");
        await office.PhotographAsync("work-posts");
        await page.Locator("section[aria-labelledby=alarms] tbody a", new() { HasText = $"文明引导员{mark}" }).ClickAsync();
        await Assertions.Expect(page.Locator("#do")).ToContainTextAsync("任命");

        await office.GoAsync($"workbench/sites/{station}?step=close");
        await page.SelectOptionAsync("#successor", DemoWorld.Station);
        await page.ClickAsync("button[value=close]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请填写原因");
        Assert.Equal(DemoWorld.Station, await page.Locator("#successor").InputValueAsync());
        await page.FillAsync("#reason", "村庄撤并");
        await office.PhotographAsync("work-site-close");
        await office.DoAsync("close");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("接替");
        await office.PhotographAsync("work-site-closed");
        await Eventually.TrueAsync(async () =>
        {
            await office.GoAsync($"workbench/posts/{DemoWorld.Station}");
            return (await page.InnerTextAsync("main")).Contains($"民情联络员{mark}", StringComparison.Ordinal) ? null : "The post has not moved to the successor.";
        });
        await Assertions.Expect(page.Locator("tr", new() { HasText = $"民情联络员{mark}" }).First).ToContainTextAsync(next);
    }

    [Fact]
    public async Task A_document_gives_tasks_and_duties_and_a_pilot_begins_and_ends()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var office = await OpenAsync(chromium, practice.World.Account("center-office", "盂县"));
        var (page, mark) = (office.Page, Guid.NewGuid().ToString("N")[..6]);

        await office.GoAsync("workbench");
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

        // The full text: what it is decides, and not what it is called.
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "方案.pdf", MimeType = "application/pdf", Buffer = [0x4D, 0x5A, 0x90, 0x00] });
        await page.ClickAsync("button[value=file]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("按内容识别");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "方案.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 x"u8.ToArray() });
        await office.DoAsync("file");
        await Assertions.Expect(page.Locator("section[aria-labelledby=files]")).ToContainTextAsync("方案.pdf");
        await office.PhotographAsync("work-document-files");

        await office.GoAsync("workbench/member-units");
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

        // What is done for a duty is found among the county's teams, and stands on the unit's page.
        await page.Locator("tbody a", new() { HasText = $"测试民政局{mark}" }).ClickAsync();
        await page.Locator("section[aria-labelledby=duties] a", new() { HasText = "关联" }).First.ClickAsync();
        await page.GetByLabel("志愿服务队", new() { Exact = true }).CheckAsync();
        await office.DoAsync("find");
        await page.Locator("[name=subject]").First.CheckAsync();
        await office.PhotographAsync("work-duty-link");
        await office.DoAsync("link");
        await Assertions.Expect(page.Locator("section[aria-labelledby=duties]")).ToContainTextAsync("志愿服务队：");
        await page.Locator("summary", new() { HasText = "修改联系人" }).ClickAsync();
        await page.FillAsync("#liaison", $"测试联络员{mark}");
        await office.DoAsync("update");
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync($"测试联络员{mark}");
        await office.PhotographAsync("work-member-unit");

        await office.GoAsync("workbench/office");
        await page.Locator("section[aria-labelledby=office] summary").ClickAsync();
        await page.SelectOptionAsync("#hostUnitId", new SelectOptionValue { Label = $"测试民政局{mark}" });
        await page.FillAsync("#staff", "6");
        await office.DoAsync("office");
        await Assertions.Expect(page.Locator("section[aria-labelledby=office] dl")).ToContainTextAsync($"测试民政局{mark}");
        await office.PhotographAsync("work-office");
        await office.GoAsync("workbench/corps");
        await page.Locator("section[aria-labelledby=corps] summary").ClickAsync();
        // One that is there keeps its name.
        if (await page.Locator("#name").CountAsync() > 0) await page.FillAsync("#name", $"测试总队{mark}");
        await page.FillAsync("#foundedOn", "2019-11");
        await office.DoAsync("corps");
        await Assertions.Expect(page.Locator("section[aria-labelledby=corps] dl")).ToContainTextAsync("2019年11月");
        await office.PhotographAsync("work-corps");
        await office.GoAsync("workbench/vacancies");
        await office.PhotographAsync("work-vacancies");

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
