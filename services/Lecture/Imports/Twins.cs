using CivPractice.Platform.Imports;

namespace CivPractice.Lecture.Imports;

/// <summary>Rows of a batch that say the same thing twice: the first stands, the others come back.</summary>
static class Twins
{
    /// <param name="what">What they both are, e.g. 同一支宣讲队伍.</param>
    internal static (List<(int Number, T Row)> First, List<RowFault> Again) Apart<T, TKey>(IReadOnlyList<(int Number, T Row)> rows, Func<T, TKey> key, string column, string what) where TKey : notnull
    {
        var seen = new Dictionary<TKey, int>();
        var (first, again) = (new List<(int, T)>(rows.Count), new List<RowFault>());
        foreach (var (number, row) in rows)
        {
            if (seen.TryAdd(key(row), number)) first.Add((number, row));
            else again.Add(new RowFault(number, column, "TWICE_IN_FILE", $"和第 {seen[key(row)]} 行是{what}"));
        }
        return (first, again);
    }
}
