using System.Diagnostics;
using System.Text.Json;

namespace CivPractice.AppHost.Local;

/// <summary>The running stack: starts what the page names in the order of its waits, as much at once as they allow; stops it in reverse.</summary>
internal sealed class Stack(DataFolder folder, HostOptions options, Ports ports, string repository, CancellationToken stopping) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly Lock _lock = new();
    private readonly Dictionary<Resource, Task> _started = [];
    private readonly List<Kept> _kept = [];
    private readonly SortedDictionary<string, object> _facts = [];

    public DataFolder Folder => folder;
    public HostOptions Options => options;
    public Ports Ports => ports;
    public string Repository => repository;
    public CancellationToken Stopping => stopping;
    public Children Children { get; } = new(folder.Path);
    public SystemUser DatabaseUser { get; } = SystemUser.ForPostgres();

    /// <summary>What every part gets besides what the page says.</summary>
    public Dictionary<string, string> Shared { get; } = [];

    public string LogOf(string name) => Path.Combine(folder.Logs, name + ".log");

    public void Say(string text) => Console.WriteLine($"{DateTime.Now:HH:mm:ss} {text}");

    /// <summary>Starts a resource once, after all it waits for.</summary>
    public Task ReadyAsync(Resource resource)
    {
        lock (_lock)
        {
            return _started.TryGetValue(resource, out var started) ? started : _started[resource] = Task.Run(StartAsync);
        }

        async Task StartAsync()
        {
            await Task.WhenAll(resource.WaitsFor.Select(ReadyAsync));
            stopping.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            await resource.StartAsync(this);
            if (clock.ElapsedMilliseconds > 20) { Say($"{resource.Name,-24} {clock.Elapsed.TotalSeconds,5:0.0} s"); }
        }
    }

    /// <summary>Starts a program that stays, and waits until it is ready.</summary>
    public Task KeepAsync(Command command, int depth, Func<CancellationToken, Task<bool>> isReady, TimeSpan grace,
        IReadOnlyDictionary<string, string>? addresses = null)
    {
        var kept = new Kept(command, isReady, this) { Depth = depth, Grace = grace, Addresses = addresses ?? new Dictionary<string, string>() };
        lock (_lock) { _kept.Add(kept); }
        return kept.StartAsync();
    }

    /// <summary>Runs a program that ends, and wants exit code 0.</summary>
    public async Task RunAsync(Command command)
    {
        var child = Children.Start(command, LogOf(command.Name));
        var code = child.ExitAsync();
        await Task.WhenAny(code, Task.Delay(Timeout.Infinite, stopping));
        if (!code.IsCompleted) { await child.StopAsync(TimeSpan.FromSeconds(5)); }
        stopping.ThrowIfCancellationRequested();
        if (await code is not 0)
        {
            throw new RefusalException($"{command.Name} failed with exit code {await code}. Its last lines, from {LogOf(command.Name)}:\n{child.LastLines()}");
        }
    }

    /// <summary>A fact for `status.json`.</summary>
    public void Tell(string name, object fact)
    {
        lock (_lock) { _facts[name] = fact; }
        WriteStatus();
    }

    /// <summary>Who runs where, for tests and fault runs: rewritten at every start of a process.</summary>
    public void WriteStatus()
    {
        lock (_lock)
        {
            var parts = _kept.ToDictionary(kept => kept.Name, kept => new Dictionary<string, object>(kept.Addresses.ToDictionary(a => a.Key, a => (object)a.Value))
            {
                ["pid"] = kept.Id,
                ["log"] = kept.Log,
            });
            var all = new SortedDictionary<string, object>(_facts) { ["host"] = System.Environment.ProcessId, ["data"] = folder.Path, ["secrets"] = folder.Secrets, ["parts"] = parts };
            PrivateFile.Write(folder.Status, JsonSerializer.Serialize(all, Readable));
        }
    }

    /// <summary>Stops the farthest first, those that stand equally far at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_started.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var ring in _kept.GroupBy(kept => kept.Depth).OrderByDescending(ring => ring.Key))
        {
            await Task.WhenAll(ring.Select(kept => kept.StopAsync()));
        }
        Children.Sweep();
        Children.Dispose();
        File.Delete(folder.Status);
    }
}
