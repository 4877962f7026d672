using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CivPractice.Platform.Figures;

/// <summary>Reads a service's figures: one statement over the roll-up rows, never over the rows behind them.</summary>
public static class TallyReader
{
    /// <summary>Sums by the request's prefix, period and grouping. What the prefix does not cover, or the caller may not see, counts nothing.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT for an unknown indicator, a broken day or a period that ends before it begins.</exception>
    public static async Task<Tally> ReadTallyAsync(this ServiceDb db, IReadOnlyList<Measure> measures, GetTallyRequest request, CancellationToken cancel)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var from = check.DayOrNone("from", "起始日期", request.From) ?? DateOnly.MinValue;
        var to = check.DayOrNone("to", "截止日期", request.To) ?? ChinaTime.Today(db.Clock);
        check.KnownOrNone("groupBy", "分组", request.GroupBy);
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        foreach (var name in request.Indicators)
            check.That(measures.Any(measure => measure.Name == name), "indicators", "UNKNOWN_INDICATOR", $"没有指标“{name}”");
        check.Done();

        var wanted = measures.Where(measure => request.Indicators.Count == 0 || request.Indicators.Contains(measure.Name)).ToDictionary(measure => measure.Name);
        var allowed = db.Scope.Caller.PrefixesOf<ReadFigures>();
        var tally = new Tally { AsOf = db.Clock.GetUtcNow().ToTimestamp() };

        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = new NpgsqlCommand(Sql(request.GroupBy), (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Keys] });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = prefix });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Prefixes.End(prefix) });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Values.Where(measure => measure.Stock).Select(measure => measure.Name)] });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from, NpgsqlDbType = NpgsqlDbType.Date });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to, NpgsqlDbType = NpgsqlDbType.Date });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. allowed] });
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var measure = wanted[rows.GetString(0)];
                tally.Lines.Add(new TallyLine { Indicator = measure.Name, Name = measure.Title, Unit = measure.Unit, Group = rows.GetString(1), Value = rows.GetInt64(2) });
            }
        }
        finally { await db.Database.CloseConnectionAsync(); }

        // A figure that is nought is a figure, too.
        if (request.GroupBy == TallyGrouping.Unspecified)
            foreach (var measure in wanted.Values.Where(measure => tally.Lines.All(line => line.Indicator != measure.Name)))
                tally.Lines.Add(new TallyLine { Indicator = measure.Name, Name = measure.Title, Unit = measure.Unit });
        return tally;
    }

    static string Sql(TallyGrouping grouping)
    {
        var group = grouping switch
        {
            TallyGrouping.County => "county",
            TallyGrouping.Township => "left(site, 9)",
            TallyGrouping.Site => "site",
            TallyGrouping.Month => "to_char(day, 'YYYY-MM')",
            TallyGrouping.Dimension => "dimension",
            _ => "''",
        };
        return $"""
            select measure, {group}::text, sum(n)::bigint from (
                select measure, day, site, dimension, n from tally_entry where measure = any($1) and measure <> all($4) and day between $5 and $6
                union all
                select measure, day, site, dimension, n from tally_entry where measure = any($4) and day between date_trunc('year', $6::date)::date and $6
                union all
                select measure, make_date(year, 12, 31), site, dimension, n from tally_year where measure = any($4) and year < extract(year from $6::date)
            ) as t
            where site >= $2 and site < $3 and exists (select from unnest($7) as p(prefix) where starts_with(site, p.prefix))
            group by 1, 2 order by 1, 2
            """;
    }
}
