using System.Globalization;

namespace CivPractice.Load;

/// <summary>CPU seconds of processes with everything that they started, from <c>/proc</c>.</summary>
static class ProcessTrees
{
    // USER_HZ of every Linux that .NET runs on.
    const double ticksPerSecond = 100;

    /// <summary>User and system seconds so far of the trees rooted at <paramref name="pids"/>, ended children included.</summary>
    internal static double[] Cpu(IReadOnlyList<int> pids)
    {
        var own = new Dictionary<int, double>();
        var children = new Dictionary<int, List<int>>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || Stat(pid) is not { } stat) continue;
            own[pid] = Enumerable.Range(11, 4).Sum(field => long.Parse(stat[field], CultureInfo.InvariantCulture)) / ticksPerSecond;
            var parent = int.Parse(stat[1], CultureInfo.InvariantCulture);
            if (!children.TryGetValue(parent, out var list)) children[parent] = list = [];
            list.Add(pid);
        }
        double Tree(int pid) => own.GetValueOrDefault(pid) + (children.TryGetValue(pid, out var below) ? below.Sum(Tree) : 0);
        return [.. pids.Select(Tree)];
    }

    // The fields behind the program's name, which may hold blanks: 0 state, 1 parent, 11 utime, 12 stime, 13 cutime, 14 cstime.
    static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException) { return null; }
    }
}
