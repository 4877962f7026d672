using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CivPractice.Platform.Callers;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace CivPractice.Testing;

/// <summary>
/// One service as it really runs: its own process, its own migrated database on a real PostgreSQL, started as civ_app. In the gateway's place stands
/// only what the service asks of it: the published keys, with which the tests sign tokens of the callers that they need. The broker is absent:
/// what a service writes must not depend on it.
/// </summary>
public sealed class ServiceUnderTest : IAsyncDisposable
{
    const string password = "test-password";

    readonly Process process;
    readonly WebApplication keys;
    readonly SigningCredentials signing;
    readonly GrpcChannel channel;
    readonly ConcurrentQueue<string> output = new();
    readonly Dictionary<string, string> environment;
    readonly string database;
    readonly ScratchPostgres postgres;

    ServiceUnderTest(Process process, WebApplication keys, SigningCredentials signing, Dictionary<string, string> environment, string database, ScratchPostgres postgres)
    {
        this.environment = environment;
        this.database = database;
        this.postgres = postgres;
        this.process = process;
        this.keys = keys;
        this.signing = signing;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{environment["GRPC_PORT"]}");
        Http = new HttpClient { BaseAddress = new Uri(environment["ASPNETCORE_URLS"]) };
        Superuser = NpgsqlDataSource.Create(postgres.As("postgres", database));
        App = NpgsqlDataSource.Create(postgres.As("civ_app", database, password));
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) output.Enqueue(line.Data); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) output.Enqueue(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <summary>The database without fences, to look at what was really written.</summary>
    public NpgsqlDataSource Superuser { get; }

    /// <summary>The database as the service's role, to try what its fences allow.</summary>
    public NpgsqlDataSource App { get; }

    public string Output => string.Join('\n', output);

    public static async Task<ServiceUnderTest> StartAsync(string service, IReadOnlyDictionary<string, string>? settings = null)
    {
        var postgres = await ScratchPostgres.StartAsync();
        var database = $"civ_{service.ToLowerInvariant()}_{Guid.NewGuid():N}"[..40];
        var owner = await postgres.CreateDatabaseAsync(database);

        var key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
        var keys = await PublishAsync(key);
        var (http, grpc) = ($"http://127.0.0.1:{ScratchPostgres.FreePort()}", ScratchPostgres.FreePort());
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__owner"] = owner,
            ["ConnectionStrings__db"] = postgres.As("civ_app", database, password),
            ["ConnectionStrings__jobs"] = postgres.As("civ_jobs", database, password),
            ["ConnectionStrings__broker"] = $"amqp://nobody:nothing@127.0.0.1:{ScratchPostgres.FreePort()}",
            ["CIV_APP_PASSWORD"] = password,
            ["CIV_JOBS_PASSWORD"] = password,
            ["CIV_SECRET_KEY"] = Convert.ToBase64String(new byte[32]),
            ["CIV_FILES"] = Path.Combine(Path.GetTempPath(), "civ-test-files", database),
            ["ASPNETCORE_URLS"] = http,
            ["GRPC_PORT"] = $"{grpc}",
            ["services__gateway__http__0"] = keys.Urls.First(),
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) environment[name] = value;

        await MigrateAsync(service, environment);
        var process = Launch(service, environment);
        var under = new ServiceUnderTest(process, keys, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256), environment, database, postgres);
        await under.UntilAliveAsync();
        return under;
    }

    /// <summary>Starts a second process on the same database as another role, for one that must refuse; waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> StartAnotherAsync(string service, string user)
    {
        var other = new Dictionary<string, string>(environment) { ["ConnectionStrings__db"] = postgres.As(user, database), ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["GRPC_PORT"] = "" };
        using var refusing = Launch(service, other);
        var (text, errors) = (refusing.StandardOutput.ReadToEndAsync(), refusing.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try { await refusing.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { refusing.Kill(entireProcessTree: true); return (0, "It started."); }
        return (refusing.ExitCode, await text + await errors);
    }

    /// <summary>A gRPC call's metadata for a caller.</summary>
    public Metadata As(Caller caller) => new() { { "authorization", $"Bearer {Token(caller)}" } };

    public GrpcChannel Channel => channel;

    public HttpRequestMessage Request(HttpMethod method, string path, Caller? caller, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (caller is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(caller));
        return request;
    }

    string Token(Caller caller) => CallerToken.Write(caller, signing, DateTimeOffset.UtcNow);

    static async Task MigrateAsync(string service, Dictionary<string, string> environment)
    {
        // Without a broker no queues are declared; the step does the database's part.
        using var migration = Launch(service, new Dictionary<string, string>(environment) { ["civ__declare_queues"] = "false" }, "--migrate");
        var errors = migration.StandardError.ReadToEndAsync();
        var text = await migration.StandardOutput.ReadToEndAsync();
        await migration.WaitForExitAsync();
        if (migration.ExitCode != 0) throw new InvalidOperationException($"Migration of {service} failed:\n{text}\n{await errors}");
    }

    static Process Launch(string service, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", "dotnet", Repository.Service(service), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Children.Start(start);
    }

    static async Task<WebApplication> PublishAsync(ECDsaSecurityKey key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var point = key.ECDsa.ExportParameters(false).Q;
        app.MapGet(PublishedKeys.Path, () => Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", kid = key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } } }));
        await app.StartAsync();
        return app;
    }

    async Task UntilAliveAsync()
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(100))
            try
            {
                using var answer = await Http.GetAsync("/alive");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until && !process.HasExited) { }
            catch (HttpRequestException) { throw new InvalidOperationException($"The service did not start:\n{Output}"); }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
        channel.Dispose();
        Http.Dispose();
        await Superuser.DisposeAsync();
        await App.DisposeAsync();
        await keys.DisposeAsync();
    }
}
