using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CivPractice.Platform.Figures;

/// <summary>A figure that its rows do not bear out.</summary>
/// <param name="Period">A civil day, a year, "all years", or empty where the rows keep no day.</param>
public sealed record TallyDifference(string County, string Measure, string Site, string Period, string Dimension, long Tally, long Rows)
{
    public override string ToString() => string.Join(' ', new[] { County, Measure, Site, Period, Dimension }.Where(part => part.Length > 0)) + $": the figure says {Tally}, the rows {Rows}";
}

/// <summary>What a check of all figures found.</summary>
public sealed record TallyReport(long Figures, int Counties, IReadOnlyList<TallyDifference> Differences)
{
    public static readonly TallyReport Nothing = new(0, 0, []);

    /// <summary>For people and logs.</summary>
    public IEnumerable<string> Lines => Differences.Count == 0 ? [$"{Figures} figures in {Counties} counties agree"]
        : Differences.Select(difference => difference.ToString()).Append($"{Differences.Count} of {Figures} figures in {Counties} counties differ from their rows");
}

/// <summary>
/// Compares the roll-up rows with the rows behind them (核对), county by county, each under its own row security. A measure is one statement, so that
/// figure and rows are of the same moment however much is written meanwhile.
/// </summary>
public sealed class TallyCheck(NpgsqlDataSource app, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IReadOnlyList<Recount> recounts)
{
    static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    /// <summary>Of all counties that have figures.</summary>
    public async Task<TallyReport> RunAsync(CancellationToken cancel)
    {
        var reports = new List<TallyReport>();
        foreach (var county in await CountiesAsync(cancel)) reports.Add(await RunAsync(county, cancel));
        return new TallyReport(reports.Sum(report => report.Figures), reports.Count, [.. reports.SelectMany(report => report.Differences)]);
    }

    /// <summary>Of one county; where it has no figures, of none.</summary>
    public async Task<TallyReport> RunAsync(string county, CancellationToken cancel)
    {
        var (figures, differences) = (0L, new List<TallyDifference>());
        foreach (var recount in recounts) figures += await CompareAsync(county, recount, differences, cancel);
        return new TallyReport(figures, figures == 0 ? 0 : 1, differences);
    }

    async Task<List<string>> CountiesAsync(CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand("select county from tally_entry union select county from tally_year order by 1");
        command.CommandTimeout = (int)patience.TotalSeconds;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var counties = new List<string>();
        while (await rows.ReadAsync(cancel)) counties.Add(rows.GetString(0));
        return counties;
    }

    async Task<long> CompareAsync(string county, Recount recount, List<TallyDifference> differences, CancellationToken cancel)
    {
        var scope = new CallerScope();
        scope.ActFor(county);
        await using var batch = app.CreateBatch();
        batch.Timeout = (int)patience.TotalSeconds;
        batch.BatchCommands.Add(CountySetting.For(scope));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql(recount)) { Parameters = { new NpgsqlParameter<string> { TypedValue = county }, new NpgsqlParameter<string> { TypedValue = recount.Measure.Name } } });
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        var figures = rows.GetInt64(3);
        while (await rows.ReadAsync(cancel))
            differences.Add(new TallyDifference(county, recount.Measure.Name, rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4)));
        return figures;
    }

    // The first row says how many figures were compared, the others where they differ. Where the rows keep no day, the years must agree with the days at least.
    static string Sql(Recount recount)
    {
        var (day, year) = (recount.IsDated ? "day::text" : "''", "extract(year from day)::int::text");
        var years = !recount.Measure.Stock ? "" : $"""
            union all
            select site, {year}, dimension, 0, sum(n) from {(recount.IsDated ? "counted" : "tallied")} group by 1, 2, 3
            union all
            select site, 'all years', dimension, 0, sum(n) from counted group by 1, 3
            union all
            select site, case year when {TallyYear.Whole} then 'all years' else year::text end, dimension, n, 0 from tally_year where county = $1 and measure = $2
            """;
        return $"""
            with tallied as (select site, day, dimension, n from tally_entry where county = $1 and measure = $2),
            counted as (select site, day, dimension, n from ({recount.Rows}) as recount(site, day, dimension, n)),
            compared as (
                select site, period, dimension, sum(tally)::bigint as tally, sum(rows)::bigint as rows
                from (
                    select site, {day} as period, dimension, n as tally, 0 as rows from tallied
                    union all
                    select site, {day}, dimension, 0, n from counted
                    {years}
                ) as both_ways(site, period, dimension, tally, rows)
                group by 1, 2, 3
            )
            select '', '', '', count(*), 0 from compared
            union all
            (select site, period, dimension, tally, rows from compared where tally <> rows order by 1, 2, 3)
            """;
    }
}
