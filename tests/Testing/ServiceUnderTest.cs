using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;

namespace CivPractice.Testing;

/// <summary>
/// One service as it really runs: its own process, its own migrated database on a real PostgreSQL, started as civ_app. Without a gateway of its own it is given
/// the address of a <see cref="TestSigner"/>, so that a test can call as whoever it needs. The broker is a real RabbitMQ for those who ask for it; for the
/// others it is absent: what a service writes must not depend on it.
/// </summary>
public sealed class ServiceUnderTest : IAsyncDisposable
{
    /// <summary>The setting that says where the gateway's keys are.</summary>
    public const string GatewayAddress = "services__gateway__http__0";

    const string password = "test-password";

    Process process;
    readonly TestSigner? signer;
    readonly ScratchBroker? broker;

    // The run has one broker: two of one service at it would take each other's events.
    static readonly System.Collections.Concurrent.ConcurrentDictionary<string, SemaphoreSlim> turns = new();
    SemaphoreSlim? turn;

    readonly GrpcChannel channel;
    readonly ConcurrentQueue<string> output = new();
    readonly Dictionary<string, string> environment;
    readonly string database;
    readonly ScratchPostgres postgres;

    ServiceUnderTest(Process process, TestSigner? signer, ScratchBroker? broker, Dictionary<string, string> environment, string database, ScratchPostgres postgres)
    {
        this.environment = environment;
        this.database = database;
        this.postgres = postgres;
        this.process = process;
        this.signer = signer;
        this.broker = broker;
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{environment["GRPC_PORT"]}");
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(environment["ASPNETCORE_URLS"]) };
        Superuser = NpgsqlDataSource.Create(postgres.As("postgres", database));
        App = NpgsqlDataSource.Create(postgres.As("civ_app", database, password));
        Listen();
    }

    void Listen()
    {
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) output.Enqueue(line.Data); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) output.Enqueue(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Keeps no cookies: a request bears what its test says.</summary>
    public HttpClient Http { get; }

    /// <summary>The database without fences, to look at what was really written.</summary>
    public NpgsqlDataSource Superuser { get; }

    /// <summary>The database as the service's role, to try what its fences allow.</summary>
    public NpgsqlDataSource App { get; }

    public string Output => string.Join('\n', output);

    /// <param name="settings">More of its environment, e.g. the addresses of its peers.</param>
    /// <param name="withBroker">Whether it takes and publishes events.</param>
    public static async Task<ServiceUnderTest> StartAsync(string service, IReadOnlyDictionary<string, string>? settings = null, bool withBroker = false)
    {
        var brokerStart = withBroker ? ScratchBroker.StartAsync() : null;
        var postgres = await ScratchPostgres.StartAsync();
        var database = $"civ_{service.ToLowerInvariant()}_{Guid.NewGuid():N}"[..40];
        var owner = await postgres.CreateDatabaseAsync(database);

        var signer = settings?.ContainsKey(GatewayAddress) is true ? null : await TestSigner.StartAsync();
        var (http, grpc) = ($"http://127.0.0.1:{Ports.Next()}", Ports.Next());
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__owner"] = owner,
            ["ConnectionStrings__db"] = postgres.As("civ_app", database, password),
            ["ConnectionStrings__jobs"] = postgres.As("civ_jobs", database, password),
            ["ConnectionStrings__broker"] = "amqp://nobody:nothing@127.0.0.1:1",
            ["CIV_APP_PASSWORD"] = password,
            ["CIV_JOBS_PASSWORD"] = password,
            ["CIV_SECRET_KEY"] = Convert.ToBase64String(new byte[32]),
            ["CIV_FILES"] = Path.Combine(Path.GetTempPath(), "civ-test-files", database),
            ["ASPNETCORE_URLS"] = http,
            ["GRPC_PORT"] = $"{grpc}",
            [GatewayAddress] = signer?.Address ?? "",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) environment[name] = value;

        await MigrateAsync(service, environment);
        var broker = brokerStart is null ? null : await brokerStart;
        if (broker is not null) environment["ConnectionStrings__broker"] = broker.Address;
        var turn = broker is null ? null : turns.GetOrAdd(service, _ => new SemaphoreSlim(1, 1));
        if (turn is not null) await turn.WaitAsync();
        var process = Launch(service, environment);
        var under = new ServiceUnderTest(process, signer, broker, environment, database, postgres) { turn = turn };
        // Without its broker a service is alive and never ready; with it, ready means that its queues are there.
        await under.UntilAnswersAsync(withBroker ? "/health" : "/alive");
        return under;
    }

    /// <summary>Starts a second process on the same database as another role, for one that must refuse; waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> StartAnotherAsync(string service, string user)
    {
        var other = new Dictionary<string, string>(environment) { ["ConnectionStrings__db"] = postgres.As(user, database), ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["GRPC_PORT"] = "" };
        using var refusing = Launch(service, other);
        var (text, errors) = (refusing.StandardOutput.ReadToEndAsync(), refusing.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try { await refusing.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { refusing.Kill(entireProcessTree: true); return (0, "It started."); }
        return (refusing.ExitCode, await text + await errors);
    }

    /// <summary>Compares the service's figures with its rows, as <c>--check-figures</c> does for an operator.</summary>
    /// <param name="county">The only one that is checked; of all of them where it is missing.</param>
    public async Task<(int ExitCode, string[] Lines)> CheckFiguresAsync(string service, string? county = null)
    {
        using var check = Launch(service, environment, county is null ? ["--check-figures"] : ["--check-figures", "--county", county]);
        var (text, errors) = (check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync();
        return (check.ExitCode, (await text + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The figures of a county that differ from their rows.</summary>
    /// <exception cref="InvalidOperationException">The check itself failed, or the county has no figures.</exception>
    public async Task<string[]> DifferencesAsync(string service, string county)
    {
        var (code, lines) = await CheckFiguresAsync(service, county);
        return code is 0 or 1 && !lines.Contains("0 figures in 0 counties agree") ? [.. lines.Where(line => line.StartsWith(county, StringComparison.Ordinal))] : throw new InvalidOperationException(string.Join('\n', lines));
    }

    /// <summary>SIGKILL, and a new process on the same database and ports.</summary>
    /// <param name="settings">What of its environment is another from now on.</param>
    public async Task KillAndRestartAsync(string service, params KeyValuePair<string, string>[] settings)
    {
        foreach (var (name, value) in settings) environment[name] = value;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = Launch(service, environment);
        Listen();
        await UntilAnswersAsync(broker is null ? "/alive" : "/health");
    }

    /// <summary>A gRPC call's metadata for a caller.</summary>
    public Metadata As(Caller caller) => new() { { "authorization", $"Bearer {Token(caller)}" } };

    public GrpcChannel Channel => channel;

    /// <summary>For another service: the same signer as this one's, so that one token is good for both.</summary>
    public KeyValuePair<string, string> Signer => new(GatewayAddress, environment[GatewayAddress]);

    /// <summary>Its addresses, as a peer's settings name them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Addresses(string name) =>
        [new($"services__{name}__http__0", environment["ASPNETCORE_URLS"]), new($"services__{name}__grpc__0", $"http://127.0.0.1:{environment["GRPC_PORT"]}")];

    public HttpRequestMessage Request(HttpMethod method, string path, Caller? caller, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (caller is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(caller));
        return request;
    }

    string Token(Caller caller) => (signer ?? throw new InvalidOperationException("With a real gateway, sign in there.")).Token(caller);

    /// <summary>
    /// Publishes an event by the broker and ends when its consumer has taken it: has committed it to its inbox or, when it knew the message id already, has said so.
    /// </summary>
    public async Task DeliverAsync<TEvent>(TEvent fact, Guid? messageId = null) where TEvent : class, IEvent
    {
        var id = messageId ?? Guid.CreateVersion7();
        var (known, told) = (await IsTakenAsync(id), TimesAbsorbed(id));
        await (broker ?? throw new InvalidOperationException("The service was started without a broker.")).PublishAsync(fact, id);
        for (var until = DateTime.UtcNow.AddSeconds(90); known ? TimesAbsorbed(id) == told : !await IsTakenAsync(id); await Task.Delay(20))
            if (DateTime.UtcNow > until) throw new InvalidOperationException($"{fact} was not taken:\n{Output}");
    }

    int TimesAbsorbed(Guid message) => output.Count(line => line.Contains("was delivered again and changed nothing", StringComparison.Ordinal) && line.Contains($"{message}", StringComparison.Ordinal));

    async Task<bool> IsTakenAsync(Guid message)
    {
        await using var command = Superuser.CreateCommand($"select exists (select from inbox_message where message_id = '{message}')");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

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

    async Task UntilAnswersAsync(string path)
    {
        for (var until = DateTime.UtcNow.AddSeconds(90); ; await Task.Delay(100))
            try
            {
                using var answer = await Http.GetAsync(path);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until && !process.HasExited) { }
            catch (HttpRequestException) { throw new InvalidOperationException($"The service did not start:\n{Output}"); }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
        // What went wrong without a name goes into the log of the run: the answer has a trace's number only.
        foreach (var line in output.Where(line => line.Contains("failed in a way that has no name", StringComparison.Ordinal)).Take(10)) Console.WriteLine(line);
        turn?.Release();
        channel.Dispose();
        Http.Dispose();
        await Superuser.DisposeAsync();
        await App.DisposeAsync();
        if (signer is not null) await signer.DisposeAsync();
    }
}
