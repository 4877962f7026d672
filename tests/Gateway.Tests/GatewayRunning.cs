using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Gateway.Tests.GatewayRunning))]

namespace CivPractice.Gateway.Tests;

/// <summary>The gateway as its own process on its own database, with a stand-in behind it; 盂县, its neighbour and the city are open.</summary>
public sealed class GatewayRunning : IAsyncLifetime
{
    public const string OperatorPhone = "10000000000";
    public const string OperatorPassword = "operator-secret-1";
    public const string OfficePhone = "10000000001";
    public const string OfficePassword = "office-secret-22";

    static int phones = 100;

    ServiceUnderTest? gateway;
    Upstream? upstream;

    public ServiceUnderTest Gateway => gateway!;
    public Upstream Upstream => upstream!;
    public string Operator { get; private set; } = "";

    /// <summary>The office of county A.</summary>
    public string Office { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        upstream = await Upstream.StartAsync();
        gateway = await ServiceUnderTest.StartAsync("Gateway", Settings(upstream));
        Operator = (await SignInAsync(OperatorPhone, OperatorPassword))["accessToken"]!.ToString();
        foreach (var (code, name) in new[] { (Callers.City, "阳泉市"), (Callers.A, "盂县"), (Callers.B, "平定县") })
            await OkAsync(HttpMethod.Post, "/api/counties", new { code, name }, Operator);
        var account = await OkAsync(HttpMethod.Post, "/api/accounts", new { name = "办公室", phone = OfficePhone, password = OfficePassword }, Operator);
        await OkAsync(HttpMethod.Post, "/api/grants", new { personId = account["personId"]!.ToString(), role = "center-office", prefix = Callers.A }, Operator);
        Office = (await SignInAsync(OfficePhone, OfficePassword))["accessToken"]!.ToString();
    }

    public static Dictionary<string, string> Settings(Upstream upstream)
    {
        var settings = new Dictionary<string, string> { ["CIV_OPERATOR_PASSWORD"] = OperatorPassword, ["CIV_RATE_LIMIT"] = "100000" };
        foreach (var service in new[] { "organization", "volunteer", "activity", "lecture", "report", "portal" })
        {
            settings[$"services__{service}__http__0"] = upstream.Http;
            settings[$"services__{service}__grpc__0"] = upstream.Grpc;
        }
        return settings;
    }

    /// <summary>A phone number that no other test uses.</summary>
    public static string NewPhone() => $"100{Interlocked.Increment(ref phones):D8}";

    public Task<JsonNode> SignInAsync(string phone, string password) => OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password });

    /// <summary>The code that the operator's log shows last for a phone.</summary>
    public async Task<string> CodeAsync(string phone)
    {
        MatchCollection Codes() => Regex.Matches(Gateway.Output, $"One-time code for {phone[..3]}\\*+{phone[^4..]}: (\\d{{6}})");
        var before = Codes().Count;
        await OkAsync(HttpMethod.Post, "/api/accounts:sendCode", new { phone });
        for (var until = DateTime.UtcNow.AddSeconds(10); ; await Task.Delay(20))
            if (Codes() is var codes && (codes.Count > before || DateTime.UtcNow > until)) return codes[^1].Groups[1].Value;
    }

    /// <summary>An account by the front door; its sign-in.</summary>
    public async Task<(string Token, string Person)> RegisterAsync(string phone, string name = "张三", string password = "resident-secret-3")
    {
        var answer = await OkAsync(HttpMethod.Post, $"/api/c/{Callers.A}/accounts:register", new { phone, name, password, code = await CodeAsync(phone) });
        return (answer["accessToken"]!.ToString(), answer["me"]!["personId"]!.ToString());
    }

    public async Task<JsonNode> OkAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var answer = await SendAsync(method, path, body, token);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The status and the fault's reason of a refusal.</summary>
    public async Task<(int Status, string Reason)> RefusedAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var answer = await SendAsync(method, path, body, token);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, $"{method} {path} was not refused: {text}");
        return ((int)answer.StatusCode, JsonNode.Parse(text)?["details"]?[0]?["reason"]?.ToString() ?? text);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? token = null, Action<HttpRequestMessage>? more = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is HttpContent content ? content : body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        more?.Invoke(request);
        return await Gateway.Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (gateway is not null) await gateway.DisposeAsync();
        if (upstream is not null) await upstream.DisposeAsync();
    }
}
