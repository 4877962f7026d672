using CivPractice.Platform.Database;

namespace CivPractice.Platform.Figures;

/// <summary>A roll-up row: the sum of a measure at one leaf site on one civil day. Upper tiers are sums over a prefix.</summary>
public sealed class TallyEntry : ICountyRow
{
    public required string County { get; init; }
    public required string Measure { get; init; }
    public required DateOnly Day { get; init; }
    public required string Site { get; init; }
    public required string Dimension { get; init; }
    public long N { get; set; }
}

/// <summary>
/// A stock's changes of a whole civil year at one leaf site, and under <see cref="Whole"/> all of them: what stands there now. A stock as of a day is what
/// stands now without what changed after that day, so the years before it are never read.
/// </summary>
public sealed class TallyYear : ICountyRow
{
    /// <summary>In place of a year: all years.</summary>
    public const int Whole = 9999;

    public required string County { get; init; }
    public required string Measure { get; init; }
    public required int Year { get; init; }
    public required string Site { get; init; }
    public required string Dimension { get; init; }
    public long N { get; set; }
}

/// <summary>A change of a figure at a leaf site: of one roll-up row, and of the year's and the whole's when it is a stock.</summary>
sealed record TallyChange(string County, string Site, DateOnly Day, Measure Measure, string Dimension, long By)
{
    const string days =
        """
        insert into tally_entry as t (county, measure, day, site, dimension, n)
        select * from unnest({0}, {1}, {2}, {3}, {4}, {5})
        on conflict (county, measure, day, site, dimension) do update set n = t.n + excluded.n
        """;

    const string years =
        """
        insert into tally_year as t (county, measure, year, site, dimension, n)
        select c.county, c.measure, y.year, c.site, c.dimension, sum(c.n)
        from unnest({0}, {1}, {2}, {3}, {4}, {5}) as c(county, measure, day, site, dimension, n), lateral (values (extract(year from c.day)::int), (9999)) as y(year)
        where c.measure = any({6}) group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (county, measure, year, site, dimension) do update set n = t.n + excluded.n
        """;

    // One round trip, however many rows; their order is the same for every writer.
    internal static FormattableString Upsert(IEnumerable<TallyChange> changes)
    {
        var rows = changes.GroupBy(change => (change.County, change.Measure, change.Day, change.Site, change.Dimension)).Select(group => group.First() with { By = group.Sum(each => each.By) })
            .OrderBy(row => row.County, StringComparer.Ordinal).ThenBy(row => row.Measure.Name, StringComparer.Ordinal).ThenBy(row => row.Day)
            .ThenBy(row => row.Site, StringComparer.Ordinal).ThenBy(row => row.Dimension, StringComparer.Ordinal).ToList();
        var stocks = rows.Where(row => row.Measure.Stock).Select(row => row.Measure.Name).Distinct().ToArray();
        return System.Runtime.CompilerServices.FormattableStringFactory.Create(stocks.Length == 0 ? days : $"with days as ({days})\n{years}",
            rows.Select(row => row.County).ToArray(), rows.Select(row => row.Measure.Name).ToArray(), rows.Select(row => row.Day).ToArray(),
            rows.Select(row => row.Site).ToArray(), rows.Select(row => row.Dimension).ToArray(), rows.Select(row => row.By).ToArray(), stocks);
    }
}
