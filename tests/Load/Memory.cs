using System.Globalization;
using CivPractice.Testing;

namespace CivPractice.Load;

/// <summary>
/// Memory of the idle stack, by process; the sum leaves out PostgreSQL and the broker, which a county may run elsewhere. Pages of programs and
/// libraries are shared by processes, so the sum of what is resident counts them seven times over: <c>used</c> counts them once.
/// </summary>
static class Memory
{
    static readonly string[] notOurs = ["postgres", "broker", "broker-epmd"];

    internal static IEnumerable<string> Lines(Stack stack)
    {
        var (resident, own) = (0d, 0d);
        var shared = new Dictionary<string, double>();
        foreach (var part in stack.Status.GetProperty("parts").EnumerateObject().Where(part => !notOurs.Contains(part.Name)))
        {
            var (rss, alone, files) = Of(part.Value.GetProperty("pid").GetInt32());
            (resident, own) = (resident + rss, own + alone);
            foreach (var (file, size) in files) shared[file] = Math.Max(shared.GetValueOrDefault(file), size);
            yield return string.Create(CultureInfo.InvariantCulture, $"M {part.Name} rss_mb {rss:0} own_mb {alone:0}");
        }
        yield return string.Create(CultureInfo.InvariantCulture, $"M sum used_mb {own + shared.Values.Sum():0} own_mb {own:0} shared_once_mb {shared.Values.Sum():0} rss_mb {resident:0}");
    }

    // MB: resident, of that its own alone, and the rest by the file that is shared.
    static (double Resident, double Own, Dictionary<string, double> Shared) Of(int pid)
    {
        var (resident, own, file) = (0d, 0d, "");
        var shared = new Dictionary<string, double>();
        foreach (var line in File.ReadLines($"/proc/{pid}/smaps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':')) file = words.Length > 5 ? words[5] : "";
            else if (words[0] is "Rss:") resident += Size(words);
            else if (words[0] is "Private_Clean:" or "Private_Dirty:") own += Size(words);
            else if (words[0] is "Shared_Clean:" or "Shared_Dirty:") shared[file] = shared.GetValueOrDefault(file) + Size(words);
        }
        return (resident, own, shared);
    }

    static double Size(string[] words) => double.Parse(words[1], CultureInfo.InvariantCulture) / 1024;
}
