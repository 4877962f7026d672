using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Load;

/// <summary>Where a round's processor time goes: samples of Linux perf, by what each was doing for whom.</summary>
static partial class Profile
{
    const int shown = 12;
    static readonly TimeSpan time = TimeSpan.FromSeconds(8);

    // From the innermost frame outwards, the first that a rule knows names the sample.
    static readonly (string Label, Regex Frame)[] rules =
    [
        ("kernel: sending and receiving", new(@"tcp_|inet_|sock_(send|recv|write|read)|__sys_(send|recv)|unix_stream", RegexOptions.Compiled)),
        ("kernel: waiting and waking of threads", new(@"futex|epoll|sched_yield|__schedule|poll_schedule", RegexOptions.Compiled)),
        ("garbage collection", new(@"libclrgc|gc_heap|WKS::|SVR::", RegexOptions.Compiled)),
        ("compilation (JIT)", new(@"libclrjit|PreStub|TieredCompilation", RegexOptions.Compiled)),
        ("Npgsql", new(@"\[Npgsql\]", RegexOptions.Compiled)),
        ("Entity Framework", new(@"EntityFrameworkCore", RegexOptions.Compiled)),
        ("YARP", new(@"\[Yarp", RegexOptions.Compiled)),
        ("HTTP client", new(@"\[System\.Net\.Http\]", RegexOptions.Compiled)),
        ("JSON transcoding and protobuf", new(@"JsonTranscoding|Google\.Protobuf|System\.Text\.Json", RegexOptions.Compiled)),
        ("gRPC server", new(@"\[Grpc\.", RegexOptions.Compiled)),
        ("own code", new(@"\[CivPractice\.", RegexOptions.Compiled)),
        ("dependency injection", new(@"DependencyInjection", RegexOptions.Compiled)),
        ("routing", new(@"AspNetCore\.Routing", RegexOptions.Compiled)),
        ("Kestrel", new(@"Server\.Kestrel|Connections", RegexOptions.Compiled)),
        ("other ASP.NET Core", new(@"\[Microsoft\.AspNetCore", RegexOptions.Compiled)),
        ("sockets", new(@"\[System\.Net\.Sockets\]", RegexOptions.Compiled)),
        ("thread pool waiting for work", new(@"LowLevelLifoSemaphore|WaitForSignal|PortableThreadPool|ThreadPoolWorkQueue", RegexOptions.Compiled)),
    ];

    [GeneratedRegex(@"^\s+[0-9a-f]+ (?<frame>.+) \((?<module>.*)\)$")]
    private static partial Regex Frame { get; }

    // The runtime's map writes [assembly] type::method(...) behind the answer's type.
    [GeneratedRegex(@"\[CivPractice\.[^\]]+\] (?<method>\S+::[^\s(]+)")]
    private static partial Regex Own { get; }

    /// <summary>For the gateway and the activity service: shares by part, and the methods in which the most time passed.</summary>
    internal static async Task<IReadOnlyList<string>> LinesAsync(string workload, Side product, int clients)
    {
        var lines = new List<string>();
        var file = Path.Combine(Path.GetTempPath(), $"civ-load-{Environment.ProcessId}.perf");
        try
        {
            var ours = product.Counted.Where(process => process.Name != "postgres").ToList();
            using var record = Start("perf", "record", "-q", "-F", "499", "-g", "-o", file, "-p", string.Join(',', ours.Select(process => process.Pid)), "--", "sleep", $"{(int)time.TotalSeconds}");
            product.Run(clients, time);
            await record.WaitForExitAsync();
            foreach (var (name, pid) in ours)
            {
                using var script = Start("perf", "script", "-i", file, "--pid", $"{pid}", "-F", "ip,sym,dso");
                lines.AddRange(Summary($"{workload} {name}", Samples(script.StandardOutput)));
                await script.WaitForExitAsync();
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            lines.Add("profile skipped: perf is missing (apt-get install linux-perf)");
        }
        finally { File.Delete(file); }
        return lines;
    }

    static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = arguments[0] == "script", RedirectStandardError = false })!;

    // Innermost first; a blank line ends a sample.
    static IEnumerable<List<string>> Samples(StreamReader text)
    {
        var stack = new List<string>();
        while (text.ReadLine() is { } line)
        {
            if (Frame.Match(line) is { Success: true } match) stack.Add($"{match.Groups["frame"].Value} ({match.Groups["module"].Value})");
            else if (stack.Count > 0)
            {
                yield return stack;
                stack = [];
            }
        }
        if (stack.Count > 0) yield return stack;
    }

    static IEnumerable<string> Summary(string name, IEnumerable<List<string>> samples)
    {
        var (all, kernel) = (0, 0);
        var (parts, within) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var stack in samples)
        {
            all++;
            if (stack[0].Contains("[kernel", StringComparison.Ordinal)) kernel++;
            var part = stack.Select(frame => rules.FirstOrDefault(rule => rule.Frame.IsMatch(frame)).Label).FirstOrDefault(label => label is not null) ?? "runtime and the rest";
            parts[part] = parts.GetValueOrDefault(part) + 1;
            foreach (var method in stack.Select(frame => Own.Match(frame)).Where(match => match.Success).Select(match => match.Groups["method"].Value).Distinct())
                within[method] = within.GetValueOrDefault(method) + 1;
        }
        if (all == 0) return [$"{name}: no samples"];
        string Share(int count) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / all,5:0.0} %");
        return
        [
            $"{name}: {all} samples, {Share(kernel).Trim()} in the kernel; by part:",
            .. parts.OrderByDescending(part => part.Value).Select(part => $"  {Share(part.Value)} {part.Key}"),
            $"{name}: own methods, with what they call:",
            .. within.OrderByDescending(method => method.Value).Take(shown).Select(method => $"  {Share(method.Value)} {method.Key}"),
        ];
    }
}
