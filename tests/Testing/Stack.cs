using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace CivPractice.Testing;

/// <summary>The whole stack as <c>run.sh</c> starts it: the AppHost's Local host on free ports and a data folder of its own.</summary>
public sealed class Stack : IAsyncDisposable
{
    readonly Process host;
    readonly StringBuilder output = new();
    readonly bool keepsData;

    Stack(Process host, string data, bool keepsData)
    {
        this.host = host;
        this.keepsData = keepsData;
        Data = data;
    }

    public string Data { get; }
    public string Gateway { get; private set; } = "";
    public int HostPid => host.Id;

    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    public static async Task<Stack> StartAsync(IReadOnlyDictionary<string, string>? settings = null, string? data = null, params string[] arguments)
    {
        var keepsData = data is not null;
        data ??= Directory.CreateDirectory(Path.Combine("/var/tmp", $"civ-stack-{Guid.NewGuid():N}")).FullName;
        var start = new ProcessStartInfo("dotnet", [Repository.AppHost, "--data", data, "--port", "0", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var stack = new Stack(Process.Start(start)!, data, keepsData);
        await stack.UntilReadyAsync();
        return stack;
    }

    /// <summary>What the host tells of its parts: <c>status.json</c> in the data folder.</summary>
    public JsonElement Status => JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "status.json"))).RootElement;

    public int Pid(string part) => Status.GetProperty("parts").GetProperty(part).GetProperty("pid").GetInt32();

    public string Address(string part, string endpoint) => Status.GetProperty("parts").GetProperty(part).GetProperty(endpoint).GetString()!;

    public string Secret(string name) => JsonDocument.Parse(File.ReadAllText(Status.GetProperty("secrets").GetString()!)).RootElement.GetProperty(name).GetString()!;

    /// <summary>A connection that fences do not bind, to look at what was really written.</summary>
    public string Superuser(string database)
    {
        var server = new Uri(Address("postgres", "tcp"));
        return $"Host=127.0.0.1;Port={server.Port};Username=postgres;Password={Secret("postgres-password")};Database={database}";
    }

    async Task UntilReadyAsync()
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(string? line)
        {
            if (line is null) return;
            lock (output) output.AppendLine(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal)) ready.TrySetResult(line["ready ".Length..].Trim());
        }
        host.OutputDataReceived += (_, line) => Read(line.Data);
        host.ErrorDataReceived += (_, line) => Read(line.Data);
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, host.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(3)));
        if (first != ready.Task) throw new InvalidOperationException($"The stack did not become ready:\n{Output}");
        Gateway = await ready.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (!host.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{host.Id}"]);
            await Task.WhenAny(host.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(40)));
            if (!host.HasExited) host.Kill(entireProcessTree: true);
        }
        host.Dispose();
        if (!keepsData) Directory.Delete(Data, recursive: true);
    }
}
