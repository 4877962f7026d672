using System.Globalization;
using System.Runtime.InteropServices;

namespace CivPractice.Faults;

/// <summary>Signals to processes, and who descends from whom.</summary>
static class Processes
{
    const int sigKill = 9, sigStop = 19, sigContinue = 18;

    internal static void Kill(int pid) => _ = kill(pid, sigKill);

    /// <summary>Freezes a process; it keeps its connections and answers nothing.</summary>
    internal static void Stop(int pid) => _ = kill(pid, sigStop);

    internal static void Continue(int pid) => _ = kill(pid, sigContinue);

    /// <summary>A process and all that it started, in one go: the list is made before the first dies.</summary>
    internal static void KillTree(int pid)
    {
        int[] tree = [pid, .. Descendants(pid)];
        foreach (var each in tree) Kill(each);
    }

    static IEnumerable<int> Descendants(int pid)
    {
        var children = Directory.EnumerateDirectories("/proc").Select(folder => (Pid: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0, Folder: folder))
            .Where(entry => entry.Pid > 0).Select(entry => (entry.Pid, Parent: ParentOf(entry.Folder))).ToLookup(entry => entry.Parent, entry => entry.Pid);
        IEnumerable<int> Below(int of) => children[of].SelectMany(child => Below(child).Prepend(child));
        return [.. Below(pid)];
    }

    static int ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(folder + "/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return 0; }
    }

    /// <summary>The environment with which a process was started.</summary>
    internal static Dictionary<string, string> EnvironmentOf(int pid) =>
        File.ReadAllText($"/proc/{pid}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1]);

    [DllImport("libc")]
    static extern int kill(int pid, int signal);
}
