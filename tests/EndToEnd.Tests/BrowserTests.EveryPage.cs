using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class BrowserTests
{
    /// <summary>
    /// Whoever follows the links that the portal offers finds a page behind each: one page of every kind (addresses that differ only in a key are one kind), at desktop and phone width.
    /// </summary>
    [Theory]
    [InlineData(null, Practice.County)]
    [InlineData("center-office", Practice.County)]
    [InlineData("team-leader", Practice.County)]
    public Task Every_link_leads_to_a_page(string? role, string county) => FollowAsync(role, county);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("person", Practice.County)]
    [InlineData("station-clerk", Practice.County)]
    [InlineData("institute-clerk", Practice.County)]
    [InlineData("spot-checker", Practice.County)]
    [InlineData("city-coordinator", "140300")]
    public Task Every_link_leads_to_a_page_for_the_other_roles(string role, string county) => FollowAsync(role, county);

    async Task FollowAsync(string? role, string county)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await LaunchAsync(playwright);
        var visit = await OpenAsync(chromium, role is null ? null : practice.World.Account(role));
        var page = visit.Page;
        var (start, seen, faults) = ($"/c/{county}", new HashSet<string>(), new List<string>());
        var ways = new Queue<(string Path, string From)>([(start, "start"), .. role is null or "person" ? [] : new[] { ($"{start}/workbench", "start") }]);
        while (ways.TryDequeue(out var way))
        {
            if (!seen.Add(Kind(way.Path))) continue;
            var answer = (await page.GotoAsync(practice.Stack.Gateway + way.Path))!;
            // Who has not signed in is told so and where.
            if (role is null && answer.Status == 401 && await page.Locator("main a", new() { HasText = "登录" }).CountAsync() > 0) continue;
            if (answer.Status != 200)
            {
                faults.Add($"{way.Path}, offered by {way.From}: {answer.Status} {await page.InnerTextAsync("body")}");
                continue;
            }
            foreach (var link in await page.EvaluateAsync<string[]>("[...document.links].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)"))
            {
                if (link.StartsWith(start + "/", StringComparison.Ordinal) && !Leaves().IsMatch(link)) ways.Enqueue((link, way.Path));
            }
            if (await page.Locator("h1").CountAsync() != 1) faults.Add($"{way.Path} has not one heading");
            var text = await page.InnerTextAsync("body");
            if (Code().Match(text) is { Success: true } code) faults.Add($"{way.Path} shows `{code.Value}`");
            foreach (var (width, height) in new[] { (390, 844), (1440, 1000) })
            {
                await page.SetViewportSizeAsync(width, height);
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")) faults.Add($"{way.Path} is wider than {width}");
            }
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(seen.Count > 20, $"{seen.Count} kinds of pages");
    }

    static string Kind(string path) => Key().Replace(path.Split('?')[0], "/*");

    // Signing out and the switches of the display change what the browser is; files are no pages.
    [GeneratedRegex(@"/sign-out|/display|/api/|\.(csv|xlsx|docx|txt|zip|pdf)$|[?&](format|as)=|/files?/")]
    private static partial Regex Leaves();

    // What a template shows instead of doing it, and names that programs use.
    [GeneratedRegex(@"\b(if|foreach|switch) \(|\belse \{|=> |[A-Z]{3,}_[A-Z_]{3,}|System\.[A-Z]\w+")]
    private static partial Regex Code();

    [GeneratedRegex(@"/([0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{6,}[A-Z0-9]*|[A-Z]+-?[0-9][-0-9]*|[0-9]{4}-[-0-9A-Za-z]+)(?=/|$)")]
    private static partial Regex Key();
}
