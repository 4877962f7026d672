namespace CivPractice.Demo.Generate;

/// <summary>
/// SplitMix64. The files must come out byte for byte the same on every machine and in every year; <see cref="Random"/> promises that for no later version.
/// </summary>
public sealed class Dice(ulong seed)
{
    ulong state = seed;

    /// <summary>A number of 0 to <paramref name="sides"/> - 1.</summary>
    public int Roll(int sides) => (int)(Next() % (ulong)sides);

    public int Between(int least, int most) => least + Roll(most - least + 1);

    public T Of<T>(IReadOnlyList<T> items) => items[Roll(items.Count)];

    public bool Chance(int percent) => Roll(100) < percent;

    /// <summary>A weight of 1 to 1000: mostly small, seldom large.</summary>
    public int Skewed()
    {
        var of = Between(1, 100);
        return Math.Max(1, of * of * of / 1000);
    }

    /// <summary>One of the indices, the heavier the likelier.</summary>
    /// <param name="sums">The weights, each added to those before.</param>
    public int Heavy(int[] sums)
    {
        var index = Array.BinarySearch(sums, Roll(sums[^1]) + 1);
        if (index < 0) return ~index;
        // Indices of no weight share the sum of the one before, which is meant.
        while (index > 0 && sums[index - 1] == sums[index]) index--;
        return index;
    }

    /// <summary>The sums that <see cref="Heavy"/> takes.</summary>
    public static int[] Sums(IEnumerable<int> weights)
    {
        var sum = 0;
        return [.. weights.Select(weight => sum += weight)];
    }

    /// <summary>A day between two, both inclusive.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => to <= from ? from : from.AddDays(Roll(to.DayNumber - from.DayNumber + 1));

    /// <summary>Different items, at most as many as there are, in no order.</summary>
    public IEnumerable<T> Walk<T>(IReadOnlyList<T> items, int count)
    {
        if (items.Count == 0) yield break;
        var (at, step) = (Roll(items.Count), Between(1, items.Count));
        // Every item once before any twice, since the step and the length have no divisor in common.
        while (Divisor(step, items.Count) > 1) step++;
        for (var i = 0; i < Math.Min(count, items.Count); i++, at = (int)(((long)at + step) % items.Count)) yield return items[at];

        static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
    }

    /// <summary>Some of the items, in their order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> items, int count)
    {
        var order = Enumerable.Range(0, items.Count).ToArray();
        for (var i = 0; i < count; i++)
        {
            var j = Between(i, order.Length - 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return [.. order.Take(count).Order().Select(index => items[index])];
    }

    ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
