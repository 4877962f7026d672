using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CivPractice.Testing;

/// <summary>A PostgreSQL of its own for one test run: a fresh cluster on a free port of loopback, gone with the run.</summary>
public sealed class ScratchPostgres : IAsyncDisposable
{
    static readonly SemaphoreSlim gate = new(1, 1);
    static ScratchPostgres? running;

    readonly string folder;
    readonly Process server;

    ScratchPostgres(string folder, Process server, int port)
    {
        this.folder = folder;
        this.server = server;
        Port = port;
    }

    public int Port { get; }

    public string As(string user, string database, string password = "") =>
        $"Host=127.0.0.1;Port={Port};Username={user};Database={database}{(password.Length > 0 ? $";Password={password}" : "")}";

    /// <summary>The run's server, started when first asked for.</summary>
    public static async Task<ScratchPostgres> StartAsync()
    {
        await gate.WaitAsync();
        try { return running ??= await LaunchAsync(); }
        finally { gate.Release(); }
    }

    /// <summary>A new, empty database; its connection as superuser.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(As("postgres", "postgres"));
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return As("postgres", name);
    }

    static async Task<ScratchPostgres> LaunchAsync()
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).First();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"civ-tests-{Guid.NewGuid():N}")).FullName;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherRead);
        var data = Path.Combine(folder, "data");
        var made = Children.Start(AsDatabaseUser(Path.Combine(bin, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        await made.WaitForExitAsync();
        if (made.ExitCode != 0) throw new InvalidOperationException($"initdb failed: {await made.StandardError.ReadToEndAsync()}");

        var port = Ports.Next();
        var server = Children.Start(AsDatabaseUser(Path.Combine(bin, "postgres"), "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200"));
        _ = server.StandardError.ReadToEndAsync();
        var postgres = new ScratchPostgres(folder, server, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.Stop();
        for (var until = DateTime.UtcNow.AddSeconds(90); ; await Task.Delay(50))
            try
            {
                await using var connection = new NpgsqlConnection(postgres.As("postgres", "postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return postgres;
            }
            catch (NpgsqlException) when (DateTime.UtcNow < until && !server.HasExited) { }
    }

    // PostgreSQL refuses root; and it must not outlive a test run that is killed.
    static ProcessStartInfo AsDatabaseUser(string program, params string[] arguments)
    {
        var prefix = Environment.UserName == "root"
            ? new[] { "setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--pdeathsig", "KILL", "--" }
            : ["setpriv", "--pdeathsig", "KILL", "--"];
        return new ProcessStartInfo(prefix[0], [.. prefix[1..], program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
    }

    void Stop()
    {
        // Its children end with it. To kill the tree would search all processes of the machine once for each child, and xunit waits for this handler.
        if (!server.HasExited) server.Kill();
        server.WaitForExit(5000);
        // Some hundred databases are some ten thousand files: on a busy machine longer than xunit waits. Whoever deletes them goes on without us; the second time for what a last child still wrote.
        Process.Start("sh", ["-c", "rm -rf \"$0\" 2>/dev/null || { sleep 2; rm -rf \"$0\"; }", folder]).Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }
}
