using System.Reflection;
using System.Text.RegularExpressions;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Figures;
using CivPractice.Portal.Cockpit;
using CivPractice.Testing;

namespace CivPractice.Architecture.Tests;

/// <summary>The cockpit asks for figures by name over a wire: a name that no service owns would show nothing, and say nothing of it.</summary>
public sealed partial class FigureTests
{
    static readonly List<Measure> measures = [.. Fields<Measure>()];
    static readonly HashSet<string> owned = [.. measures.Select(measure => measure.Name)];
    static readonly ILookup<string, Recount> recounts = Fields<IReadOnlyList<Recount>>().SelectMany(list => list).ToLookup(recount => recount.Measure.Name);

    // Measures that no row bears out any more, each with the reason.
    static readonly Dictionary<string, string> beyondRecount = [];

    [Fact]
    public void Every_figure_of_the_cockpit_is_a_measure_that_somebody_owns()
    {
        Assert.NotEmpty(owned);
        Assert.Empty(CockpitFigures.All.Except(owned));
        Assert.Empty(CockpitFigures.Cards.Concat(CockpitFigures.Columns.Select(column => column.Indicator)).Concat(CockpitFigures.Stocks).Except(CockpitFigures.All));
    }

    [Fact]
    public void Every_indicator_of_the_dictionary_counts_measures_of_its_owner()
    {
        var counted = Report.Indicators.IndicatorList.All.Where(indicator => indicator.Counts is not null).ToList();
        Assert.NotEmpty(counted);
        Assert.Empty(counted.SelectMany(indicator => indicator.Counts!.Measures).Except(owned));
        // What is told of a year is a flow: a stock has no first day.
        Assert.Empty(counted.Where(indicator => indicator.Period == Report.V1.PeriodKind.CalendarYear && measures.Any(measure => measure.Name == indicator.Counts!.Measure && measure.Stock)).Select(indicator => indicator.Id));
    }

    [Fact]
    public void The_cockpit_says_the_last_day_of_stocks_and_the_period_of_flows() => Assert.Equal(
        measures.Where(measure => measure.Stock).Select(measure => measure.Name).Intersect(CockpitFigures.All).Order(), CockpitFigures.Stocks.Intersect(owned).Order());

    [Fact]
    public void Every_measure_is_counted_anew_from_rows_by_one_way_or_says_why_not()
    {
        Assert.NotEmpty(recounts);
        Assert.Empty(measures.Where(measure => recounts[measure.Name].Count() != (beyondRecount.ContainsKey(measure.Name) ? 0 : 1)).Select(measure => measure.Name));
    }

    [Fact]
    public void Every_dotted_name_in_the_cockpit_is_a_measure_or_a_permission()
    {
        var known = owned.Concat(Permission.All.Select(permission => permission.Name));
        var named = Directory.GetFiles(Path.Combine(Repository.Root, "services", "Portal", "Cockpit"))
            .SelectMany(file => Dotted().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.Contains("needs.satisfied", named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Every_figure_whose_rows_are_needs_is_said_on_the_page_that_it_opens()
    {
        Assert.Equal(owned.Where(name => name.StartsWith("needs.", StringComparison.Ordinal)).Order(), Activity.Needs.NeedRows.Figures.Select(figure => figure.Name).Order());
        Assert.DoesNotContain(Activity.Needs.NeedRows.Figures, figure => Portal.Needs.NeedWords.Figure(figure.Name) is null);
    }

    static IEnumerable<T> Fields<T>() where T : class => Services.Assemblies.SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(T)).Select(field => (T)field.GetValue(null)!);

    [GeneratedRegex("\"([a-z-]+(?:\\.[a-z-]+)+)\"")]
    private static partial Regex Dotted();
}
