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
    public string Key { get; } = $"{County} {Site} {Day:yyyy-MM-dd} {Measure} {Dimension}";

    internal static FormattableString Upsert(TallyChange row, long by) =>
        $"""
        insert into tally_entry as t (county, site, day, measure, dimension, n) values ({row.County}, {row.Site}, {row.Day}, {row.Measure}, {row.Dimension}, {by})
        on conflict (county, site, day, measure, dimension) do update set n = t.n + excluded.n
        """;
}
