using System.Globalization;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Portal.Cockpit;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Load;

/// <summary>
/// W3: a county with a year's work in its roll-up rows, and with years before it. The rows are put there as a superuser: how they come about is W1's and W4's
/// affair, what reading them costs depends on how many there are.
/// </summary>
sealed class FigureScene
{
    static readonly string[] owners = ["organization", "volunteer", "activity", "lecture"];

    /// <summary>Whose CPU a cockpit costs, beside PostgreSQL's.</summary>
    internal static readonly IReadOnlyList<string> Parts = ["gateway", "report", .. owners];

    internal static readonly int Year = ChinaTime.Today(TimeProvider.System).Year;

    // PostgreSQL tells its counts after a session has been idle for ten seconds at the latest.
    static readonly TimeSpan counted = TimeSpan.FromSeconds(12);
    const int requests = 200;

    // Days of a year on which a site has something: of the hours every other week, of the others some.
    const string often = "case when measure like 'hours.%' then 30 when measure like 'lectures.%' then 12 else 3 end";

    public required string Token { get; init; }

    /// <summary>What the cockpit asks: its figures and groupings.</summary>
    public string Question { get; } = string.Create(CultureInfo.InvariantCulture,
        $"prefix={DemoWorld.County}&from={Year}-01-01&to={Year}-12-31&knownOnly=true{Each("indicators", CockpitFigures.All)}{Each("groupBys", CockpitFigures.Groupings(TallyGrouping.Township, byMonth: true, isCity: false).Select(grouping => grouping.ToString().ToUpperInvariant()))}");

    /// <summary>The same of the floor, which has to be told who owns which figure; a stock has a star.</summary>
    public string FloorQuestion { get; private set; } = "";

    internal static async Task<FigureScene> MakeAsync(Stack stack, DemoWorld world)
    {
        var office = await world.SignInAsync("center-office", "盂县", DemoWorld.County);
        var scene = new FigureScene { Token = office.Http.DefaultRequestHeaders.Authorization!.Parameter! };
        // Which figures there are, and which of them are stocks, the services know: asked for one by one, so that none is missing for want of rows.
        foreach (var owner in owners)
        {
            var known = (await office.GetAsync($"/{owner}/tally?knownOnly=true{Each("indicators", CockpitFigures.All)}"))["indicators"]!.AsArray().Select(name => name!.GetValue<string>());
            scene.FloorQuestion += $"&{owner}={string.Join(',', known.Select(name => CockpitFigures.Stocks.Contains(name) ? $"{name}*" : name))}";
        }
        scene.FloorQuestion = scene.FloorQuestion.TrimStart('&');
        await scene.FillAsync(stack, 1);
        return scene;
    }

    /// <summary>Work of this year and of as many before it, at every site of the county; what is there already stays.</summary>
    internal async Task FillAsync(Stack stack, int years)
    {
        var sites = await ReadAsync(stack, "civ_activity", $"select string_agg(code, ',' order by code) from known_site where county = '{DemoWorld.County}' and length(code) >= 12", row => row.GetString(0));
        foreach (var owner in owners)
        {
            var measures = FloorQuestion.Split('&').Single(part => part.StartsWith(owner, StringComparison.Ordinal))[(owner.Length + 1)..];
            await using var source = NpgsqlDataSource.Create(stack.Superuser($"civ_{owner}"));
            await using var fill = source.CreateCommand(
                $"""
                insert into tally_entry (county, measure, day, site, dimension, n)
                select '{DemoWorld.County}', trim(trailing '*' from measure), make_date(year, 1, 1) + (nth * 365 / ({often}) + length(measure) + site.no::int) % 365, site.code,
                    case when measure ~ '^(activities|lectures|hours|sites|divisions)' then 'part ' || (site.no + nth) % 5 else '' end, 1 + nth % 7
                from unnest(string_to_array('{measures}', ',')) as measure, generate_series({Year - years}, {Year}) as year, unnest(string_to_array('{sites}', ',')) with ordinality as site(code, no), lateral generate_series(1, {often}) as nth
                on conflict do nothing;
                delete from tally_year where county = '{DemoWorld.County}';
                insert into tally_year (county, measure, year, site, dimension, n)
                select county, measure, y.year, site, dimension, sum(n) from tally_entry, lateral (values (extract(year from day)::int), (9999)) as y(year)
                where county = '{DemoWorld.County}' and measure || '*' = any(string_to_array('{measures}', ',')) group by 1, 2, 3, 4, 5
                """);
            fill.CommandTimeout = 300;
            await fill.ExecuteNonQueryAsync();
            await Scene.SettleAsync(stack, $"civ_{owner}");
        }
    }

    /// <summary>What PostgreSQL counts itself: roll-up rows that a cockpit's request reads, and the transactions of each database that it takes, which are its statements.</summary>
    internal async Task<string> ReadLineAsync(Stack stack, int years)
    {
        await Task.Delay(counted);
        var before = await CountsAsync(stack);
        using (var connection = new Connection(new Uri(stack.Gateway)))
            for (var request = 0; request < requests; request++)
                if (connection.Send(Requests.Cockpit(this)) is var (status, bytes) && status != 200) throw new InvalidOperationException(connection.Answer(bytes));
        await Task.Delay(counted);
        var after = await CountsAsync(stack);
        var read = after.Zip(before, (to, from) => (to.Owner, Rows: (to.Rows - from.Rows) / requests, Stored: to.Stored, Statements: (to.Statements - from.Statements) / (double)requests)).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"W3 history_years {years} rows_stored {read.Sum(one => one.Stored)} rows_read {read.Sum(one => one.Rows)} {string.Join(' ', read.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Owner}_rows {one.Rows} {one.Owner}_statements {one.Statements:0.0}")))}");
    }

    static async Task<List<(string Owner, long Rows, long Stored, long Statements)>> CountsAsync(Stack stack)
    {
        var counts = new List<(string, long, long, long)>();
        foreach (var owner in owners)
            counts.Add(await ReadAsync(stack, $"civ_{owner}",
                """
                select sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::bigint, sum(n_live_tup)::bigint, (select xact_commit from pg_stat_database where datname = current_database())
                from pg_stat_user_tables where relname in ('tally_entry', 'tally_year')
                """, row => (owner, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))));
        return counts;
    }

    static async Task<T> ReadAsync<T>(Stack stack, string database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser(database));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return read(reader);
    }

    static string Each(string name, IEnumerable<string> values) => string.Concat(values.Select(value => $"&{name}={value}"));
}
