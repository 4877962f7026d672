using System.Diagnostics;

namespace CivPractice.AppHost.Local;

/// <summary>A program that is kept running: waited for at the first start, started again on the same ports when it dies later.</summary>
internal sealed class Kept(Command command, Func<CancellationToken, Task<bool>> isReady, Stack stack)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200), LongPause = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(stack.Stopping);
    private readonly Lock _launching = new();
    private Child? _child;
    private Task _watch = Task.CompletedTask;

    public string Name => command.Name;
    public int Id => _child?.Id ?? 0;
    public string Log { get; } = stack.LogOf(command.Name);
    public required int Depth { get; init; }
    public required TimeSpan Grace { get; init; }
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>Comes back when it is ready; fails at once if it dies before.</summary>
    public async Task StartAsync()
    {
        var child = Launch();
        await ReadyAsync(child);
        _watch = WatchAsync(child);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Child? child;
        lock (_launching) { child = _child; }
        if (child is not null) { await child.StopAsync(Grace); }
        await _watch;
    }

    private Child Launch()
    {
        Child child;
        lock (_launching)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            child = _child = stack.Children.Start(command, Log);
        }
        stack.WriteStatus();
        return child;
    }

    private async Task ReadyAsync(Child child)
    {
        var clock = Stopwatch.StartNew();
        while (!await isReady(_stopping.Token))
        {
            if (!child.IsRunning)
            {
                throw new RefusalException($"{Name} ended with exit code {await child.ExitAsync()} before it was ready. Its last lines, from {Log}:\n{child.LastLines()}");
            }
            if (clock.Elapsed > Patience)
            {
                throw new RefusalException($"{Name} is not ready after {Patience.TotalSeconds} s. Its last lines, from {Log}:\n{child.LastLines()}");
            }
            await Task.WhenAny(Task.Delay(100, _stopping.Token), child.ExitAsync());
            _stopping.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task WatchAsync(Child child)
    {
        var pause = ShortPause;
        var ran = Stopwatch.StartNew();
        try
        {
            while (true)
            {
                var code = await child.ExitAsync();
                if (ran.Elapsed > TimeSpan.FromSeconds(30)) { pause = ShortPause; }
                _stopping.Token.ThrowIfCancellationRequested();
                stack.Say($"{Name} ended with exit code {code}; starting it again in {pause.TotalSeconds} s");
                var dead = Stopwatch.StartNew();
                await Task.Delay(pause, _stopping.Token);
                pause = pause * 2 < LongPause ? pause * 2 : LongPause;
                ran.Restart();
                child = Launch();
                try
                {
                    await ReadyAsync(child);
                    stack.Say($"{Name} is back after {dead.Elapsed.TotalSeconds:0.0} s");
                }
                catch (RefusalException refusal)
                {
                    stack.Say(refusal.Message);
                    await child.StopAsync(Grace);
                }
            }
        }
        catch (OperationCanceledException) { }
    }
}
