using Npgsql;
using NpgsqlTypes;

namespace CivPractice.Floor;

/// <summary>W3: the four bare roll-up reads of a county's year, each one batch on its own database under row security, all at once: sums, months, townships and dimensions.</summary>
static class FigureFloor
{
    // grouping() of a row says which set it is of.
    static readonly Dictionary<int, string> sets = new() { [7] = "", [6] = "DIMENSION", [5] = "MONTH", [3] = "TOWNSHIP" };

    const string sql =
        """
        select asked.measure, grouping(t.township, t.month, t.dimension), coalesce(t.township, t.month::text, t.dimension, ''), sum(t.n)::bigint, sum(t.moved)::bigint
        from unnest($2, $3) as asked(measure, stock), lateral (
            select left(site, 9) as township, width_bucket(day, $6) as month, dimension, n, n as moved
            from tally_entry where not asked.stock and county = $1 and measure = asked.measure and day between $4 and $5
            union all
            select left(site, 9), 0, dimension, n, n from tally_year where asked.stock and county = $1 and measure = asked.measure and year = 9999
            union all
            select left(site, 9), width_bucket(day, $6), dimension, 0, n from tally_entry where asked.stock and county = $1 and measure = asked.measure and day between $4 and $5
        ) as t
        group by grouping sets ((asked.measure), (asked.measure, t.township), (asked.measure, t.month), (asked.measure, t.dimension))
        """;

    internal static async Task<List<FigureRow>> RunAsync(IReadOnlyDictionary<string, NpgsqlDataSource> owners, string county, int year, Func<string, string> measures, CancellationToken cancel) =>
        [.. (await Task.WhenAll(owners.Select(owner => ReadAsync(owner.Key, owner.Value, county, year, measures(owner.Key).Split(',', StringSplitOptions.RemoveEmptyEntries), cancel)))).SelectMany(rows => rows)];

    static async Task<List<FigureRow>> ReadAsync(string owner, NpgsqlDataSource source, string county, int year, string[] measures, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Fence.Of(county));
        batch.BatchCommands.Add(Fence.Command(sql,
            new NpgsqlParameter<string> { TypedValue = county },
            new NpgsqlParameter<string[]> { TypedValue = [.. measures.Select(measure => measure.TrimEnd('*'))] },
            new NpgsqlParameter<bool[]> { TypedValue = [.. measures.Select(measure => measure.EndsWith('*'))] },
            new NpgsqlParameter<DateOnly> { TypedValue = new DateOnly(year, 1, 1) },
            new NpgsqlParameter<DateOnly> { TypedValue = new DateOnly(year, 12, 31) },
            new NpgsqlParameter<DateOnly[]> { TypedValue = [.. Enumerable.Range(1, 12).Select(month => new DateOnly(year, month, 1))], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date }));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        var found = new List<FigureRow>(256);
        while (await rows.ReadAsync(cancel))
        {
            var set = sets[rows.GetInt32(1)];
            found.Add(new FigureRow(rows.GetString(0), set, rows.GetString(2), rows.GetInt64(set == "MONTH" ? 4 : 3), owner));
        }
        return found;
    }
}
