using System.Net;
using System.Text.Json.Nodes;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Gateway.Tests.Routing;

public sealed class DoorTests(GatewayRunning running)
{
    async Task<(Seen Seen, Caller Caller)> ArriveAsync(string path, string? token = null, Action<HttpRequestMessage>? more = null, HttpMethod? method = null)
    {
        var mark = Guid.NewGuid().ToString("N");
        using var answer = await running.SendAsync(method ?? HttpMethod.Get, $"{path}{(path.Contains('?') ? '&' : '?')}mark={mark}", null, token, more);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var seen = running.Upstream.Requests.Single(request => request.Query.Contains(mark));
        var keys = new JsonWebKeySet(await running.Gateway.Http.GetStringAsync(PublishedKeys.Path)).GetSigningKeys();
        var read = await CallerToken.ReadAsync(seen.Headers["Authorization"]["Bearer ".Length..], keys, DateTimeOffset.UtcNow);
        Assert.NotNull(read);
        return (seen, read.Value.Caller);
    }

    [Fact]
    public async Task A_visitor_comes_to_the_county_of_the_path()
    {
        var (seen, caller) = await ArriveAsync("/api/c/140322/activities?prefix=140322104");
        Assert.Equal("/api/activities", seen.Path);
        Assert.StartsWith("?prefix=140322104", seen.Query);
        Assert.Equal("HTTP/1.1", seen.Protocol);
        Assert.Equal((CallerKind.Visitor, Callers.A, Callers.A), (caller.Kind, caller.County, caller.PersonalCounty));
        Assert.Equal([Callers.A], caller.Counties);
        Assert.Empty(caller.Grants);
    }

    [Fact]
    public async Task A_visitor_of_the_city_sees_its_counties()
    {
        var (_, caller) = await ArriveAsync("/api/c/140300/sites");
        Assert.Equal([Callers.City, Callers.B, Callers.A], caller.Counties);
    }

    [Fact]
    public async Task Staff_brings_its_grants_and_one_signature_serves_many_requests()
    {
        var (seen, caller) = await ArriveAsync("/api/sites", running.Office);
        Assert.Equal((CallerKind.Staff, Callers.A, Callers.A), (caller.Kind, caller.County, caller.PersonalCounty));
        Assert.Equal("center-office:140322", string.Join(',', caller.Grants.Select(grant => $"{grant.Role.Name}:{grant.Prefix}")));
        var (again, _) = await ArriveAsync("/api/sites", running.Office);
        Assert.Equal(seen.Headers["Authorization"], again.Headers["Authorization"]);
    }

    [Fact]
    public async Task Staff_of_one_county_is_a_person_in_the_next()
    {
        var (_, caller) = await ArriveAsync("/api/c/140321/sites", running.Office);
        Assert.Equal((CallerKind.Person, Callers.B), (caller.Kind, caller.County));
        Assert.Empty(caller.Grants);
    }

    [Fact]
    public async Task What_the_client_forges_stays_outside()
    {
        var (seen, caller) = await ArriveAsync("/api/c/140322/activities", "forged.token.here", request =>
        {
            request.Headers.Add("Cookie", "other=1; civ_session=nonsense");
            request.Headers.Add("X-Forwarded-For", "1.2.3.4");
            request.Headers.Add("Forwarded", "for=1.2.3.4");
            request.Headers.Add("X-Real-IP", "1.2.3.4");
        });
        Assert.Equal(CallerKind.Visitor, caller.Kind);
        Assert.DoesNotContain("Cookie", seen.Headers.Keys);
        Assert.DoesNotContain("X-Forwarded-For", seen.Headers.Keys);
        Assert.DoesNotContain("Forwarded", seen.Headers.Keys);
        Assert.DoesNotContain("X-Real-IP", seen.Headers.Keys);
    }

    [Fact]
    public async Task A_page_keeps_its_path_and_the_portals_own_cookies()
    {
        var (seen, caller) = await ArriveAsync("/c/140322/needs", null, request => request.Headers.Add("Cookie", $"antiforgery=abc; civ_session={running.Office}; theme=large"));
        Assert.Equal("/c/140322/needs", seen.Path);
        Assert.Equal("antiforgery=abc; theme=large", seen.Headers["Cookie"]);
        Assert.Equal(CallerKind.Staff, caller.Kind);
        Assert.NotNull(caller.SignIn);
        Assert.Equal("127.0.0.1", seen.Headers["X-Forwarded-For"]);
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
        var large = new byte[2 * 1024 * 1024];
        Assert.Equal((413, "BODY_TOO_LARGE"), await running.RefusedAsync(HttpMethod.Post, "/api/c/140322/needs", new ByteArrayContent(large)));
        using var import = await running.SendAsync(HttpMethod.Post, "/api/c/140322/sites:import", new ByteArrayContent(large), running.Office);
        Assert.Equal(HttpStatusCode.OK, import.StatusCode);
        Assert.Contains(running.Upstream.Requests, request => request.Path == "/api/sites:import" && request.Bytes == large.Length);
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_same_origin()
    {
        async Task<int> Post(string path, Action<HttpRequestMessage> more)
        {
            using var answer = await running.SendAsync(HttpMethod.Post, path, new { }, null, request => { request.Headers.Add("Cookie", $"civ_session={running.Office}"); more(request); });
            return (int)answer.StatusCode;
        }
        Assert.Equal(403, await Post("/api/sites", _ => { }));
        Assert.Equal(403, await Post("/api/sites", request => request.Headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(403, await Post("/api/sites", request => request.Headers.Add("Origin", "http://elsewhere.example")));
        Assert.Equal(403, await Post("/c/140322/post", request => request.Headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(200, await Post("/api/sites", request => request.Headers.Add("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(200, await Post("/api/sites", request => request.Headers.Add("Origin", running.Gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))));
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
