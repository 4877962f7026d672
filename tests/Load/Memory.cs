using System.Globalization;
using CivPractice.Testing;

namespace CivPractice.Load;

/// <summary>Memory of the idle stack, by process; the sum leaves out PostgreSQL and the broker, which a county may run elsewhere.</summary>
static class Memory
{
    static readonly string[] notOurs = ["postgres", "broker"];

    internal static IEnumerable<string> Lines(Stack stack)
    {
        var (resident, proportional) = (0d, 0d);
        foreach (var part in stack.Status.GetProperty("parts").EnumerateObject().Where(part => !notOurs.Contains(part.Name)))
        {
            var (rss, pss) = ProcessTrees.Memory(part.Value.GetProperty("pid").GetInt32());
            (resident, proportional) = (resident + rss, proportional + pss);
            yield return Line(part.Name, rss, pss);
        }
        yield return Line("sum", resident, proportional);
    }

    static string Line(string name, double rss, double pss) => string.Create(CultureInfo.InvariantCulture, $"M {name} rss_mb {rss:0} pss_mb {pss:0}");
}
