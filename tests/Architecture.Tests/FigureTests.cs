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
    static readonly HashSet<string> owned = [.. Services.Assemblies.SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Measure)).Select(field => ((Measure)field.GetValue(null)!).Name)];

    [Fact]
    public void Every_figure_of_the_cockpit_is_a_measure_that_somebody_owns()
    {
        Assert.NotEmpty(owned);
        Assert.Empty(CockpitFigures.Cards.Concat(CockpitFigures.Columns.Select(column => column.Indicator)).Except(owned));
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

    [GeneratedRegex("\"([a-z-]+(?:\\.[a-z-]+)+)\"")]
    private static partial Regex Dotted();
}
