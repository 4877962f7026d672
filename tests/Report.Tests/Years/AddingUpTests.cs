using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Years;

/// <summary>What the counties say and what the city says, over rows by lot.</summary>
[Collection(nameof(FourOwners))]
public sealed class AddingUpTests(FourOwners running)
{
    const int cities = 12;

    [Fact]
    public async Task Counties_add_up_to_the_city_and_persons_counted_once_are_never_more_than_their_sum()
    {
        var dice = new Random(20260302);
        var owners = new Dictionary<string, Testing.ServiceUnderTest> { ["organization"] = running.Organization, ["volunteer"] = running.Volunteer, ["activity"] = running.Activity, ["lecture"] = running.Lecture };
        var persons = new Dictionary<string, int>();
        var changes = owners.Keys.ToDictionary(owner => owner, _ => new List<string>());
        for (var number = 10; number < 10 + cities; number++)
        {
            var city = $"19{number}";
            foreach (var counts in IndicatorList.All.Select(indicator => indicator.Counts).OfType<Counting>().Where(counts => counts.WithinACounty is null))
                foreach (var (owner, measure) in counts.Owners.SelectMany(owner => counts.MeasuresOf(owner).Select(measure => (owner, measure))))
                    for (var rows = dice.Next(6); rows > 0; rows--)
                        changes[owner].Add(Row(city, dice.Next(3), measure, counts.Dimensions.Length > 0 ? counts.Dimensions[dice.Next(counts.Dimensions.Length)] : "", dice.Next(1, 500)));
            persons[city] = dice.Next(1, 40);
            for (var person = 0; person < persons[city]; person++)
            {
                // Somebody registered in some counties, and counted in the city where he came first.
                var homes = new[] { 0, 1, 2 }.OrderBy(_ => dice.Next()).Take(dice.Next(1, 4)).ToArray();
                changes["volunteer"].AddRange(homes.Select(home => Row(city, home, "volunteers.registry", "", 1)).Append(Row(city, homes[0], "volunteers.registry.city", "", 1)));
            }

            string Row(string of, int county, string measure, string dimension, int n) => $"('{of}0{county}', '{measure}', date '2021-0{dice.Next(1, 10)}-0{dice.Next(1, 10)}', '{of}0{county}', '{dimension}', {n})";
        }
        foreach (var (owner, rows) in changes) await owners[owner].RollUpAsync($"values {string.Join(", ", rows)}");

        var known = await KnownAsync();
        foreach (var (city, people) in persons)
        {
            var report = await running.Reports.GetYearReportAsync(new() { Year = 2021, AsOf = "2021-12-31" }, running.As(Coordinator(city)));
            Assert.Empty(report.Missing);
            Assert.Equal(IndicatorList.All.Where(indicator => indicator.Counts is null || indicator.Counts.Owners.Any(owner => indicator.Counts.MeasuresOf(owner).Except(known[owner]).Any())).Select(indicator => indicator.Id), report.NotMeasured);
            Assert.All(report.Numbers.Where(number => number.Additive), number => Assert.Equal(number.Value, number.Counties.Sum(county => county.Value)));
            Assert.All(report.Numbers.Where(number => number.Of > 0), number => Assert.Equal((number.Value, number.Of), (number.Counties.Sum(county => county.Value), number.Counties.Sum(county => county.Of))));
            var kinds = report.Numbers.Single(number => number.Indicator == "F10");
            Assert.Equal(kinds.Counties.Select(county => county.Value).DefaultIfEmpty().Min(), kinds.Value);
            var registered = report.Numbers.Single(number => number.Indicator == "F15");
            Assert.Equal(people, registered.Value);
            Assert.True(registered.Value <= registered.Counties.Sum(county => county.Value) && registered.Value >= registered.Counties.Max(county => county.Value));
            // A county's own report says of it what the city's says of the county.
            var own = await running.Reports.GetYearReportAsync(new() { Year = 2021, AsOf = "2021-12-31" }, running.As(Office($"{city}01")));
            Assert.Equal(Said(report, $"{city}01"), own.Numbers.Where(number => number.Value > 0 || number.Of > 0).Select(number => (number.Indicator, number.Value, number.Of)));
        }
    }

    [Fact]
    public async Task What_a_ratio_is_a_part_of_may_be_another_owners()
    {
        await running.Volunteer.RollUpAsync("values ('198901', 'corps', date '2020-01-01', '198901', 'Center', 1), ('198900', 'corps', date '2020-01-01', '198900', 'City', 1)");
        await running.Organization.RollUpAsync("values ('198901', 'divisions.due', date '2019-01-01', '198901', 'Center', 1), ('198902', 'divisions.due', date '2019-01-01', '198902', 'Center', 1), ('198901', 'divisions.due', date '2019-01-01', '198901', 'Institute', 14)");
        var report = await running.Reports.GetYearReportAsync(new() { Year = 2021, AsOf = "2021-12-31" }, running.As(Coordinator("1989")));
        var corps = report.Numbers.Single(number => number.Indicator == "R08");
        Assert.Equal((1, 2), (corps.Value, corps.Of));
        Assert.Equal([("198901", 1, 1), ("198902", 0, 1)], corps.Counties.Select(county => (county.County, county.Value, county.Of)));
        // Its rows are at the one owner, and the city's own is none of them.
        Assert.StartsWith("corps?prefix=1989&ofCounties=true&to=2021-12-31&recordedUntil=", corps.Rows, StringComparison.Ordinal);
        Assert.True(corps.RowsOfTheMoment);
        var own = await running.Reports.GetYearReportAsync(new() { Year = 2021, AsOf = "2021-12-31" }, running.As(Office("198902")));
        Assert.Equal((0, 1), own.Numbers.Single(number => number.Indicator == "R08") is var none ? (none.Value, none.Of) : default);
    }

    // What each owner says that it counts.
    async Task<Dictionary<string, IReadOnlyCollection<string>>> KnownAsync()
    {
        var (by, question) = (running.As(Office("191001")), new Platform.V1.GetTallyRequest());
        return new()
        {
            ["organization"] = (await new Organization.V1.Sites.SitesClient(running.Organization.Channel).GetTallyAsync(question, by)).Indicators,
            ["volunteer"] = (await new Volunteer.V1.Hours.HoursClient(running.Volunteer.Channel).GetTallyAsync(question, by)).Indicators,
            ["activity"] = (await new Activity.V1.Figures.FiguresClient(running.Activity.Channel).GetTallyAsync(question, by)).Indicators,
            ["lecture"] = (await new Lecture.V1.Sessions.SessionsClient(running.Lecture.Channel).GetTallyAsync(question, by)).Indicators,
        };
    }

    static IEnumerable<(string, long, long)> Said(YearReport report, string county) =>
        from number in report.Numbers from each in number.Counties where each.County == county && (each.Value > 0 || each.Of > 0) select (number.Indicator, each.Value, each.Of);
}
