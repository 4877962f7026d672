using CivPractice.Platform.V1;
using CivPractice.Portal.Shared;
using CivPractice.Report.V1;

namespace CivPractice.Portal.Cockpit;

/// <summary>The figures of one view, by grouping, indicator and group.</summary>
public sealed class FigureSet(GetFiguresResponse response)
{
    readonly Dictionary<(TallyGrouping Grouping, string Indicator, string Group, string Dimension), Figure> figures = response.Figures
        .GroupBy(figure => (figure.Grouping, figure.Indicator, figure.Group, figure.Dimension)).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The sum of all; null where nobody told it: a figure that is missing must not look like a nought.</summary>
    public Figure? this[string indicator] => figures.GetValueOrDefault((TallyGrouping.Unspecified, indicator, "", ""));

    /// <summary>Nought where the owner had no row in the group.</summary>
    public long Value(TallyGrouping grouping, string indicator, string group, string dimension = "") => figures.GetValueOrDefault((grouping, indicator, group, dimension))?.Value ?? 0;

    /// <summary>The groups that have a row of any of the indicators, in order.</summary>
    public IReadOnlyList<string> Groups(TallyGrouping grouping, params IEnumerable<string> indicators) =>
        [.. figures.Keys.Where(key => key.Grouping == grouping && indicators.Contains(key.Indicator)).Select(key => key.Group).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Value and unit as people read them: minutes are shown as hours.</summary>
    public static (string Value, string Unit) Said(string indicator, string unit, long value) =>
        indicator.EndsWith(".fen", StringComparison.Ordinal) ? (Charity.CharityWords.Yuan(value), "元") : indicator.EndsWith("minutes", StringComparison.Ordinal) ? Say.Service(value) : (Say.Number(value), unit);
}
