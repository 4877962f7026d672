using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CivPractice.AppHost.Local;

/// <summary>
/// Starts every child of the host, from one thread that lives as long as the host: a child asks the kernel for a signal at its
/// parent's death, and to the kernel the parent is the thread that forked it.
/// </summary>
internal sealed class Children : IDisposable
{
    private const int GraceSeconds = 15;
    private readonly BlockingCollection<Action> _starts = [];
    private readonly string _mark;
    private readonly Process _reaper;

    public Children(string dataFolder)
    {
        _mark = $"{dataFolder}:{System.Environment.ProcessId}:{DateTime.UtcNow.Ticks}";
        new Thread(() => { foreach (var start in _starts.GetConsumingEnumerable()) { start(); } }) { IsBackground = true, Name = "children" }.Start();
        using var script = new StreamReader(typeof(Children).Assembly.GetManifestResourceStream("reaper.sh")!);
        _reaper = OnThread(() => Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", script.ReadToEnd(), "civ-reaper", _mark, $"{GraceSeconds}"])
        {
            RedirectStandardInput = true,
        })!);
    }

    /// <summary>
    /// Starts a program as a session of its own (a terminal's Ctrl-C reaches the host alone, who decides when it stops), its output
    /// straight into its log file, with a death signal, and marked so that leftovers can be told.
    /// </summary>
    public Child Start(Command command, string log)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = command.WorkingDirectory };
        var last = command.LastSignal == Signal.Interrupt ? "INT" : "TERM";
        foreach (var word in (string[])
            ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, "setpriv", .. command.User?.BecomeIt ?? [], "--pdeathsig", last, "--", "setsid", command.Path, .. command.Arguments])
        {
            start.ArgumentList.Add(word);
        }
        foreach (var (name, value) in command.Environment) { start.Environment[name] = value; }
        start.Environment["CIV_STACK"] = _mark;
        var from = File.Exists(log) ? new FileInfo(log).Length : 0;
        return new Child(command, OnThread(() => Process.Start(start)!), log, from);
    }

    /// <summary>Ends what is left of this host's children; nothing, after a clean stop.</summary>
    public void Sweep() => Sweep($"CIV_STACK={_mark}");

    /// <summary>Ends what earlier hosts on this data folder left behind.</summary>
    public static void SweepOld(string dataFolder) => Sweep($"CIV_STACK={dataFolder}:");

    public void Dispose()
    {
        _starts.CompleteAdding();
        _reaper.StandardInput.Close();
        _reaper.WaitForExit(TimeSpan.FromSeconds(2));
    }

    private static void Sweep(string mark)
    {
        for (var waited = 0; Marked(mark).ToList() is { Count: > 0 } left; waited++)
        {
            foreach (var pid in left) { Posix.Kill(pid, waited == 0 ? Signal.Terminate : Signal.Kill); }
            for (var i = 0; i < 100 && Marked(mark).Any(); i++) { Thread.Sleep(100); }
            if (waited == 2) { throw new RefusalException($"processes {string.Join(", ", left)} of an earlier run do not end"); }
        }
    }

    private static IEnumerable<int> Marked(string mark)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && Environ(folder).Any(line => line.StartsWith(mark, StringComparison.Ordinal)))
            {
                yield return pid;
            }
        }
    }

    private static string[] Environ(string folder)
    {
        try { return File.ReadAllText(folder + "/environ").Split('\0'); }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return []; }
    }

    private T OnThread<T>(Func<T> start)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try { done.SetResult(start()); }
            catch (Exception failure) { done.SetException(failure); }
        });
        return done.Task.GetAwaiter().GetResult();
    }
}

/// <summary>What to start.</summary>
internal sealed record Command(string Name, string Path, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public string WorkingDirectory { get; init; } = "/";
    public SystemUser? User { get; init; }
    public Signal LastSignal { get; init; } = Signal.Terminate;
}

/// <summary>The signals the host sends.</summary>
internal enum Signal { Interrupt = 2, Kill = 9, Terminate = 15 }

/// <summary>The few calls that .NET has no words for.</summary>
internal static class Posix
{
    public static void Kill(int pid, Signal signal) => _ = kill(pid, (int)signal);

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
}
