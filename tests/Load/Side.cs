using System.Diagnostics;

namespace CivPractice.Load;

/// <summary>One of the two that are compared: where its requests go, how the next is built, whose CPU counts and whose is shown beside.</summary>
/// <param name="Next">The request of a running number; every number gives another one.</param>
/// <param name="Counted">Processes whose CPU counts, by name.</param>
/// <param name="Beside">Processes whose CPU is shown only.</param>
sealed record Side(Uri Address, Func<int, byte[]> Next, IReadOnlyList<(string Name, int Pid)> Counted, IReadOnlyList<(string Name, int Pid)> Beside)
{
    int number;

    /// <summary>Keeps <paramref name="clients"/> connections busy for a time, each with one request at once.</summary>
    internal Round Run(int clients, TimeSpan time)
    {
        var pids = Counted.Concat(Beside).Select(process => process.Pid).ToArray();
        var done = new List<float>[clients];
        var (refused, failed) = (0, 0);
        var before = ProcessTrees.Cpu(pids);
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, clients).Select(client => new Thread(() =>
        {
            done[client] = new List<float>(16_384);
            using var connection = new Connection(Address);
            while (clock.Elapsed < time)
            {
                var request = Next(Interlocked.Increment(ref number));
                var sent = Stopwatch.GetTimestamp();
                var (status, bytes) = connection.Send(request);
                if (status is >= 200 and < 300) done[client].Add((float)Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                else if (Interlocked.Increment(ref refused) == 1) Console.Error.WriteLine($"refused: {connection.Answer(bytes)}");
                if (status >= 500) Interlocked.Increment(ref failed);
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        var seconds = clock.Elapsed.TotalSeconds;
        var after = ProcessTrees.Cpu(pids);
        var all = done.SelectMany(each => each).Order().ToArray();
        return new Round(all.Length, refused, failed, seconds, [.. after.Zip(before, (to, from) => (to - from) * 1e6 / Math.Max(1, all.Length))], At(all, 0.5), At(all, 0.99)) { Own = Counted.Count };
    }

    static double At(float[] ordered, double share) => ordered.Length == 0 ? 0 : ordered[(int)((ordered.Length - 1) * share)];
}

/// <summary>What one round showed.</summary>
/// <param name="Done">Requests answered with 2xx; CPU is divided among these.</param>
/// <param name="Failed">Of the refused ones those with 5xx.</param>
/// <param name="Micros">CPU microseconds per request, by process in the side's order.</param>
sealed record Round(int Done, int Refused, int Failed, double Seconds, double[] Micros, double P50, double P99)
{
    internal required int Own { get; init; }

    /// <summary>CPU microseconds per request of the processes that count.</summary>
    internal double Cost => Micros.Take(Own).Sum();
    internal double Rate => Done / Seconds;
}
