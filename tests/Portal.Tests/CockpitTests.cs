using System.Text.RegularExpressions;
using CivPractice.Platform.V1;
using CivPractice.Portal.Cockpit;
using CivPractice.Report.V1;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CivPractice.Portal.Tests;

/// <summary>What the cockpit says of figures, and what it draws: the numbers of a picture are those of its table.</summary>
public sealed partial class CockpitTests
{
    [Theory]
    [InlineData(295, 295, "实现100%全覆盖", "100%")]
    [InlineData(300, 295, "多于应建数，请核对", "101.6%")]
    [InlineData(2999, 3000, "基本实现全覆盖", "99.9%")]
    [InlineData(95, 100, "基本实现全覆盖", "95.0%")]
    [InlineData(949, 1000, "覆盖 94.9%", "94.9%")]
    [InlineData(0, 20, "覆盖 0.0%", "0.0%")]
    [InlineData(3, 0, "没有应建数", "0.0%")]
    public void Coverage_is_said_as_reports_say_it_and_never_more_than_there_is(long covered, long due, string said, string number) =>
        Assert.Equal((said, number), (new Coverage(covered, due).Said, new Coverage(covered, due).Number));

    [Fact]
    public void A_figure_that_nobody_told_is_not_a_nought()
    {
        var set = new FigureSet(new GetFiguresResponse { Figures = { new Figure { Indicator = "lectures.held" }, new Figure { Indicator = "lectures.held", Grouping = TallyGrouping.Month, Group = "2026-03", Value = 5 } } });
        Assert.Equal((0L, (long?)null), (set["lectures.held"]!.Value, set["activities.completed"]?.Value));
        Assert.Equal((5, 0), (set.Value(TallyGrouping.Month, "lectures.held", "2026-03"), set.Value(TallyGrouping.Township, "lectures.held", "2026-03")));
    }

    [Fact]
    public void One_question_has_all_that_a_page_shows()
    {
        Assert.Equal([TallyGrouping.Dimension, TallyGrouping.Township, TallyGrouping.Month], CockpitFigures.Groupings(TallyGrouping.Township, byMonth: true, isCity: false));
        Assert.Equal([TallyGrouping.Dimension, TallyGrouping.County, TallyGrouping.CountyDimension], CockpitFigures.Groupings(TallyGrouping.County, byMonth: false, isCity: true));
        Assert.Equal(CockpitFigures.All.Count, CockpitFigures.All.Distinct().Count());
    }

    [Fact]
    public async Task Bars_by_month_are_as_high_as_their_numbers_on_a_scale_that_ends_at_a_round_one()
    {
        var answer = new GetFiguresResponse();
        foreach (var (month, value) in new[] { ("2026-01", 30L), ("2026-12", 60) }) answer.Figures.Add(new Figure { Indicator = "activities.completed", Grouping = TallyGrouping.Month, Group = month, Value = value });
        answer.Figures.Add(new Figure { Indicator = "hours.minutes", Grouping = TallyGrouping.Month, Group = "2026-02", Value = 60 * 60 });
        var drawn = await RenderAsync<MonthBars>(new()
        {
            [nameof(MonthBars.Figures)] = new FigureSet(answer),
            [nameof(MonthBars.Year)] = new Period(2026),
            [nameof(MonthBars.Series)] = new MonthBars.Line[] { new("activities.completed", "活动", "c1"), new("hours.minutes", "时长", "c3") },
        });
        var heights = Rect().Matches(drawn).Select(rect => (rect.Groups[1].Value, double.Parse(rect.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture))).Where(rect => rect.Item2 is > 0 and not 9).ToList();
        Assert.Equal([("c1", 61), ("c3", 122), ("c1", 122)], heights);
        Assert.Contains(">60</text>", drawn, StringComparison.Ordinal);
        Assert.Contains(">12月</text>", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_bars_says_each_number_its_share_and_where_it_opens()
    {
        var drawn = await RenderAsync<Bars>(new()
        {
            [nameof(Bars.Of)] = "平台",
            [nameof(Bars.WithShare)] = true,
            [nameof(Bars.Rows)] = new Bars.Bar[] { new("教育服务", 3, "3", "/rows?a=1"), new("未分类", 1, "1", null) },
        });
        Assert.Equal(["100", "33.3"], Width().Matches(drawn).Select(rect => rect.Groups[1].Value));
        Assert.Contains("<a href=\"/rows?a=1\">3</a>", drawn, StringComparison.Ordinal);
        Assert.Contains("75.0%", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", drawn, StringComparison.Ordinal);
    }

    static async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return System.Net.WebUtility.HtmlDecode(html);
    }

    [GeneratedRegex("<rect class=\"(c[0-9])\" x=\"[0-9.]+\" y=\"[0-9.]+\" width=\"[0-9.]+\" height=\"([0-9.]+)\"")]
    private static partial Regex Rect();

    [GeneratedRegex("<rect class=\"c1\" width=\"([0-9.]+)\"")]
    private static partial Regex Width();
}
