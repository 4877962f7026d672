using CivPractice.Portal.Shared;
using CivPractice.Report.V1;

namespace CivPractice.Portal.Cockpit;

/// <summary>Figures of one grouping, by indicator and group.</summary>
public sealed class FigureSet(GetFiguresResponse response)
{
    readonly Dictionary<(string Indicator, string Group), Figure> figures = response.Figures
        .GroupBy(figure => (figure.Indicator, figure.Group)).ToDictionary(group => group.Key, group => group.First());

    public IReadOnlyList<string> Groups { get; } = [.. response.Figures.Select(figure => figure.Group).Where(group => group.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    public Figure? this[string indicator, string group = ""] => figures.GetValueOrDefault((indicator, group));

    /// <summary>Zero where the owner had no row in the group.</summary>
    public long Value(string indicator, string group) => this[indicator, group]?.Value ?? 0;

    /// <summary>Whether the owner answered at all: a missing figure must not look like a nought.</summary>
    public bool Knows(string indicator) => figures.Keys.Any(key => key.Indicator == indicator);

    /// <summary>Value and unit as people read them: minutes are shown as hours.</summary>
    public static (string Value, string Unit) Said(string indicator, string unit, long value) =>
        indicator == "hours.minutes" ? Say.Service(value) : (Say.Number(value), unit);
}
