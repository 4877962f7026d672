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
