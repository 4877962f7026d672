using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Words;
using CivPractice.Report.Years;

namespace CivPractice.Report.Tests.Indicators;

public sealed class IndicatorListTests
{
    [Fact]
    public void The_dictionary_has_every_figure_of_the_article_once_and_says_what_it_is()
    {
        Assert.Equal(Enumerable.Range(1, 29).Select(number => $"F{number:00}"), IndicatorList.All.Select(indicator => indicator.Id).Where(id => id[0] == 'F' && id.Length == 3));
        // A letter behind it is a part of the figure, by the same measure.
        Assert.All(IndicatorList.All.Where(indicator => indicator.Id.Length == 4), part => Assert.Equal(IndicatorList.Get(part.Id[..3]).Counts!.Measure, part.Counts!.Measure));
        Assert.DoesNotContain(IndicatorList.All, indicator => indicator.Counts is null);
        Assert.Equal(IndicatorList.All.Count, IndicatorList.All.Select(indicator => indicator.Id).Distinct().Count());
        Assert.All(IndicatorList.All, indicator =>
        {
            Assert.True(indicator.Definition.Length > 5 && indicator.Definition.EndsWith('。'), indicator.Id);
            Assert.True(indicator.Period != PeriodKind.Unspecified && indicator.Version > 0 && indicator.Wording.Rule.Length > 0, indicator.Id);
            Assert.Equal(indicator.Counts is not null, indicator.Shown().Measured);
        });
    }

    [Fact]
    public void Two_calibres_of_people_and_teams_are_two_indicators_of_two_measures()
    {
        foreach (var (registry, own) in new[] { ("F15", "F20"), ("F17", "F19") })
        {
            var (one, other) = (IndicatorList.Get(registry), IndicatorList.Get(own));
            Assert.Equal((Calibre.NationalRegistry, Calibre.OwnCount), (one.Calibre, other.Calibre));
            Assert.Empty(one.Counts!.Measures.Intersect(other.Counts!.Measures));
            Assert.Contains("不相加", other.Definition, StringComparison.Ordinal);
        }
        // None counts two things as one.
        Assert.All(IndicatorList.All.Where(indicator => indicator.Counts is not null), indicator => Assert.Single(new[] { indicator.Counts!.Measure }));
        Assert.NotEqual(IndicatorList.Get("F21").Counts!.Measure, IndicatorList.Get("F23").Counts!.Measure);
    }

    [Fact]
    public void Persons_and_shares_do_not_add_up_and_rows_do()
    {
        Assert.Equal(["F02", "F03", "F10", "F15", "R06", "R07", "R08", "R09", "R10", "R17", "R19", "R22", "R23", "R24", "R25", "R33", "R34", "R36"], IndicatorList.All.Where(indicator => indicator.Counts is not null && !indicator.IsAdditive).Select(indicator => indicator.Id));
    }

    /// <summary>Numbers that open to the rows of now, and why.</summary>
    static readonly Dictionary<string, string> ofNow = new()
    {
        ["F15"] = "Volunteers are personal: a city, whose number it is, sees none of them.",
        ["R03"] = "A certificate is the person's: nobody lists those of all.",
        ["R04"] = "A certificate is the person's: nobody lists those of all.",
        ["R05"] = "A correction is a line of the ledger of hours, which is not listed by the day of the correction.",
        ["R11"] = "Stars: the list has today's.",
        ["R17"] = "五有 are found anew by a job, and the former findings are not kept.",
        ["R20"] = "Needs are personal: their list is the county's own.",
        ["R21"] = "Needs are personal: their list is the county's own.",
        ["R22"] = "A mean of needs.",
        ["R23"] = "A mean of needs.",
        ["R24"] = "A share of needs.",
        ["R28"] = "Visits are personal: their list is the county's own.",
        ["R29"] = "Kinds of volunteers are personal.",
        ["R30"] = "Kinds of volunteers are personal.",
        ["R34"] = "A share of what listeners said, who are nobody.",
        ["R36"] = "What residents said is personal: its list is the county's own.",
    };

    [Fact]
    public void Every_number_opens_to_the_rows_of_its_moment_or_says_why_not()
    {
        Assert.Empty(IndicatorList.All.Where(indicator => !RowsLink.IsOfTheMoment(indicator.Counts!.Measure) && !ofNow.ContainsKey(indicator.Id)).Select(indicator => indicator.Id));
        Assert.Empty(ofNow.Keys.Except(IndicatorList.All.Where(indicator => !RowsLink.IsOfTheMoment(indicator.Counts!.Measure)).Select(indicator => indicator.Id)));
    }

    [Theory]
    [InlineData("F02", "sites?prefix=1403&status=RUNNING&own=true&tiers=CENTER&tiers=INSTITUTE&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R07", "sites?prefix=1403&status=RUNNING&staffed=true&tiers=STATION&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("F10", "dictionaries?prefix=1403&list=WORD_LIST_TEAM_KIND&standard=true&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("F11", "activities?prefix=1403&status=COMPLETED&owner=OWNED_BY_ASSOCIATION&from=2021-01-01&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("F28A", "pilots?prefix=1403&level=NATIONAL_LEVEL&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R35", "divisions?prefix=1403&countedOnly=true&tierDue=CENTER&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R10", "memberUnits?prefix=1403&activeYear=2021&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R12", "bases?prefix=1403&to=2022-05-11&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R18", "visits?prefix=1403&method=VISIT_METHOD_HEAD_COUNT&from=2021-01-01&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R19", "livelihood?prefix=1403&state=ITEM_STATE_DONE_IN_TIME&from=2021-01-01&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R31", "sessions?prefix=1403&status=HELD&moral=true&from=2021-01-01&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    [InlineData("R33", "sessions?prefix=1403&status=HELD&planned=true&from=2021-01-01&to=2021-12-31&recordedUntil=2022-05-12T00:00:00.000000Z")]
    // What an association received and gave on is a county's own: the city sees the sum.
    [InlineData("F13", "")]
    [InlineData("F14", "")]
    [InlineData("F06", "")]
    // So are who was named and chosen, and who asked for a lecture.
    [InlineData("R13", "")]
    [InlineData("R32", "")]
    public void A_link_says_what_the_number_counted(string id, string rows)
    {
        var (indicator, days) = (IndicatorList.Get(id), IndicatorList.Get(id).Days(2021, new DateOnly(2022, 5, 11)));
        Assert.Equal(rows, Uri.UnescapeDataString(RowsLink.Of(indicator.Counts!, "1403", days.From, days.To, new DateTimeOffset(2022, 5, 12, 0, 0, 0, TimeSpan.Zero))));
        Assert.Equal(rows.Replace("recordedUntil", "recordedAfter", StringComparison.Ordinal), Uri.UnescapeDataString(RowsLink.After(indicator.Counts!, "1403", days.From, days.To, new DateTimeOffset(2022, 5, 12, 0, 0, 0, TimeSpan.Zero))));
    }

    [Fact]
    public void The_report_speaks_of_indicators_of_the_dictionary_only() => Assert.Empty(YearText.Spoken.Except(IndicatorList.All.Select(indicator => indicator.Id)));

    [Theory]
    [InlineData("F23", "2021-01-01", "2021-12-31", "2021年")]
    [InlineData("F01", "", "2022-05-11", "截至2022年5月11日")]
    [InlineData("F26", "", "", "登记至今")]
    public void A_year_a_day_and_what_was_recorded_are_three_periods(string id, string from, string to, string said)
    {
        var (indicator, asOf) = (IndicatorList.Get(id), new DateOnly(2022, 5, 11));
        var days = indicator.Days(2021, asOf);
        Assert.Equal((from, to), (days.From?.ToString("yyyy-MM-dd") ?? "", days.To?.ToString("yyyy-MM-dd") ?? ""));
        Assert.Equal(said, indicator.PeriodSaid(2021, asOf));
    }

    [Fact]
    public void A_year_that_is_not_over_ends_with_the_day_as_of_which_is_told() =>
        Assert.Equal("2022年1月1日至5月11日", IndicatorList.Get("F23").PeriodSaid(2022, new DateOnly(2022, 5, 11)));

    [Fact]
    public void Shares_and_means_are_worded_from_sums_and_of_nothing_there_is_none()
    {
        string Said(string id, long value, long of) => IndicatorList.Get(id).Wording.Of(value, of);
        Assert.Equal(("87.5%", "99.9%", "100.0%", "没有可计的"), (Said("R24", 7, 8), Said("R24", 9_996, 10_000), Said("R24", 3, 3), Said("R24", 0, 0)));
        Assert.Equal(("1.3个工作日", "0.0个工作日", "2.5个工作日", "没有可计的"), (Said("R22", 5, 4), Said("R22", 0, 4), Said("R23", 49, 20), Said("R23", 0, 0)));
        Assert.All(IndicatorList.All.Where(indicator => indicator.Wording is OnAverage), indicator => Assert.Contains("平均数不能相加", indicator.Definition, StringComparison.Ordinal));
    }

    [Fact]
    public void What_speaks_of_part_of_another_figure_says_which() =>
        Assert.Equal([("R14", "R13"), ("R16", "F27"), ("R26", "F21"), ("R30", "R29"), ("R31", "F23"), ("R32", "F23"), ("R35", "F08"), ("R36", "R24")],
            IndicatorList.All.Where(indicator => indicator.Id[0] == 'R' && string.CompareOrdinal(indicator.Id, "R10") > 0).Select(indicator => (indicator.Id, IndicatorList.All.FirstOrDefault(other => other.Id != indicator.Id && indicator.Definition.Contains(other.Id, StringComparison.Ordinal))?.Id ?? "")).Where(pair => pair.Item2.Length > 0));
}
