using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Report.Tests.Figures;

/// <summary>What the groupings say, on roll-up rows whose sums are known. Organization has stocks only; a flow is tried where rows are counted, too.</summary>
public sealed class TallyReaderTests(ReportRunning running)
{
    static Caller Office(string county) => Callers.Staff(Role.CenterOffice, county: county);

    // Three sites of two townships: one from before, one opened in March, one closed in May; one more opens after the year.
    static string Sites(string county) =>
        $"""
        values ('{county}', 'sites.running', date '2019-06-01', '{county}', 'Center', 1), ('{county}', 'sites.running', '2020-03-31', '{county}001', 'Institute', 1),
            ('{county}', 'sites.running', '2018-01-01', '{county}002001', 'Station', 1), ('{county}', 'sites.running', '2020-05-01', '{county}002001', 'Station', -1),
            ('{county}', 'sites.running', '2021-02-01', '{county}002002', 'Station', 1), ('{county}', 'divisions.due', '2018-01-01', '{county}', 'Center', 1)
        """;

    [Fact]
    public async Task Several_groupings_come_from_one_call_and_say_what_each_says_alone()
    {
        const string county = "150101";
        await running.RollUpAsync(Sites(county));
        var request = new GetTallyRequest { From = "2020-01-01", To = "2020-12-31", Indicators = { "divisions.due", "sites.running" } };
        var together = await running.LinesAsync(Office(county), new GetTallyRequest(request)
        {
            GroupBys = { TallyGrouping.Township, TallyGrouping.Dimension, TallyGrouping.CountyDimension, TallyGrouping.Month, TallyGrouping.Site, TallyGrouping.County },
        });
        Assert.Equal(["Unspecified divisions.due 1", "Unspecified sites.running 2"], together.Take(2));
        var alone = new List<string>();
        foreach (var grouping in new[] { TallyGrouping.Unspecified, TallyGrouping.Township, TallyGrouping.Dimension, TallyGrouping.CountyDimension, TallyGrouping.Month, TallyGrouping.Site, TallyGrouping.County })
            alone.AddRange(await running.LinesAsync(Office(county), new GetTallyRequest(request) { GroupBy = grouping }));
        Assert.Equal(alone, together);
        Assert.Contains($"CountyDimension sites.running {county} Institute 1", together);
        Assert.Contains($"Township sites.running {county}001 1", together);
        Assert.Contains("Dimension sites.running Station 0", together);
    }

    [Fact]
    public async Task A_stock_by_month_is_its_state_at_the_end_of_each()
    {
        const string county = "150102";
        await running.RollUpAsync(Sites(county));
        var lines = await running.LinesAsync(Office(county), new GetTallyRequest { Indicators = { "sites.running" }, From = "2020-01-15", To = "2020-06-10", GroupBy = TallyGrouping.Month });
        Assert.Equal(["01 2", "02 2", "03 3", "04 3", "05 2", "06 2"], lines.Select(line => line["Month sites.running 2020-".Length..]));
        // The first month is stated at its end, though the period begins within it; a later period begins with what stood then.
        lines = await running.LinesAsync(Office(county), new GetTallyRequest { Indicators = { "sites.running" }, From = "2020-12-01", To = "2021-02-28", GroupBy = TallyGrouping.Month });
        Assert.Equal(["2020-12 2", "2021-01 2", "2021-02 3"], lines.Select(line => line["Month sites.running ".Length..]));
    }

    [Fact]
    public async Task A_month_that_has_not_begun_has_no_state()
    {
        const string county = "150103";
        await running.RollUpAsync(Sites(county));
        var today = Platform.ChinaTime.Today(TimeProvider.System);
        var lines = await running.LinesAsync(Office(county), new GetTallyRequest { Indicators = { "sites.running" }, From = $"{today:yyyy-MM-01}", To = $"{today.AddMonths(3):yyyy-MM-dd}", GroupBy = TallyGrouping.Month });
        Assert.Equal($"Month sites.running {today:yyyy-MM} 3", Assert.Single(lines));
    }

    [Theory]
    [InlineData("2019-12-31", 2)]
    [InlineData("2020-03-31", 3)]
    [InlineData("2020-05-01", 2)]
    [InlineData("2018-06-30", 1)]
    [InlineData("2017-12-31", 0)]
    [InlineData("2100-12-31", 3)]
    public async Task A_stock_is_what_stood_on_the_last_day(string to, int standing)
    {
        var county = $"15{to[2..4]}{to[5..7]}";
        await running.RollUpAsync(Sites(county));
        Assert.Equal([$"Unspecified sites.running {standing}"], await running.LinesAsync(Office(county), new GetTallyRequest { Indicators = { "sites.running" }, To = to }));
    }

    [Theory]
    [InlineData("", "2020-12-31")]
    [InlineData("2018-01-01", "2021-01-01")]
    public async Task More_months_than_a_chart_can_show_are_refused(string from, string to) => Assert.Equal(
        (StatusCode.InvalidArgument, "TOO_MANY_MONTHS"),
        await Refused(running.Sites.GetTallyAsync(new GetTallyRequest { From = from, To = to, GroupBys = { TallyGrouping.Month } }, running.As(Office("150104")))));

    [Fact]
    public async Task Unknown_indicators_are_refused_unless_they_may_be_left_out()
    {
        var asked = new GetTallyRequest { Indicators = { "sites.running", "moon.craters" } };
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_INDICATOR"), await Refused(running.Sites.GetTallyAsync(asked, running.As(Office("150105")))));
        var tally = await running.Sites.GetTallyAsync(new GetTallyRequest(asked) { KnownOnly = true }, running.As(Office("150105")));
        Assert.Equal((["sites.running"], 0), (tally.Indicators, Assert.Single(tally.Lines).Value));
    }

    [Fact]
    public async Task Who_may_see_two_townships_gets_the_sum_of_these_and_not_of_a_third()
    {
        const string county = "150106";
        await running.RollUpAsync(Sites(county));
        var clerk = new Caller(CallerKind.Staff, Guid.CreateVersion7(), county, county, [county], [new Grant(Role.InstituteClerk, $"{county}001"), new Grant(Role.InstituteClerk, $"{county}002")]);
        Assert.Equal(["Unspecified sites.running 2"], await running.LinesAsync(clerk, new GetTallyRequest { Indicators = { "sites.running" } }));
        Assert.Equal(["Unspecified sites.running 1"], await running.LinesAsync(clerk, new GetTallyRequest { Indicators = { "sites.running" }, Prefix = $"{county}002" }));
        Assert.Equal(["Unspecified sites.running 0"], await running.LinesAsync(clerk, new GetTallyRequest { Indicators = { "sites.running" }, Prefix = "150105" }));
    }

    static async Task<(StatusCode, string)> Refused<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        return (refusal.StatusCode, refusal.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations[0].Reason);
    }
}
