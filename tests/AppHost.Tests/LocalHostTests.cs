using System.Net;
using Npgsql;

namespace CivPractice.AppHost.Tests;

/// <summary>The Local host with real PostgreSQL and RabbitMQ.</summary>
public sealed class LocalHostTests : IDisposable
{
    private readonly string _data = RunningHost.NewFolder();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task No_signal_leaves_a_process_and_the_data_is_there_at_the_next_start()
    {
        string[] signals = ["INT", "KILL", "TERM"];
        for (var run = 0; run < signals.Length; run++)
        {
            using var host = await RunningHost.StartAsync(_data, "--only", "door");
            Assert.True(host.Output.Contains("ready ", StringComparison.Ordinal), host.Output);
            Assert.True(RunningHost.Left(_data).Count >= 10);
            await using (var database = NpgsqlDataSource.Create(host.Database))
            {
                await using var rows = database.CreateCommand("create table if not exists seen (run int); select count(*) from seen");
                Assert.Equal((long)run, await rows.ExecuteScalarAsync());
                await using var write = database.CreateCommand($"insert into seen values ({run})");
                await write.ExecuteNonQueryAsync();
            }
            host.Signal(signals[run]);
            Assert.Empty(await host.LeftAfterAsync(TimeSpan.FromSeconds(30)));
            if (signals[run] != "KILL") { Assert.Equal(0, host.ExitCode); }
        }
    }

    [Fact]
    public async Task A_part_that_is_killed_comes_back_at_the_same_address()
    {
        using var host = await RunningHost.StartAsync(_data, "--only", "door");
        foreach (var part in new[] { "peer", "postgres", "broker", "broker-epmd" })
        {
            var (before, address) = (host.Pid(part), Addresses(part));
            RunningHost.Kill("KILL", before);
            for (var i = 0; i < 300 && !(host.Pid(part) != before && host.Output.Contains($"{part} is back", StringComparison.Ordinal)); i++) { await Task.Delay(100); }
            Assert.Contains($"{part} is back", host.Output, StringComparison.Ordinal);
            Assert.Equal(address, Addresses(part));
        }

        string Addresses(string part) => string.Join(' ', host.Parts.GetProperty(part).EnumerateObject().Where(fact => fact.Name is "http" or "grpc" or "tcp").Select(fact => fact.Value.GetString()));
    }

    [Fact]
    public async Task Parts_are_told_where_the_others_are()
    {
        using var host = await RunningHost.StartAsync(_data, "--only", "door", "--replicas", "peer=2");
        using var http = new HttpClient { BaseAddress = new Uri(host.Gateway) };
        Task<string> Variable(string name) => http.GetStringAsync(name);

        Assert.Equal(host.Parts.GetProperty("peer").GetProperty("http").GetString(), await Variable("services__peer__http__0"));
        Assert.Equal(host.Parts.GetProperty("peer-2").GetProperty("grpc").GetString(), await Variable("services__peer__grpc__1"));
        Assert.StartsWith("Host=127.0.0.1;Port=", await Variable("ConnectionStrings__db"), StringComparison.Ordinal);
        Assert.StartsWith("amqp://", await Variable("ConnectionStrings__broker"), StringComparison.Ordinal);
        Assert.Equal("door", await Variable("OTEL_SERVICE_NAME"));
        Assert.Equal(Path.Combine(_data, "files", "door"), await Variable("CIV_FILES"));
        Assert.Equal(IPAddress.Loopback, IPAddress.Parse(new Uri(await Variable("ASPNETCORE_URLS")).Host));
        foreach (var file in new[] { "secrets.json", "status.json" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data, file)));
        }
    }

    [Theory]
    [InlineData("dies", "dies ended with exit code 3 before it was ready")]
    [InlineData("after-failure", "fails failed with exit code 3")]
    public async Task A_part_that_dies_while_it_is_waited_for_ends_the_start_at_once(string part, string says)
    {
        using var host = await RunningHost.StartAsync(_data, "--only", part);
        Assert.Empty(await host.LeftAfterAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, host.ExitCode);
        Assert.Contains(says, host.Output, StringComparison.Ordinal);
        Assert.Contains("no more strength", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hosts_do_not_share_a_data_folder()
    {
        using var first = await RunningHost.StartAsync(_data, "--only", "small-owner");
        using var second = await RunningHost.StartAsync(_data, "--only", "small-owner");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("another host runs on", second.Output, StringComparison.Ordinal);
    }
}
