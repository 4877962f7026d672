using CivPractice.Report.Indicators;
using CivPractice.Report.V1;

namespace CivPractice.Report.Years;

/// <summary>A number and, of a ratio, what it is a part of (else 0).</summary>
public readonly record struct Amount(long Value, long Of);

/// <summary>An indicator counted for a scope and a period.</summary>
/// <param name="Counties">Of a city its counties by their codes.</param>
public sealed record Counted(Indicator Indicator, Amount Whole, IReadOnlyDictionary<string, Amount> Counties)
{
    public string Phrase => Indicator.Wording.Of(Whole.Value, Whole.Of);

    public ReportNumber Shown(ReportScope scope, ReportPeriod period, DateTimeOffset until, CountyNames names)
    {
        var (from, to) = Indicator.Days(period.Year, period.AsOf);
        var counts = Indicator.Counts!;
        var rows = RowsLink.Of(counts, scope.Prefix, from, to, until);
        return new ReportNumber
        {
            Indicator = Indicator.Id,
            Name = Indicator.Name,
            Phrase = Phrase,
            Value = Whole.Value,
            Of = Whole.Of,
            Unit = Indicator.Wording.Classifier,
            Calibre = Indicator.Calibre,
            Tiers = Indicator.Tiers,
            Period = Indicator.PeriodSaid(period.Year, period.AsOf),
            Version = Indicator.Version,
            Counties =
            {
                Counties.OrderBy(county => county.Key, StringComparer.Ordinal).Select(county => new CountyNumber
                {
                    County = county.Key,
                    Name = county.Key == scope.Tenant ? "市本级" : names.Of(county.Key),
                    Value = county.Value.Value,
                    Of = county.Value.Of,
                    Phrase = Indicator.Wording.Of(county.Value.Value, county.Value.Of),
                }),
            },
            Rows = rows,
            RowsOfTheMoment = rows.Length > 0 && RowsLink.IsOfTheMoment(counts.Measure),
            Measure = counts.Measure,
            From = Text(from),
            To = Text(to),
            Additive = Indicator.IsAdditive,
        };
    }

    static string Text(DateOnly? day) => day is { } some ? Platform.ChinaTime.Text(some) : "";
}

/// <summary>What was read of the owners.</summary>
/// <param name="Missing">Owners that did not answer.</param>
/// <param name="NotMeasured">Indicators that nobody measures.</param>
public sealed record Reading(IReadOnlyList<Counted> Numbers, IReadOnlyList<string> Missing, IReadOnlyList<string> NotMeasured)
{
    public Counted? this[string indicator] => Numbers.FirstOrDefault(number => number.Indicator.Id == indicator);

    /// <summary>Whether both say the same of every number.</summary>
    public bool Agrees(Reading other) => Missing.SequenceEqual(other.Missing) && NotMeasured.SequenceEqual(other.NotMeasured) && Numbers.Count == other.Numbers.Count
        && Numbers.Zip(other.Numbers).All(pair => pair.First.Indicator == pair.Second.Indicator && pair.First.Whole == pair.Second.Whole
            && pair.First.Counties.Count == pair.Second.Counties.Count && !pair.First.Counties.Except(pair.Second.Counties).Any());
}
