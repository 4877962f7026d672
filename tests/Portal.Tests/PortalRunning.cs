using System.Diagnostics;
using System.Net;
using CivPractice.Gateway.V1;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Portal.Tests.PortalRunning))]

namespace CivPractice.Portal.Tests;

/// <summary>The portal as its own process, with stand-ins for the services; lecture, volunteer and report are down throughout.</summary>
public sealed class PortalRunning : IAsyncLifetime
{
    public const string Password = "a-long-password";
    public const string SessionToken = "opaque-session-token-of-forty-three-letters";

    Process? process;

    public StandIns Services { get; } = new();
    public Uri Address { get; } = new($"http://127.0.0.1:{ScratchPostgres.FreePort()}");

    public async ValueTask InitializeAsync()
    {
        await Services.StartAsync();
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", "dotnet", Repository.Service("Portal")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["CIV_SECRET_KEY"] = Convert.ToBase64String(new byte[32]);
        foreach (var name in new[] { "gateway", "organization", "activity" }) start.Environment[$"services__{name}__grpc__0"] = Services.Address;
        foreach (var name in new[] { "lecture", "volunteer", "report" }) start.Environment[$"services__{name}__grpc__0"] = "http://127.0.0.1:1";
        process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();

        using var client = new HttpClient { BaseAddress = Address };
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(100))
        {
            try
            {
                if ((await client.GetAsync("/health")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until) { }
        }
    }

    /// <summary>A browser of somebody whom the gateway describes so; nobody for a visitor.</summary>
    public Browser Browse(Me? who = null)
    {
        var token = $"Bearer {Guid.NewGuid()}";
        if (who is not null) Services.Callers[token] = who;
        return new Browser(Address, token);
    }

    public static Me Clerk(params string[] permissions) => new()
    {
        PersonId = Guid.NewGuid().ToString(),
        Name = "李专管员",
        Kind = "staff",
        Grants = { new Grant { Role = "station-clerk", Prefix = Callers.A } },
        Permissions = { permissions },
    };

    public async ValueTask DisposeAsync()
    {
        process?.Kill(entireProcessTree: true);
        process?.Dispose();
        await Services.DisposeAsync();
    }
}

/// <summary>What a browser without scripts does: keeps cookies, follows redirects when told, sends a form with all its fields.</summary>
public sealed class Browser
{
    readonly HttpClient client;

    public Browser(Uri address, string token)
    {
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Authorization", token);
        Token = token;
    }

    public string Token { get; }
    public CookieContainer Cookies { get; } = new();
    public HttpResponseMessage Answer { get; private set; } = new();
    public string Html { get; private set; } = "";

    public int Status => (int)Answer.StatusCode;
    public string Text => WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(Html, "<[^>]+>", ""));

    public async Task<Browser> GetAsync(string path)
    {
        Answer = await client.GetAsync(path);
        Html = await Answer.Content.ReadAsStringAsync();
        return this;
    }

    /// <summary>Presses the button <paramref name="deed"/> of the form that has it, with what is typed now and what stood there.</summary>
    public async Task<Browser> PressAsync(string deed, params (string Name, string Value)[] typed)
    {
        var form = Form.All(Html).First(form => form.Deeds.Contains(deed));
        var fields = form.Fields.Where(field => typed.All(one => one.Name != field.Key)).Concat(typed.Select(one => KeyValuePair.Create(one.Name, one.Value))).Append(KeyValuePair.Create("do", deed));
        Answer = await client.PostAsync(form.Action, new FormUrlEncodedContent(fields));
        Html = await Answer.Content.ReadAsStringAsync();
        return this;
    }

    public async Task<Browser> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        Answer = await client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        Html = await Answer.Content.ReadAsStringAsync();
        return this;
    }
}
