using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Report.Figures;
using CivPractice.Report.Indicators;

namespace CivPractice.Report.Years;

/// <summary>Reads the numbers of indicators from their owners: each owner is asked once for each period, whatever the number of indicators. What a ratio is a part of may be another owner's.</summary>
public sealed class NumberReader(OwnerTallies tallies)
{
    sealed record Question(Owner Owner, DateOnly? From, DateOnly? To, IReadOnlyList<Indicator> Indicators);

    /// <param name="authorization">The caller's own header.</param>
    public Task<Reading> ReadAsync(ReportScope scope, ReportPeriod period, IReadOnlyList<Indicator> indicators, string authorization, CancellationToken cancel) =>
        ReadAsync(scope, indicator => indicator.Days(period.Year, period.AsOf), indicators, authorization, cancel);

    /// <param name="days">First and last day of each; null for none.</param>
    /// <param name="authorization">The caller's own header.</param>
    public async Task<Reading> ReadAsync(ReportScope scope, Func<Indicator, (DateOnly? From, DateOnly? To)> days, IReadOnlyList<Indicator> indicators, string authorization, CancellationToken cancel)
    {
        var questions = indicators.Where(indicator => indicator.Counts is not null)
            .SelectMany(indicator => indicator.Counts!.Owners.Select(owner => (Owner: owner, Days: days(indicator), Indicator: indicator))).GroupBy(part => (part.Owner, part.Days), part => part.Indicator)
            .Select(group => new Question(tallies.Owners.Single(owner => owner.Name == group.Key.Owner), group.Key.Days.From, group.Key.Days.To, [.. group])).ToList();
        var answers = questions.Zip(await Task.WhenAll(questions.Select(question => AskAsync(question, scope, authorization, cancel)))).ToDictionary(each => (each.First.Owner.Name, Days: (each.First.From, each.First.To)), each => each.Second);

        var numbers = new List<Counted>();
        var unknown = indicators.Where(indicator => indicator.Counts is null).Select(indicator => indicator.Id).ToHashSet();
        var missing = new HashSet<string>();
        foreach (var indicator in indicators.Where(indicator => indicator.Counts is not null))
        {
            var counts = indicator.Counts!;
            var told = counts.Owners.Select(owner => (Owner: owner, Tally: answers[(owner, days(indicator))])).ToList();
            missing.UnionWith(told.Where(each => each.Tally is null).Select(each => each.Owner));
            if (told.Any(each => each.Tally is null)) continue;
            // A service that is older than the dictionary does not measure everything yet.
            if (told.Any(each => counts.MeasuresOf(each.Owner).Except(each.Tally!.Indicators).Any())) unknown.Add(indicator.Id);
            else numbers.Add(Count(indicator, told[0].Tally!, told[^1].Tally!, scope));
        }
        var order = indicators.Select((indicator, at) => (indicator.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        return new Reading([.. numbers.OrderBy(number => order[number.Indicator.Id])], [.. missing.Order(StringComparer.Ordinal)], [.. unknown.OrderBy(id => order[id])]);
    }

    Task<Tally?> AskAsync(Question question, ReportScope scope, string authorization, CancellationToken cancel) => tallies.AskAsync(question.Owner, new GetTallyRequest
    {
        Prefix = scope.Prefix,
        From = question.From is { } from ? ChinaTime.Text(from) : "",
        To = question.To is { } to ? ChinaTime.Text(to) : "",
        Indicators = { question.Indicators.SelectMany(indicator => indicator.Counts!.MeasuresOf(question.Owner.Name)).Distinct() },
        GroupBys = { TallyGrouping.Dimension, TallyGrouping.County, TallyGrouping.CountyDimension },
        KnownOnly = true,
    }, authorization, cancel);

    /// <param name="parts">What a ratio is a part of: the same tally, or that of another owner.</param>
    static Counted Count(Indicator indicator, Tally tally, Tally parts, ReportScope scope)
    {
        var counts = indicator.Counts!;
        var within = counts.WithinACounty ?? counts.Measure;
        var whole = new Amount(Sum(tally, scope.IsCity ? counts.Measure : within, counts, ""), counts.OutOf is { } outOf ? Sum(parts, outOf, counts, "") : 0);
        var counties = !scope.IsCity ? new Dictionary<string, Amount>() : tally.Lines.Where(line => line.Indicator == within).Concat(parts.Lines.Where(line => line.Indicator == counts.OutOf)).Where(line => line.Grouping == TallyGrouping.County).Select(line => line.Group).Distinct()
            .Select(county => (county, Amount: new Amount(Sum(tally, within, counts, county), counts.OutOf is { } part ? Sum(parts, part, counts, county) : 0)))
            .Where(each => each.Amount != default).ToDictionary(each => each.county, each => each.Amount);
        if (scope.IsCity && counts.IsLeastOfCounties) whole = counties.Count == 0 ? default : counties.Values.MinBy(each => each.Value);
        return new Counted(indicator, whole, counties);
    }

    static long Sum(Tally tally, string measure, Counting counts, string county) => tally.Lines.Where(line => line.Indicator == measure && (counts.Dimensions.Length, county.Length) switch
    {
        (0, 0) => line.Grouping == TallyGrouping.Unspecified,
        (0, _) => line.Grouping == TallyGrouping.County && line.Group == county,
        (_, 0) => line.Grouping == TallyGrouping.Dimension && counts.Counts(line.Group),
        _ => line.Grouping == TallyGrouping.CountyDimension && line.Group == county && counts.Counts(line.Dimension),
    }).Sum(line => line.Value);
}
