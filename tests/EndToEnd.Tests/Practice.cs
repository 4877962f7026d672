using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.EndToEnd.Tests.Practice))]

namespace CivPractice.EndToEnd.Tests;

/// <summary>
/// The running platform with the demo's data, as its users meet it: everything goes through the gateway's public REST API,
/// each step as the person who does it in life.
/// </summary>
public sealed class Practice : IAsyncLifetime
{
    public const string County = "140322";
    public const string OtherCounty = "140321";
    public const string City = "140300";

    Stack? stack;
    TraceReceiver? traces;
    IReadOnlyList<DemoAccount> accounts = [];

    public Stack Stack => stack!;
    public TraceReceiver Traces => traces!;

    public sealed record DemoAccount(string Role, string Phone, string Password, string For);

    public async ValueTask InitializeAsync()
    {
        traces = await TraceReceiver.StartAsync();
        stack = await Stack.StartAsync(new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.Endpoint, ["OTEL_BSP_SCHEDULE_DELAY"] = "500", ["CIV_RATE_LIMIT"] = "off" });
        var file = Path.Combine(stack.Data, "demo-accounts.txt");
        var start = new ProcessStartInfo("dotnet", [Repository.Demo, "load", "--gateway", stack.Gateway, "--from", Path.Combine(Repository.Root, "demo", "data"), "--secrets", stack.Status.GetProperty("secrets").GetString()!, "--accounts-out", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var loading = Process.Start(start)!;
        var (text, errors) = (loading.StandardOutput.ReadToEndAsync(), loading.StandardError.ReadToEndAsync());
        await loading.WaitForExitAsync();
        if (loading.ExitCode != 0) throw new InvalidOperationException($"The demo data did not load:\n{await text}\n{await errors}");
        accounts = [.. (await File.ReadAllLinesAsync(file)).Select(line => line.Split("  ", 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(part => part.Length == 4 && part[1].All(char.IsAsciiDigit)).Select(part => new DemoAccount(part[0], part[1], part[2], part[3]))];
    }

    /// <summary>A visitor without an account.</summary>
    public User Visitor(string county = County) => new(new HttpClient { BaseAddress = new Uri(Stack.Gateway) }, county);

    /// <summary>Signs in with a demo account: the first of a role whose purpose mentions <paramref name="what"/>.</summary>
    public async Task<User> SignInAsync(string role, string what = "", string county = County)
    {
        var account = accounts.FirstOrDefault(account => account.Role == role && account.For.Contains(what, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No demo account {role} {what}; there are:\n{string.Join('\n', accounts)}");
        var visitor = Visitor(county);
        var session = await visitor.PostAsync("/api/accounts:signIn", new { phone = account.Phone, password = account.Password });
        visitor.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session["accessToken"]!.GetValue<string>());
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (stack is not null) await stack.DisposeAsync();
        if (traces is not null) await traces.DisposeAsync();
    }
}

/// <summary>Somebody at a browser or an API client, in one county.</summary>
public sealed class User(HttpClient http, string county)
{
    public HttpClient Http => http;

    /// <summary>A path of the county: <c>/needs</c> is <c>/api/c/140322/needs</c>; one that begins with <c>/api</c> is taken as it is.</summary>
    public string Path(string path) => path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/api/c/{county}{path}";

    public async Task<JsonNode> GetAsync(string path) => await AnswerAsync(await http.GetAsync(Path(path)));

    public async Task<JsonNode> PostAsync(string path, object body) => await AnswerAsync(await http.PostAsJsonAsync(Path(path), body));

    /// <summary>The status and the reason of a refusal.</summary>
    public async Task<(int Status, string Reason)> RefusedAsync(string path, object? body = null)
    {
        using var answer = body is null ? await http.GetAsync(Path(path)) : await http.PostAsJsonAsync(Path(path), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, $"{path} was not refused: {text}");
        return ((int)answer.StatusCode, Reason(text));
    }

    public static string Reason(string fault)
    {
        var details = JsonNode.Parse(fault)?["details"]?.AsArray();
        return details?.Select(detail => detail?["reason"]?.GetValue<string>()).FirstOrDefault(reason => reason is not null) ?? "";
    }

    static async Task<JsonNode> AnswerAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {text}");
            return JsonNode.Parse(text)!;
        }
    }
}
