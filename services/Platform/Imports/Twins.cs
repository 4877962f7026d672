namespace CivPractice.Platform.Imports;

/// <summary>Rows of a batch that tell of the same thing.</summary>
public static class Twins
{
    /// <summary>The first row of each; the others come back.</summary>
    /// <param name="column">Heading of the column that makes them the same.</param>
    /// <param name="what">What it is, e.g. 同一个站点.</param>
    public static IReadOnlyList<(int Number, TRow Row)> Apart<TRow, TKey>(
        IReadOnlyList<(int Number, TRow Row)> rows, Func<TRow, TKey> key, string column, string what, List<RowFault> rejected) where TKey : notnull
    {
        var first = new Dictionary<TKey, int>();
        var apart = new List<(int Number, TRow Row)>(rows.Count);
        foreach (var each in rows)
        {
            if (first.TryAdd(key(each.Row), each.Number)) apart.Add(each);
            else rejected.Add(new RowFault(each.Number, column, "TWICE_IN_FILE", $"和第 {first[key(each.Row)]} 行是{what}"));
        }
        return apart;
    }
}
