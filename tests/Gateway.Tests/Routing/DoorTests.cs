using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CivPractice.Gateway.Routing;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Gateway.Tests.Routing;

public sealed class DoorTests(GatewayRunning running)
{
    // Only staff may read it: a visitor is told to sign in, anybody else that a permission is missing.
    const string forStaff = "organization/tally";

    async Task<string[]> SitesAsync(string path, string? token = null, Action<HttpRequestMessage>? more = null)
    {
        using var answer = await running.SendAsync(HttpMethod.Get, path, null, token, more);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. JsonNode.Parse(text)!["sites"]!.AsArray().Select(site => site!["code"]!.ToString())];
    }

    [Fact]
    public async Task A_visitor_comes_to_the_county_of_the_path()
    {
        Assert.Equal([Callers.A, GatewayRunning.Institute], await SitesAsync("/api/c/140322/sites"));
        Assert.Equal([GatewayRunning.Institute], await SitesAsync("/api/c/140322/sites?prefix=140322104"));
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, $"/api/c/140322/{forStaff}"));
    }

    [Fact]
    public async Task A_visitor_of_the_city_sees_its_counties() =>
        Assert.Equal([Callers.City, Callers.B, Callers.A, GatewayRunning.Institute], await SitesAsync("/api/c/140300/sites"));

    [Fact]
    public async Task Staff_brings_its_grants()
    {
        await running.OkAsync(HttpMethod.Get, $"/api/{forStaff}", null, running.Office);
        var post = await running.OkAsync(HttpMethod.Post, $"/api/sites/{Callers.A}/posts", new { title = "站长", places = 1 }, running.Office);
        Assert.Equal(Callers.A, post["site"]!.ToString());
    }

    [Fact]
    public async Task Staff_of_one_county_is_a_person_in_the_next()
    {
        Assert.Equal([Callers.B], await SitesAsync("/api/c/140321/sites", running.Office));
        Assert.Equal((403, "PERMISSION_DENIED"), await running.RefusedAsync(HttpMethod.Get, $"/api/c/140321/{forStaff}", null, running.Office));
    }

    [Fact]
    public async Task What_the_client_forges_is_a_visitors()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = CallerToken.Write(Callers.Staff(Role.CenterOffice), new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256), DateTimeOffset.UtcNow);
        foreach (var token in new[] { "forged.token.here", forged })
        {
            Assert.NotEmpty(await SitesAsync("/api/c/140322/sites", token, request => request.Headers.Add("Cookie", $"other=1; civ_session={running.Office}")));
            Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, $"/api/c/140322/{forStaff}", null, token));
        }
    }

    // Services take no notice of these, so nothing behind the door could show that they stayed outside.
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "antiforgery=abc; theme=large")]
    public void What_a_client_says_of_itself_stays_outside(bool isPage, string cookies)
    {
        IHeaderDictionary headers = new HeaderDictionary
        {
            ["X-Forwarded-For"] = "1.2.3.4",
            ["Forwarded"] = "for=1.2.3.4",
            ["X-Real-IP"] = "1.2.3.4",
            ["x-civ-county"] = Callers.B,
            ["Accept"] = "text/html",
            ["Cookie"] = "antiforgery=abc; civ_session=secret; theme=large",
        };
        Door.Forward(headers, isPage);
        Assert.Equal(cookies.Length > 0 ? ["Accept", "Cookie"] : ["Accept"], headers.Keys.Order());
        Assert.Equal(cookies, headers.Cookie.ToString());
    }

    [Fact]
    public async Task A_page_keeps_its_path_and_the_portals_own_cookies()
    {
        async Task<string> Page(string cookies)
        {
            using var answer = await running.SendAsync(HttpMethod.Get, "/c/140322/sites", null, null, request => request.Headers.Add("Cookie", cookies));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }
        const string work = "href=\"/c/140322/workbench\"";
        var mine = await Page($"civ_text=large; civ_session={running.Office}; theme=dark");
        Assert.Contains("盂县文明实践工作台", mine);
        Assert.Contains("data-text=\"large\"", mine);
        Assert.Contains(work, mine);
        Assert.DoesNotContain(work, await Page("civ_text=large"));
    }

    [Fact]
    public async Task An_ended_cookie_is_a_visitors_page_and_is_taken_away()
    {
        using var answer = await running.SendAsync(HttpMethod.Get, "/", null, null, request => request.Headers.Add("Cookie", $"civ_session={new string('a', 43)}"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("civ_session=;", string.Join(' ', answer.Headers.GetValues("Set-Cookie")));
    }

    [Theory]
    [InlineData("GET", "/api/c/999999/sites", 404, "COUNTY_UNKNOWN")]
    [InlineData("GET", "/api/c/../sites", 404, "COUNTY_REQUIRED")]
    [InlineData("GET", "/api/c/14032/sites", 404, "COUNTY_UNKNOWN")]
    [InlineData("GET", "/api/sites", 404, "COUNTY_REQUIRED")]
    [InlineData("GET", "/api/c/140322/nothing", 404, "NOT_FOUND")]
    [InlineData("DELETE", "/api/c/140322/sites", 404, "NOT_FOUND")]
    [InlineData("GET", "/API/nothing", 404, "NOT_FOUND")]
    [InlineData("GET", "/api/me/signIns", 401, "SIGN_IN_REQUIRED")]
    [InlineData("POST", "/api/c/140322/grants", 401, "SIGN_IN_REQUIRED")]
    public async Task Other_ways_in_are_refused_by_name(string method, string path, int status, string reason) =>
        Assert.Equal((status, reason), await running.RefusedAsync(new HttpMethod(method), path, method == "POST" ? new { } : null));

    [Fact]
    public async Task A_body_above_a_megabyte_is_refused_and_an_import_is_not()
    {
        // The refusal comes before the body was read: a client that does not wait for leave might find the connection closed while it still sends.
        using var refused = await running.SendAsync(HttpMethod.Post, "/api/c/140322/needs", new ByteArrayContent(new byte[2 * 1024 * 1024]), null, request => request.Headers.ExpectContinue = true);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE"), (refused.StatusCode, User.Reason(await refused.Content.ReadAsStringAsync())));

        var file = new StringContent("代码,名称,应建层级,备注\n" + string.Concat(Enumerable.Range(1, 7000).Select(n => $"{GatewayRunning.Elsewhere}{n:000000},测试村,站,{new string('路', 100)}\n")), Encoding.UTF8, "text/csv");
        Assert.InRange(file.Headers.ContentLength!.Value, 2 * 1024 * 1024, long.MaxValue);
        var import = await running.OkAsync(HttpMethod.Post, $"/api/c/{GatewayRunning.Elsewhere}/imports/divisions", file, running.OfficeElsewhere);
        Assert.Equal("CHECKING", $"{import["state"]}");
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_same_origin()
    {
        async Task<int> Post(string path, string suffix, Action<HttpRequestMessage> more)
        {
            var site = new { code = $"{GatewayRunning.Elsewhere}{suffix}", name = "测试站点", tier = "CENTER", openedOn = "2024-01-01" };
            using var answer = await running.SendAsync(HttpMethod.Post, path, site, null, request => { request.Headers.Add("Cookie", $"civ_session={running.OfficeElsewhere}"); more(request); });
            return (int)answer.StatusCode;
        }
        Assert.Equal(403, await Post("/api/sites", "X1", _ => { }));
        Assert.Equal(403, await Post("/api/sites", "X2", request => request.Headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(403, await Post("/api/sites", "X3", request => request.Headers.Add("Origin", "http://elsewhere.example")));
        Assert.Equal(403, await Post($"/c/{GatewayRunning.Elsewhere}/post", "X4", request => request.Headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(200, await Post("/api/sites", "", request => request.Headers.Add("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(200, await Post("/api/sites", "X5", request => request.Headers.Add("Origin", running.Gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))));
        var opened = await SitesAsync($"/api/c/{GatewayRunning.Elsewhere}/sites");
        Assert.Contains($"{GatewayRunning.Elsewhere}X5", opened);
        Assert.DoesNotContain(opened, code => code[6..] is "X1" or "X2" or "X3" or "X4");
    }

    [Fact]
    public async Task Every_answer_bears_the_security_headers()
    {
        foreach (var path in new[] { "/api/c/140322/sites", "/api/c/999999/sites", "/", "/health" })
        {
            using var answer = await running.SendAsync(HttpMethod.Get, path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("frame-ancestors", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task A_refusal_is_a_page_for_a_browser()
    {
        using var answer = await running.SendAsync(HttpMethod.Get, "/c/999999/", null, null, request => request.Headers.Add("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_keys_are_published_and_nothing_else_of_them()
    {
        var keys = JsonNode.Parse(await running.Gateway.Http.GetStringAsync(PublishedKeys.Path))!["keys"]!.AsArray();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Null(key!["d"]));
    }
}
