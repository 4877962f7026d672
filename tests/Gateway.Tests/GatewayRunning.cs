using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Gateway.Tests.GatewayRunning))]

namespace CivPractice.Gateway.Tests;

/// <summary>
/// The gateway as its own process on its own database, and behind it what answers: Organization for the services, and the portal. 盂县, its neighbour and
/// their city are open and have sites; a county of another city is there for tests that write.
/// </summary>
public sealed class GatewayRunning : IAsyncLifetime
{
    public const string OperatorPhone = "10000000000";
    public const string OperatorPassword = "operator-secret-1";
    public const string OfficePhone = "10000000001";
    public const string OfficePassword = "office-secret-22";

    /// <summary>An institute of county A.</summary>
    public const string Institute = "140322104";

    /// <summary>A county that nobody counts the sites of.</summary>
    public const string Elsewhere = "140402";

    static int phones = 100;

    ServiceUnderTest? gateway, organization, portal;
    TraceReceiver? traces;

    public ServiceUnderTest Gateway => gateway!;
    public TraceReceiver Traces => traces!;
    public string Operator { get; private set; } = "";

    /// <summary>The office of county A.</summary>
    public string Office { get; private set; } = "";

    /// <summary>The office of <see cref="Elsewhere"/>.</summary>
    public string OfficeElsewhere { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        traces = await TraceReceiver.StartAsync();
        var traced = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.Endpoint, ["OTEL_BSP_SCHEDULE_DELAY"] = "200" };
        // Those behind look for the gateway's keys, and the gateway for them.
        var (http, grpc) = ($"http://127.0.0.1:{Ports.Next()}", Ports.Next());
        var known = new Dictionary<string, string> { [ServiceUnderTest.GatewayAddress] = http, ["services__gateway__grpc__0"] = $"http://127.0.0.1:{grpc}" };
        organization = await ServiceUnderTest.StartAsync("Organization", With(known, traced));
        portal = await ServiceUnderTest.StartAsync("Portal", With(known, organization.Addresses("organization")));
        gateway = await ServiceUnderTest.StartAsync("Gateway", With(Settings(), traced, organization.Addresses("organization"), portal.Addresses("portal"),
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = http, ["GRPC_PORT"] = $"{grpc}", ["services__activity__http__0"] = Ports.Nowhere }));

        Operator = (await SignInAsync(OperatorPhone, OperatorPassword))["accessToken"]!.ToString();
        foreach (var (code, name) in new[] { (Callers.City, "阳泉市"), (Callers.A, "盂县"), (Callers.B, "平定县"), (Elsewhere, "潞州区") })
            await OkAsync(HttpMethod.Post, "/api/counties", new { code, name }, Operator);
        Office = await OfficeAsync(Callers.A, OfficePhone);
        OfficeElsewhere = await OfficeAsync(Elsewhere, NewPhone());
        await OpenSiteAsync(Callers.A, "CENTER", Office);
        await OpenSiteAsync(Institute, "INSTITUTE", Office);
        await OpenSiteAsync(Callers.B, "CENTER", await OfficeAsync(Callers.B, NewPhone()));
        await OpenSiteAsync(Callers.City, "CENTER", await OfficeAsync(Callers.City, NewPhone()));
    }

    /// <summary>What a gateway needs that has nobody behind it.</summary>
    public static Dictionary<string, string> Settings() => new() { ["CIV_OPERATOR_PASSWORD"] = OperatorPassword, ["CIV_RATE_LIMIT"] = "100000" };

    static Dictionary<string, string> With(params IEnumerable<KeyValuePair<string, string>>[] settings) => new(settings.SelectMany(each => each));

    async Task<string> OfficeAsync(string county, string phone)
    {
        var account = await OkAsync(HttpMethod.Post, "/api/accounts", new { name = "办公室", phone, password = OfficePassword }, Operator);
        await OkAsync(HttpMethod.Post, "/api/grants", new { personId = account["personId"]!.ToString(), role = "center-office", prefix = county }, Operator);
        return (await SignInAsync(phone, OfficePassword))["accessToken"]!.ToString();
    }

    Task<JsonNode> OpenSiteAsync(string code, string tier, string by) => OkAsync(HttpMethod.Post, "/api/sites", new { code, name = "测试站点", tier, openedOn = "2024-01-01" }, by);

    /// <summary>A phone number that no other test uses.</summary>
    public static string NewPhone() => $"100{Interlocked.Increment(ref phones):D8}";

    public Task<JsonNode> SignInAsync(string phone, string password) => OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password });

    /// <summary>The code that the operator's log shows last for a phone.</summary>
    public async Task<string> CodeAsync(string phone)
    {
        MatchCollection Codes() => Regex.Matches(Gateway.Output, $"One-time code for {phone[..3]}\\*+{phone[^4..]}: (\\d{{6}})");
        var before = Codes().Count;
        await OkAsync(HttpMethod.Post, "/api/accounts:sendCode", new { phone });
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
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
        foreach (var service in new[] { gateway, portal, organization })
            if (service is not null) await service.DisposeAsync();
        if (traces is not null) await traces.DisposeAsync();
    }
}
