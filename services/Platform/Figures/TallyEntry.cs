using CivPractice.Platform.Database;

namespace CivPractice.Platform.Figures;

/// <summary>A roll-up row: the sum of a measure at one leaf site on one civil day. Upper tiers are sums over a prefix.</summary>
public sealed class TallyEntry : ICountyRow
{
    public required string County { get; init; }
    public required string Site { get; init; }
    public required DateOnly Day { get; init; }
    public required string Measure { get; init; }
    public required string Dimension { get; init; }
    public long N { get; set; }
}

/// <summary>A change of one roll-up row.</summary>
public sealed record TallyChange(string County, string Site, DateOnly Day, string Measure, string Dimension, long By)
{
    string Key { get; } = $"{County} {Site} {Day:yyyy-MM-dd} {Measure} {Dimension}";

    // One statement, however many rows; their order is the same for every writer.
    internal static FormattableString Upsert(IEnumerable<TallyChange> changes)
    {
        var rows = changes.GroupBy(change => change.Key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.First() with { By = group.Sum(each => each.By) }).ToList();
        var (counties, sites, days) = (rows.Select(row => row.County).ToArray(), rows.Select(row => row.Site).ToArray(), rows.Select(row => row.Day).ToArray());
        var (measures, dimensions, by) = (rows.Select(row => row.Measure).ToArray(), rows.Select(row => row.Dimension).ToArray(), rows.Select(row => row.By).ToArray());
        return $"""
            insert into tally_entry as t (county, site, day, measure, dimension, n)
            select * from unnest({counties}, {sites}, {days}, {measures}, {dimensions}, {by})
            on conflict (county, site, day, measure, dimension) do update set n = t.n + excluded.n
            """;
    }
}
