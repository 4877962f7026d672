using System.Globalization;
using CivPractice.Platform;
using CivPractice.Testing;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
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
}
