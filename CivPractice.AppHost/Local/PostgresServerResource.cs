namespace CivPractice.AppHost.Local;

/// <summary>PostgreSQL from the machine's packages, as a cluster of its own in the data folder.</summary>
public sealed class PostgresServerResource(string name, ParameterResource password) : Resource(name), IResourceWithConnectionString
{
    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Password={password.Value}";

    internal override async Task StartAsync(Stack stack)
    {
        Port = stack.Ports.Next();
        var data = stack.Folder.Private(Name);
        stack.DatabaseUser.Own(data);
        var cluster = Path.Combine(data, "cluster");
        if (!File.Exists(Path.Combine(cluster, "global", "pg_control"))) { await InitializeAsync(stack, data, cluster); }

        // Whoever wrote it is gone: this host holds the data folder. Its process id may by now be somebody else's, and PostgreSQL would refuse.
        File.Delete(Path.Combine(cluster, "postmaster.pid"));
        string[] arguments = ["-D", cluster, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", .. Arguments];
        await stack.KeepAsync(Tool(stack, Name, "postgres", arguments) with { LastSignal = Signal.Interrupt }, Depth,
            cancel => Probe.PostgresAsync(Port, cancel), TimeSpan.FromSeconds(15), new Dictionary<string, string> { ["tcp"] = $"tcp://127.0.0.1:{Port}" });
    }

    internal Command Tool(Stack stack, string name, string tool, params string[] arguments) =>
        new(name, Path.Combine(Binaries(), tool), arguments, new Dictionary<string, string> { ["PGPASSWORD"] = password.Value, ["LC_ALL"] = "C.UTF-8" })
        {
            User = stack.DatabaseUser,
        };

    private async Task InitializeAsync(Stack stack, string data, string cluster)
    {
        if (Directory.Exists(cluster)) { Directory.Delete(cluster, recursive: true); }   // an earlier initdb was cut off
        var passwordFile = Path.Combine(data, "password");
        PrivateFile.Write(passwordFile, password.Value);
        stack.DatabaseUser.Own(passwordFile);
        await stack.RunAsync(Tool(stack, $"{Name}-init", "initdb",
            "-D", cluster, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C.UTF-8"));
        File.Delete(passwordFile);
    }

    private static string Binaries() =>
        new[] { "/usr/lib/postgresql", "/usr/pgsql" }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder))
            .Where(folder => File.Exists(Path.Combine(folder, "bin", "postgres")))
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault() ?? throw new RefusalException("PostgreSQL is missing: apt-get install postgresql");
}

/// <summary>A database of the server, created when missing.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    private readonly PostgresServerResource _server;
    private readonly string _database;

    internal PostgresDatabaseResource(string name, string database, PostgresServerResource server) : base(name)
    {
        (_database, _server) = (database, server);
        WaitsFor.Add(server);
    }

    /// <inheritdoc/>
    public string ConnectionString => $"{_server.ConnectionString};Database={_database}";

    internal override async Task StartAsync(Stack stack)
    {
        var script = Path.Combine(stack.Folder.Private(_server.Name), $"{_database}.sql");
        PrivateFile.Write(script,
            $"select 'create database \"{_database}\"' where not exists (select from pg_database where datname = '{_database}') \\gexec\n");
        stack.DatabaseUser.Own(script);
        await stack.RunAsync(_server.Tool(stack, Name, "psql",
            "-h", "127.0.0.1", "-p", $"{_server.Port}", "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script));
    }
}
