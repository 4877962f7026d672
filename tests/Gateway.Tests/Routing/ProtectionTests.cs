using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CivPractice.Activity.V1;
using CivPractice.Gateway.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Gateway.Tests.Routing;

/// <summary>Gateways with other settings than the shared one: each test its own process.</summary>
public sealed class ProtectionTests(GatewayRunning running)
{
    [Fact]
    public async Task Too_many_requests_are_refused_with_a_time_to_wait()
    {
        var settings = GatewayRunning.Settings(running.Upstream);
        settings["CIV_RATE_LIMIT"] = "60";
        await using var gateway = await ServiceUnderTest.StartAsync("Gateway", settings);
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 8 && refused is null; i++)
        {
            var answer = await gateway.Http.PostAsync("/api/accounts:signIn", JsonContent("{\"phone\":\"123\"}"));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused = answer;
        }
        Assert.NotNull(refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("RATE_LIMITED", JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["details"]![0]!["reason"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync("/api/counties")).StatusCode);
    }

    [Fact]
    public async Task Staff_without_the_second_factor_has_no_grants_where_it_is_required()
    {
        var settings = GatewayRunning.Settings(running.Upstream);
        settings["CIV_STAFF_SECOND_FACTOR"] = "required";
        await using var gateway = await ServiceUnderTest.StartAsync("Gateway", settings);
        var answer = await gateway.Http.PostAsync("/api/accounts:signIn", JsonContent($"{{\"phone\":\"{GatewayRunning.OperatorPhone}\",\"password\":\"{GatewayRunning.OperatorPassword}\"}}"));
        var signedIn = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True((bool)signedIn["secondFactorDue"]!);
        Assert.Equal("person", signedIn["me"]!["kind"]!.ToString());

        async Task<JsonNode> Post(string path, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", signedIn["accessToken"]!.ToString());
            using var response = await gateway.Http.SendAsync(request);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }
        Assert.Equal("PERMISSION_DENIED", (await Post("/api/counties", "{\"code\":\"140322\",\"name\":\"盂县\"}"))["details"]![0]!["reason"]!.ToString());
        var secret = (await Post("/api/me/secondFactor:begin", "{}"))["secret"]!.ToString();
        await Post("/api/me/secondFactor:confirm", $"{{\"code\":\"{new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp()}\"}}");
        Assert.Equal("盂县", (await Post("/api/counties", "{\"code\":\"140322\",\"name\":\"盂县\"}"))["name"]!.ToString());
    }

    [Fact]
    public async Task A_service_that_is_gone_is_a_named_fault()
    {
        var settings = GatewayRunning.Settings(running.Upstream);
        settings["services__portal__http__0"] = $"http://127.0.0.1:{ScratchPostgres.FreePort()}";
        await using var gateway = await ServiceUnderTest.StartAsync("Gateway", settings);
        using var answer = await gateway.Http.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("SERVICE_UNAVAILABLE", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["details"]![0]!["reason"]!.ToString());
    }

    [Fact]
    public async Task Grpc_passes_with_the_county_in_its_metadata()
    {
        var needs = new Needs.NeedsClient(running.Gateway.Channel);
        await needs.ListNeedsAsync(new ListNeedsRequest(), new Metadata { { "x-civ-county", Callers.A }, { "authorization", $"Bearer {running.Office}" } });
        var seen = running.Upstream.Requests.Last(request => request.Path == "/civpractice.activity.v1.Needs/ListNeeds");
        Assert.Equal("HTTP/2", seen.Protocol);
        Assert.StartsWith("Bearer eyJ", seen.Headers["authorization"]);
        Assert.DoesNotContain("x-civ-county", seen.Headers.Keys);

        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await needs.ListNeedsAsync(new ListNeedsRequest(), new Metadata { { "x-civ-county", "999999" } }));
        Assert.Equal((StatusCode.NotFound, "COUNTY_UNKNOWN"), (unknown.StatusCode, unknown.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason));
    }

    [Fact]
    public async Task The_portal_signs_somebody_in_with_the_token_that_it_was_given()
    {
        await running.SendAsync(HttpMethod.Get, "/c/140322/sign-in");
        var given = running.Upstream.Requests.Last(request => request.Path == "/c/140322/sign-in").Headers["Authorization"];
        var accounts = new V1.Accounts.AccountsClient(running.Gateway.Channel);
        var metadata = new Metadata { { "authorization", given }, { "x-forwarded-for", "192.0.2.7" }, { "x-forwarded-user-agent", "Old Phone" } };
        var answer = await accounts.SignInAsync(new SignInRequest { Phone = GatewayRunning.OfficePhone, Password = GatewayRunning.OfficePassword }, metadata);
        Assert.Equal(Callers.A, answer.Me.County);

        var records = (await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, answer.AccessToken))["signIns"]!.AsArray();
        var mine = records.Single(each => (bool)each!["current"]!)!;
        Assert.Equal(("192.0.2.7", "Old Phone"), (mine["address"]!.ToString(), mine["userAgent"]!.ToString()));
    }

    [Fact]
    public async Task One_request_is_one_trace()
    {
        await using var receiver = await TraceReceiver.StartAsync();
        var settings = GatewayRunning.Settings(running.Upstream);
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint;
        settings["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        await using var gateway = await ServiceUnderTest.StartAsync("Gateway", settings);
        var mark = Guid.NewGuid().ToString("N");
        await gateway.Http.GetAsync($"/?{mark}");
        var arrived = running.Upstream.Requests.Single(request => request.Query.Contains(mark)).Headers["traceparent"].Split('-');
        for (var until = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(until) < TimeSpan.FromSeconds(15) && !receiver.Spans.Any(span => span.Trace == arrived[1] && span.Kind == SeenSpan.Server); await Task.Delay(100)) { }
        var spans = receiver.Spans.Where(span => span.Trace == arrived[1]).ToDictionary(span => span.Id);
        var client = spans[arrived[2]];
        Assert.Equal(SeenSpan.Client, client.Kind);
        var server = client;
        while (spans.TryGetValue(server.Parent, out var parent)) server = parent;
        Assert.Equal((SeenSpan.Server, "gateway"), (server.Kind, server.Service));
        Assert.Contains("civ.county", server.Attributes.Keys);
    }

    static StringContent JsonContent(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
