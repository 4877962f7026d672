using System.Diagnostics;
using System.Text.Json;

namespace CivPractice.AppHost.Tests;

/// <summary>The small stack's host as a process of its own, on a data folder and ports of its own.</summary>
internal sealed class RunningHost : IDisposable
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "CivPractice.SmallStack.dll");
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly string _data;

    private RunningHost(Process process, string data) => (_process, _data) = (process, data);

    public static string NewFolder()
    {
        var folder = Path.Combine("/var/tmp", $"civ-apphost-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Starts it and comes back when it is ready or has ended.</summary>
    public static async Task<RunningHost> StartAsync(string data, params string[] options)
    {
        // A test run in the background has SIGINT ignored, and children inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Host, "--data", data, "--port", "0", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var host = new RunningHost(Process.Start(start)!, data);
        var ready = new TaskCompletionSource();
        void Take(string? line)
        {
            if (line is null) { return; }
            lock (host._lines) { host._lines.Add(line); }
            if (line.StartsWith("ready ", StringComparison.Ordinal)) { ready.TrySetResult(); }
        }
        host._process.OutputDataReceived += (_, line) => Take(line.Data);
        host._process.ErrorDataReceived += (_, line) => Take(line.Data);
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        await Task.WhenAny(ready.Task, host._process.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(2));
        return host;
    }

    public string Output
    {
        get { lock (_lines) { return string.Join('\n', _lines); } }
    }

    public string Gateway => (_lines.SingleOrDefault(line => line.StartsWith("ready ", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"The host did not become ready:\n{Output}"))["ready ".Length..];

    /// <summary>Its parts are gone a moment before the host itself.</summary>
    public int ExitCode => _process.WaitForExit(TimeSpan.FromSeconds(30)) ? _process.ExitCode : throw new InvalidOperationException($"The host does not end:\n{Output}");

    public JsonElement Parts => JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "status.json"))).RootElement.GetProperty("parts");

    public int Pid(string part) => Parts.GetProperty(part).GetProperty("pid").GetInt32();

    public string Database
    {
        get
        {
            var password = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "secrets.json"))).RootElement.GetProperty("postgres-password").GetString();
            var port = new Uri(Parts.GetProperty("postgres").GetProperty("tcp").GetString()!).Port;
            return $"Host=127.0.0.1;Port={port};Username=postgres;Password={password};Database=small;Pooling=false";
        }
    }

    public void Signal(string name) => Kill(name, _process.Id);

    public static void Kill(string name, int pid) => Process.Start("kill", [$"-{name}", $"{pid}"]).WaitForExit();

    /// <summary>The processes that this host or an earlier one on the folder started and that are still there.</summary>
    public static List<string> Left(string data) =>
        [.. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Where(folder => Read(folder + "/environ").Contains($"CIV_STACK={data}:", StringComparison.Ordinal) || Read(folder + "/cmdline").Contains(data, StringComparison.Ordinal))
            .Select(folder => Path.GetFileName(folder) + " " + Read(folder + "/cmdline").Replace('\0', ' '))];

    /// <summary>Waits for the host's end and that of all it started.</summary>
    public async Task<List<string>> LeftAfterAsync(TimeSpan most)
    {
        for (var clock = Stopwatch.StartNew(); Left(_data).Count > 0 && clock.Elapsed < most;) { await Task.Delay(100); }
        return Left(_data);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal("TERM");
            _process.WaitForExit(TimeSpan.FromSeconds(30));
        }
        _process.Dispose();
    }

    private static string Read(string file)
    {
        try { return File.ReadAllText(file); }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return ""; }
    }
}
