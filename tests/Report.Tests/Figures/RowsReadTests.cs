using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Figures;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Report.Tests.Figures;

/// <summary>
/// What a cockpit's year reads, asked of PostgreSQL itself: the rows that the very statement touched, under the row security of the service's role. Never a time.
/// </summary>
public sealed class RowsReadTests
{
    static readonly Measure flow = new("flow", "流量", "次"), stock = new("stock", "存量", "个", Stock: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]   // the plan that a prepared statement has in the end, without its parameters' values
    public async Task A_countys_year_reads_no_more_rows_however_much_history_there_is(bool generic)
    {
        var county = generic ? "160102" : "160101";
        await using var service = await ServiceUnderTest.StartAsync("Organization");
        var request = new GetTallyRequest { Prefix = county, From = "2026-01-01", To = "2026-12-31", GroupBys = { TallyGrouping.Month, TallyGrouping.Township, TallyGrouping.Dimension } };

        await FillAsync(service, "160103", "2004-01-01", "2026-12-31");
        await FillAsync(service, county, "2024-01-01", "2026-12-31");
        var once = await ReadAsync(service, county, request, generic);
        await FillAsync(service, county, "2004-01-01", "2023-12-31");
        await FillAsync(service, "160104", "2004-01-01", "2026-12-31");
        var tenfold = await ReadAsync(service, county, request, generic);

        Assert.All(once.Concat(tenfold), node => Assert.Equal("Index Scan tally", node.Kind));
        Assert.Equal(once.Select(node => (node.Table, node.Rows)), tenfold.Select(node => (node.Table, node.Rows)));
        // 50 sites, each 18 or 19 times: the flow's year and, since it is grouped by month, the stock's; of the years only what stands now.
        Assert.Equal([("tally_entry", 0L), ("tally_entry", 914L), ("tally_entry", 914L), ("tally_year", 50L)], tenfold.Select(node => (node.Table, node.Rows)).Order());
        Assert.Equal(0, tenfold.Sum(node => node.Discarded));
    }

    // Fifty sites, each every twentieth day; three measures, one of which nobody asks for.
    static async Task FillAsync(ServiceUnderTest service, string county, string from, string to)
    {
        await using var command = service.Superuser.CreateCommand(
            $"""
            insert into tally_entry (county, measure, day, site, dimension, n)
            select '{county}', measure, day, '{county}00' || site % 5 || to_char(site, 'FM000'), 'd' || site % 2, 1
            from generate_series(date '{from}', date '{to}', '1 day') as day, generate_series(0, 49) as site, unnest(array['flow', 'stock', 'other']) as measure
            where (day::date - date '2000-01-01' + site) % 20 = 0;
            delete from tally_year where county = '{county}';
            insert into tally_year (county, measure, year, site, dimension, n)
            select county, measure, y.year, site, dimension, sum(n) from tally_entry, lateral (values (extract(year from day)::int), (9999)) as y(year)
            where county = '{county}' and measure <> 'flow' group by 1, 2, 3, 4, 5;
            analyze tally_entry; analyze tally_year
            """);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<List<(string Kind, string Table, long Rows, long Discarded)>> ReadAsync(ServiceUnderTest service, string county, GetTallyRequest request, bool generic)
    {
        var scope = new CallerScope { Caller = Callers.Staff(Role.CenterOffice, county: county) };
        var question = new TallyReader(null!, scope, TimeProvider.System).Understand([flow, stock], request);
        await using var connection = await service.App.OpenConnectionAsync();
        await using (var fence = new NpgsqlCommand($"select set_config('app.county', '{county}', false), set_config('app.counties', '{county}', false), set_config('plan_cache_mode', '{(generic ? "force_generic_plan" : "auto")}', false)", connection))
            await fence.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand($"explain (analyze, format json) {TallySql.Of(question.Groupings)}", connection);
        command.Parameters.AddRange(question.Parameters());
        await command.PrepareAsync();
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        return [.. Nodes(plan.RootElement[0].GetProperty("Plan"))
            .Where(node => node.TryGetProperty("Relation Name", out _))
            .Select(node => ($"{node.GetProperty("Node Type").GetString()!.Replace("Only ", "", StringComparison.Ordinal)} tally", node.GetProperty("Relation Name").GetString()!,
                (long)(node.GetProperty("Actual Rows").GetDouble() * node.GetProperty("Actual Loops").GetDouble()),
                node.TryGetProperty("Rows Removed by Filter", out var removed) ? removed.GetInt64() : 0))];
    }

    static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];
}
