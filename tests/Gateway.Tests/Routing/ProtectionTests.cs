using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Routing;

/// <summary>Gateways with other settings than the shared one: each test its own process.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public async Task Too_many_requests_are_refused_with_a_time_to_wait()
    {
        var settings = GatewayRunning.Settings();
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
        var settings = GatewayRunning.Settings();
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

    static StringContent JsonContent(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
