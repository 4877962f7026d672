using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.SignIns;

/// <summary>The gateway with the portal behind it, asked as a browser asks: pages, forms and the cookie.</summary>
public sealed class BrowserSignInTests
{
    const string agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Firefox/130.0";

    [Fact]
    public async Task A_browser_sees_where_it_is_signed_in_and_ends_the_others()
    {
        var (http, grpc) = (Ports.Next(), Ports.Next());
        await using var gateway = await AnotherGateway.StartAsync(null, ("services__portal__http__0", $"http://127.0.0.1:{http}"), ("GRPC_PORT", $"{grpc}"));
        await using var portal = await ServiceUnderTest.StartAsync("Portal", new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{http}",
            ["services__gateway__grpc__0"] = $"http://127.0.0.1:{grpc}",
            ["services__gateway__http__0"] = gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
        });
        async Task<(HttpStatusCode Status, JsonNode? Answer)> AskAsync(HttpMethod method, string path, object? body, string? token)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            using var answer = await gateway.Http.SendAsync(request);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
        }
        var other = (await AskAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone = GatewayRunning.OperatorPhone, password = GatewayRunning.OperatorPassword }, null)).Answer!["accessToken"]!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HttpMethod.Post, "/api/counties", new { code = Callers.A, name = "盂县" }, other)).Status);

        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = gateway.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("User-Agent", agent);
        browser.DefaultRequestHeaders.Add("X-User-Agent", "forged");
        browser.DefaultRequestHeaders.Add("Accept", "text/html");

        await PostAsync(browser, $"/c/{Callers.A}/sign-in", ("phone", GatewayRunning.OperatorPhone), ("password", GatewayRunning.OperatorPassword), ("do", "Password"));
        var page = await browser.GetStringAsync($"/c/{Callers.A}/me/account");
        Assert.Contains("iPhone · Firefox", page);
        Assert.Contains("就是这次", page);
        var listed = (await AskAsync(HttpMethod.Get, "/api/me/signIns", null, other)).Answer!["signIns"]!.AsArray();
        Assert.Equal((agent, "127.0.0.1"), (listed.Single(each => !(bool)each!["current"]!)!["userAgent"]!.ToString(), listed[0]!["address"]!.ToString()));

        var end = Regex.Match(page, "value=\"(end:[0-9a-f-]+)\"").Groups[1].Value;
        page = await PostAsync(browser, $"/c/{Callers.A}/me/account", ("do", end));
        Assert.DoesNotContain("value=\"end:", page);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(HttpMethod.Get, "/api/me/signIns", null, other)).Status);
    }

    /// <summary>Opens a page and posts its first form that holds the button; the page that follows.</summary>
    static async Task<string> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        var form = Regex.Matches(page, "<form method=\"post\".*?</form>", RegexOptions.Singleline).Select(match => match.Value).First(text => text.Contains($"value=\"{fields[^1].Value}\"", StringComparison.Ordinal));
        var hidden = Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }
}
