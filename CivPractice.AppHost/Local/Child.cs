using System.Diagnostics;

namespace CivPractice.AppHost.Local;

/// <summary>A running program.</summary>
internal sealed class Child(Command command, Process process, string log, long from)
{
    private readonly Task _gone = process.WaitForExitAsync();

    public int Id { get; } = process.Id;
    public bool IsRunning => !_gone.IsCompleted;

    public async Task<int> ExitAsync()
    {
        await _gone;
        return process.ExitCode;
    }

    /// <summary>Asks it to end, then ends it with all that it started.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (IsRunning)
        {
            Posix.Kill(Id, command.LastSignal);
            await Task.WhenAny(_gone, Task.Delay(grace));
        }
        foreach (var pid in Session()) { Posix.Kill(pid, Signal.Kill); }
        await _gone;
    }

    /// <summary>The last lines it wrote since it was started.</summary>
    public string LastLines(int count = 20)
    {
        if (!File.Exists(log)) { return ""; }
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Min(Math.Max(from, stream.Length - 64 * 1024), stream.Length), SeekOrigin.Begin);
        return string.Join('\n', new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(count));
    }

    /// <summary>The processes of its session: it leads one, so these are it and its descendants.</summary>
    private IEnumerable<int> Session()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && SessionOf(folder) == Id) { yield return pid; }
        }
    }

    private static int SessionOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(folder + "/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return 0; }
    }
}
