using System.Collections.Concurrent;
using System.Globalization;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using CivPractice.Platform.Writes;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using NpgsqlTypes;
using Enum = System.Enum;

namespace CivPractice.Platform.Figures;

/// <summary>Reads a service's figures: one statement over the roll-up rows, whatever the groupings, and never over the rows behind them.</summary>
public sealed class TallyReader(HotRead read, CallerScope scope, TimeProvider clock)
{
    /// <summary>A month is a group; of more than these nobody makes a chart.</summary>
    const int mostMonths = 36;

    /// <summary>Sums by the request's prefix, period and groupings. What the prefix does not cover, or the caller may not see, counts nothing.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT: an unknown indicator or grouping, a broken day, a period that ends before it begins, TOO_MANY_MONTHS.</exception>
    public async Task<Tally> ReadAsync(IReadOnlyList<Measure> measures, GetTallyRequest request, CancellationToken cancel)
    {
        var question = Understand(measures, request);
        var answer = new TallyAnswer(question, ChinaTime.Today(clock));
        if (question.Ranges.Count > 0) await read.EachAsync(TallySql.Of(question.Groupings), answer.Take, cancel, question.Parameters());

        var tally = new Tally { AsOf = clock.GetUtcNow().ToTimestamp(), Indicators = { question.Measures.Keys } };
        tally.Lines.AddRange(answer.Lines());
        return tally;
    }

    internal TallyQuestion Understand(IReadOnlyList<Measure> measures, GetTallyRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var from = check.DayOrNone("from", "起始日期", request.From);
        var to = check.DayOrNone("to", "截止日期", request.To) ?? ChinaTime.Today(clock);
        check.KnownOrNone("groupBy", "分组", request.GroupBy);
        foreach (var grouping in request.GroupBys) check.KnownOrNone("groupBys", "分组", grouping);
        check.That(from is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        var groupings = Groupings(request);
        var byMonth = groupings.Contains(TallyGrouping.Month);
        check.That(!byMonth || from is { } first && MonthsBetween(first, to) < mostMonths, "from", "TOO_MANY_MONTHS", $"按月分组最多 {mostMonths} 个月,请给出起始日期或缩短期间");
        if (!request.KnownOnly)
            foreach (var name in request.Indicators)
                check.That(measures.Any(measure => measure.Name == name), "indicators", "UNKNOWN_INDICATOR", $"没有指标“{name}”");
        check.Done();

        var wanted = measures.Where(measure => request.Indicators.Count == 0 || request.Indicators.Contains(measure.Name)).ToDictionary(measure => measure.Name);
        var months = byMonth ? Enumerable.Range(0, MonthsBetween(from!.Value, to) + 1).Select(new DateOnly(from.Value.Year, from.Value.Month, 1).AddMonths).ToArray() : [];
        return new TallyQuestion(wanted, Ranges(prefix, wanted.Values), from ?? DateOnly.MinValue, to, groupings, months);
    }

    // Without group_bys the one grouping that is asked for; with them, the sums besides.
    static List<TallyGrouping> Groupings(GetTallyRequest request) =>
        [.. (request.GroupBys.Count == 0 ? [request.GroupBy] : request.GroupBys.Append(request.GroupBy).Prepend(TallyGrouping.Unspecified)).Distinct()];

    static int MonthsBetween(DateOnly from, DateOnly to) => (to.Year - from.Year) * 12 + to.Month - from.Month;

    // A county and a measure are one range of the key each. A prefix shorter than a county's code covers several counties, a longer one a part of one.
    List<TallyRange> Ranges(string prefix, IEnumerable<Measure> measures) =>
        [.. from within in Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ReadFigures>())
            from county in scope.Counties.Distinct()
            where county.StartsWith(within, StringComparison.Ordinal) || within.StartsWith(county, StringComparison.Ordinal)
            from measure in measures
            select new TallyRange(county, within, measure)];
}

/// <summary>One range of the roll-up's key: a measure of a county, and which of its sites.</summary>
sealed record TallyRange(string County, string Prefix, Measure Measure);

/// <summary>What a request asks of the roll-up rows.</summary>
/// <param name="Months">First days of the months of the period; empty unless it is grouped by month.</param>
sealed record TallyQuestion(IReadOnlyDictionary<string, Measure> Measures, IReadOnlyList<TallyRange> Ranges, DateOnly From, DateOnly To, List<TallyGrouping> Groupings, DateOnly[] Months)
{
    internal NpgsqlParameter[] Parameters() =>
    [
        new NpgsqlParameter<string[]> { TypedValue = [.. Ranges.Select(range => range.County)] },
        new NpgsqlParameter<string[]> { TypedValue = [.. Ranges.Select(range => range.Prefix)] },
        new NpgsqlParameter<string[]> { TypedValue = [.. Ranges.Select(range => Prefixes.End(range.Prefix))] },
        new NpgsqlParameter<string[]> { TypedValue = [.. Ranges.Select(range => range.Measure.Name)] },
        new NpgsqlParameter<bool[]> { TypedValue = [.. Ranges.Select(range => range.Measure.Stock)] },
        new NpgsqlParameter<DateOnly> { TypedValue = From, NpgsqlDbType = NpgsqlDbType.Date },
        new NpgsqlParameter<DateOnly> { TypedValue = To, NpgsqlDbType = NpgsqlDbType.Date },
        new NpgsqlParameter<int> { TypedValue = To.Year },
        new NpgsqlParameter<DateOnly[]> { TypedValue = Months, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
    ];
}

/// <summary>The statement that reads figures, by the groupings that are asked for.</summary>
static class TallySql
{
    static readonly ConcurrentDictionary<string, string> made = new();

    /// <summary>Columns in the order in which the statement gives them.</summary>
    static readonly (string Name, string Sql)[] columns =
        [("county", "asked.county"), ("township", "left(t.site, 9)"), ("site", "t.site"), ("month", ""), ("dimension", "t.dimension")];

    internal static List<string> ColumnsOf(IEnumerable<TallyGrouping> groupings) =>
        [.. columns.Select(column => column.Name).Intersect(groupings.SelectMany(ColumnsOf))];

    internal static IReadOnlyList<string> ColumnsOf(TallyGrouping grouping) => grouping switch
    {
        TallyGrouping.County => ["county"],
        TallyGrouping.Township => ["township"],
        TallyGrouping.Site => ["site"],
        TallyGrouping.Month => ["month"],
        TallyGrouping.Dimension => ["dimension"],
        TallyGrouping.CountyDimension => ["county", "dimension"],
        _ => [],
    };

    /// <summary>What <c>grouping()</c> answers for a row of the grouping: a bit for each column that is not its.</summary>
    internal static int Mask(TallyGrouping grouping, IReadOnlyList<string> all) => all.Aggregate(0, (mask, column) => mask * 2 + (ColumnsOf(grouping).Contains(column) ? 0 : 1));

    internal static string Of(IReadOnlyCollection<TallyGrouping> groupings) => made.GetOrAdd(string.Join(',', groupings.Order()), _ => Make(groupings));

    // $1 to $5 county, first and last site code, measure, stock; $6 and $7 the period, $8 its last year, $9 the first days of its months.
    // A flow is the days of the period. A stock is what stands now (year 9999), less the years after the period's last and the days after its last.
    // moved is what a month is made of; of a stock it has the days of the period besides, which its sum has already.
    static string Make(IReadOnlyCollection<TallyGrouping> groupings)
    {
        var all = ColumnsOf(groupings);
        string Columns(string month) => string.Concat(all.Select(name => $"{(name == "month" ? month : columns.Single(column => column.Name == name).Sql)} as {name}, "));
        const string range = "t.county = asked.county and t.measure = asked.measure and t.site >= asked.first and t.site < asked.behind";
        const string bucket = "width_bucket(t.day, $9)";
        var byMonth = all.Contains("month") ? $"\n    union all\n    select {Columns(bucket)}0, t.n from tally_entry t where asked.stock and t.day between $6 and $7 and {range}" : "";
        var sets = string.Join(", ", groupings.Select(grouping => $"({string.Join(", ", ColumnsOf(grouping).Select(column => $"t.{column}").Prepend("asked.measure"))})"));
        return $"""
            select asked.measure, {(all.Count == 0 ? "0" : $"grouping({string.Join(", ", all.Select(name => $"t.{name}"))})")}, {string.Concat(all.Select(name => $"t.{name}, "))}sum(n)::bigint, sum(moved)::bigint
            from unnest($1, $2, $3, $4, $5) as asked(county, first, behind, measure, stock), lateral (
                select {Columns(bucket)}t.n, t.n as moved from tally_entry t where not asked.stock and t.day between $6 and $7 and {range}
                union all
                select {Columns("0")}case t.year when {TallyYear.Whole} then t.n else -t.n end, case t.year when {TallyYear.Whole} then t.n else -t.n end from tally_year t where asked.stock and t.year > $8 and {range}
                union all
                select {Columns("0")}-t.n, -t.n from tally_entry t where asked.stock and t.day > $7 and t.day <= make_date($8, 12, 31) and {range}{byMonth}
            ) as t
            group by grouping sets ({sets})
            """;
    }
}

/// <summary>The rows of the statement as lines, in the order of the groupings, measures and groups.</summary>
sealed class TallyAnswer(TallyQuestion question, DateOnly today)
{
    readonly List<string> columns = TallySql.ColumnsOf(question.Groupings);
    readonly Dictionary<int, TallyGrouping> byMask = question.Groupings.ToDictionary(grouping => TallySql.Mask(grouping, TallySql.ColumnsOf(question.Groupings)));
    readonly List<TallyLine> lines = [];
    readonly Dictionary<string, long[]> moves = [];

    internal void Take(NpgsqlDataReader row)
    {
        var measure = question.Measures[row.GetString(0)];
        var grouping = byMask[row.GetInt32(1)];
        if (grouping == TallyGrouping.Month)
        {
            if (!moves.TryGetValue(measure.Name, out var of)) moves[measure.Name] = of = new long[question.Months.Length + 1];
            of[row.GetInt32(2 + columns.IndexOf("month"))] = row.GetInt64(3 + columns.Count);
            return;
        }
        var parts = TallySql.ColumnsOf(grouping);
        string Part(int part) => parts.Count > part ? row.GetString(2 + columns.IndexOf(parts[part])) : "";
        lines.Add(Line(measure, grouping, Part(0), Part(1), row.GetInt64(2 + columns.Count)));
    }

    internal IEnumerable<TallyLine> Lines()
    {
        foreach (var (name, of) in moves) lines.AddRange(question.Measures[name] is { Stock: true } stock ? States(stock, of) : Flows(question.Measures[name], of));
        // A figure that is nought is a figure, too.
        if (question.Groupings.Contains(TallyGrouping.Unspecified))
            lines.AddRange(question.Measures.Values.ExceptBy(lines.Where(line => line.Grouping == TallyGrouping.Unspecified).Select(line => line.Indicator), measure => measure.Name)
                .Select(measure => Line(measure, TallyGrouping.Unspecified, "", "", 0)).ToList());
        return lines.OrderBy(line => question.Groupings.IndexOf(line.Grouping)).ThenBy(line => line.Indicator, StringComparer.Ordinal)
            .ThenBy(line => line.Group, StringComparer.Ordinal).ThenBy(line => line.Dimension, StringComparer.Ordinal);
    }

    IEnumerable<TallyLine> Flows(Measure measure, long[] of) =>
        from month in Enumerable.Range(0, question.Months.Length) where of[month + 1] != 0 select Line(measure, TallyGrouping.Month, Name(month), "", of[month + 1]);

    // Backwards from the state on the last day, which stands before the first month. What has not begun has no state.
    IEnumerable<TallyLine> States(Measure measure, long[] of)
    {
        var state = of[0];
        for (var month = question.Months.Length - 1; month >= 0; state -= of[month + 1], month--)
            if (question.Months[month] <= today) yield return Line(measure, TallyGrouping.Month, Name(month), "", state);
    }

    string Name(int month) => question.Months[month].ToString("yyyy-MM", CultureInfo.InvariantCulture);

    static TallyLine Line(Measure measure, TallyGrouping grouping, string group, string dimension, long value) =>
        new() { Indicator = measure.Name, Name = measure.Title, Unit = measure.Unit, Grouping = grouping, Group = group, Dimension = dimension, Value = value };
}
