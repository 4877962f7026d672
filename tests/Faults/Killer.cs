using System.Diagnostics;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Faults;

/// <summary>
/// Sends SIGKILL to one part after the other while the clients go on; the next only when everything is healthy again. The host starts what died on the
/// same ports, as an operator's supervisor would.
/// </summary>
public sealed class Killer(Stack stack, Action<string> say)
{
    public static readonly IReadOnlyList<string> Services = ["organization", "volunteer", "activity", "lecture", "report", "portal", "gateway"];
    public const string Rabbit = "broker", Database = "postgres";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(120);
    static readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };

    readonly List<(string Part, TimeSpan Back)> kills = [];

    public IReadOnlyList<(string Part, TimeSpan Back)> Kills => kills;

    /// <summary>Every part once, in an order of chance.</summary>
    /// <param name="round">From 0. PostgreSQL loses its postmaster alone in even rounds and all its processes in odd ones.</param>
    public async Task RoundAsync(int round)
    {
        string[] parts = [.. Services, Rabbit, Database];
        Random.Shared.Shuffle(parts);
        foreach (var part in parts)
        {
            await Task.Delay(Random.Shared.Next(300, 1500));
            await KillAsync(part, wholeTree: part == Rabbit || round % 2 == 1);
        }
    }

    public async Task KillAsync(string part, bool wholeTree)
    {
        var pid = stack.Pid(part);
        var clock = Stopwatch.StartNew();
        if (wholeTree) Processes.KillTree(pid);
        else Processes.Kill(pid);
        await BackAsync(part, pid);
        kills.Add((part, clock.Elapsed));
        say($"killed {part,-14} {(wholeTree ? "with all its processes" : "pid " + pid),-24} all healthy after {clock.Elapsed.TotalSeconds,5:0.0} s");
    }

    /// <summary>Waits until a part has a new process and every part is healthy.</summary>
    public async Task BackAsync(string part, int former)
    {
        string? missing = null;
        for (var until = DateTime.UtcNow + patience; DateTime.UtcNow < until; await Task.Delay(100))
            if ((missing = stack.Pid(part) == former ? $"{part} has no new process" : await SickAsync()) is null) return;
        throw new InvalidOperationException($"{part} was killed and after {patience.TotalSeconds} s it is still not well: {missing}\n{stack.Output}");
    }

    /// <summary>The first part that is not healthy and what it says; null when all are.</summary>
    async Task<string?> SickAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(stack.Superuser("postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync();
        }
        catch (Exception down) when (down is NpgsqlException or TimeoutException) { return $"{Database}: {down.Message}"; }
        if (!await Broker.GreetsAsync(new Uri(stack.Address(Rabbit, "tcp")).Port)) return $"{Rabbit}: no greeting";
        var answers = await Task.WhenAll(Services.Select(HealthAsync));
        return answers.FirstOrDefault(answer => answer is not null);
    }

    // Healthy, and not merely degraded: it reaches its database and its queues too.
    async Task<string?> HealthAsync(string service)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(stack.Address(service, "http") + "/health"));
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode && text.StartsWith("Healthy", StringComparison.Ordinal) ? null : $"{service}: {text}";
        }
        catch (Exception down) when (down is HttpRequestException or OperationCanceledException) { return $"{service}: {down.Message}"; }
    }
}
