using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Gateway.SignIns;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.SignIns;

public sealed class ReplicaTests
{
    static async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(ServiceUnderTest gateway, HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await gateway.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    [Fact]
    public async Task Two_gateways_on_one_database_are_one_door()
    {
        await using var first = await AnotherGateway.StartAsync();
        await using var second = await AnotherGateway.StartAsync(first);
        Assert.Equal(await first.Http.GetStringAsync(PublishedKeys.Path), await second.Http.GetStringAsync(PublishedKeys.Path));

        var signIn = new { phone = GatewayRunning.OperatorPhone, password = GatewayRunning.OperatorPassword };
        var mine = (await SendAsync(first, HttpMethod.Post, "/api/accounts:signIn", signIn)).Answer!["accessToken"]!.ToString();
        var other = (await SendAsync(second, HttpMethod.Post, "/api/accounts:signIn", signIn)).Answer!["accessToken"]!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(second, HttpMethod.Post, "/api/counties", new { code = "140322", name = "盂县" }, mine)).Status);

        // Both know it, and one ends it: there it ends at once, at the other within the time that a sign-in is remembered.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(first, HttpMethod.Get, "/api/me/signIns", null, other)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(second, HttpMethod.Get, "/api/me/signIns", null, other)).Status);
        var records = (await SendAsync(first, HttpMethod.Get, "/api/me/signIns", null, mine)).Answer!["signIns"]!.AsArray();
        var id = records.Single(record => !(bool)record!["current"]!)!["id"]!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(first, HttpMethod.Post, $"/api/me/signIns/{id}:end", new { }, mine)).Status);
        var ended = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(first, HttpMethod.Get, "/api/me/signIns", null, other)).Status);
        for (var over = false; !over; await Task.Delay(250))
        {
            var due = Stopwatch.GetElapsedTime(ended) > Sessions.Life;
            over = (await SendAsync(second, HttpMethod.Get, "/api/me/signIns", null, other)).Status == HttpStatusCode.Unauthorized;
            Assert.True(over || !due, "What was asked after that time was still answered.");
        }

        // Wrong passwords are counted together.
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(i % 2 == 0 ? first : second, HttpMethod.Post, "/api/accounts:signIn", new { signIn.phone, password = $"wrong-wrong{i}" })).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(second, HttpMethod.Post, "/api/accounts:signIn", signIn)).Status);
    }
}
