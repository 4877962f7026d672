using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivPractice.Platform;

namespace CivPractice.EndToEnd.Tests;

/// <summary>A secretary changes: one step, and the former's browser is out at once, while the next one may act.</summary>
public sealed class SuccessionTests(Practice practice)
{
    [Fact]
    public async Task One_step_ends_the_formers_sign_in_and_lets_the_next_one_act()
    {
        var office = await practice.SignInAsync("center-office", "盂县");
        var station = await new Chain(practice).StationAsync();
        var today = ChinaTime.Today(TimeProvider.System);
        async Task<string> PersonAsync(string name, string phone) => (await office.PostAsync("/accounts", new { name, phone, password = "succession-secret-1" }))["personId"]!.GetValue<string>();
        var (former, next) = (await PersonAsync("前任专管员", "10099920001"), await PersonAsync("新任专管员", "10099920002"));
        var post = (await office.PostAsync($"/sites/{station}/posts", new { title = "见习专管员", places = 1, role = "station-clerk" }))["id"]!.GetValue<string>();
        await office.PostAsync($"/posts/{post}/appointments", new { personId = former, personName = "前任专管员", from = ChinaTime.Text(today.AddDays(-10)) });

        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = new Uri(practice.World.Gateway) };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        await PostAsync(browser, $"/c/{Practice.County}/sign-in", ("phone", "10099920001"), ("password", "succession-secret-1"), ("do", "Password"));
        var api = await practice.World.SignInWithAsync("10099920001", "succession-secret-1");
        await Eventually.TrueAsync(async () => (await browser.GetAsync($"/c/{Practice.County}/workbench/needs")).IsSuccessStatusCode ? null : "The appointed clerk may not act.");
        await api.GetAsync($"/needs?prefix={station}");

        var done = await office.PostAsync($"/posts/{post}:succeed", new { personId = next, personName = "新任专管员", from = ChinaTime.Text(today), document = "测试〔2026〕1号", reason = "换届" });
        Assert.Equal(ChinaTime.Text(today.AddDays(-1)), done["ended"]!["to"]!.GetValue<string>());
        await Eventually.TrueAsync(async () =>
        {
            using var page = await browser.GetAsync($"/c/{Practice.County}/workbench/needs");
            var signedOut = page.StatusCode == HttpStatusCode.Unauthorized || page.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal);
            return signedOut ? null : $"The former's browser still sees the needs: {(int)page.StatusCode}";
        });
        Assert.Equal(401, (await api.RefusedAsync($"/needs?prefix={station}")).Status);

        var successor = await practice.World.SignInWithAsync("10099920002", "succession-secret-1");
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await successor.Http.GetAsync(successor.Path($"/needs?prefix={station}"));
            return answer.IsSuccessStatusCode ? null : $"The successor may not act: {(int)answer.StatusCode}";
        });
        // The former may sign in, as anybody may, and is nobody's clerk.
        Assert.Equal(403, (await (await practice.World.SignInWithAsync("10099920001", "succession-secret-1")).RefusedAsync($"/needs?prefix={station}")).Status);
        Assert.DoesNotContain((await office.GetAsync($"/postAlarms?prefix={station}"))["alarms"]!.AsArray(), alarm => alarm!["postId"]!.GetValue<string>() == post);
    }

    static async Task PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        var form = Regex.Matches(page, "<form method=\"post\".*?</form>", RegexOptions.Singleline).Select(match => match.Value).First(text => text.Contains($"value=\"{fields[^1].Value}\"", StringComparison.Ordinal));
        var hidden = Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
