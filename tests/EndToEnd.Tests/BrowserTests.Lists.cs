using System.Globalization;
using CivPractice.Platform;
using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
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
        await office.GoAsync("workbench/volunteers");
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
        await office.GoAsync("workbench/imports/volunteers");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("锦隆社区名册.csv");
        await office.PhotographAsync("work-imports");
        await office.Page.SetInputFilesAsync("#file", new FilePayload { Name = "照片.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0] });
        await office.Page.ClickAsync("button[value=upload]");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("这是图片");
        await office.PhotographAsync("work-import-mistake");
        await office.GoAsync("workbench/volunteers");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("名册甲");
    }

    [Fact]
    public async Task A_project_its_past_activities_and_a_search_clicked_through()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var station = await new Chain(practice).StationAsync();
        var office = await OpenAsync(chromium, practice.World.Account("center-office"));
        await office.GoAsync("workbench/projects");
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

        await office.GoAsync("workbench/activities");
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

        Assert.EndsWith(project, await office.OpenRowAsync("workbench/projects", "银发灯光行动"), StringComparison.Ordinal);
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("12 人次");
        await office.GoAsync("workbench/projects");
        await office.PhotographAsync("work-projects");
        await office.OpenRowAsync("workbench/activities?q=" + Uri.EscapeDataString("灯谜"), "元宵灯谜会");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("WQ-1");
        await office.PhotographAsync("work-activity-imported");
    }
}
