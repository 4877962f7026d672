using CivPractice.Activity.Needs;

namespace CivPractice.Activity.Tests.Needs;

public sealed class WorkingDaysTests
{
    // Civil time; 2026-03-02 is a Monday.
    [Fact]
    public void Overdue_is_exactly_what_ended_before_the_term() => CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Int[0, 60 * 86_400], CsCheck.Gen.Int[1, 12]), each =>
    {
        var now = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(each.Item1);
        var over = WorkingDays.OverBefore(now, each.Item2);
        Assert.True(WorkingDays.After(over, each.Item2) < now);
        Assert.True(WorkingDays.After(over.AddSeconds(1), each.Item2) >= now);
    });

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", 0)]
    [InlineData("2026-03-02", "2026-03-03", 1)]
    [InlineData("2026-03-06", "2026-03-09", 1)]
    [InlineData("2026-03-06", "2026-03-08", 0)]
    [InlineData("2026-03-07", "2026-03-09", 1)]
    [InlineData("2026-03-02", "2026-03-23", 15)]
    [InlineData("2026-03-04", "2026-03-24", 14)]
    [InlineData("2026-03-04", "2026-03-01", 0)]
    public void Working_days_lie_behind_a_day_up_to_another(string from, string to, int days)
    {
        var (first, last) = (DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(days, WorkingDays.Between(first, last));
        Assert.Equal(days, Enumerable.Range(1, Math.Max(0, last.DayNumber - first.DayNumber)).Count(each => WorkingDays.Is(first.AddDays(each))));
    }

    [Theory]
    [InlineData("2026-03-02T09:00", 1, "2026-03-03T09:00")]
    [InlineData("2026-03-06T17:30", 1, "2026-03-09T17:30")]
    [InlineData("2026-03-07T10:00", 1, "2026-03-10T00:00")]
    [InlineData("2026-03-08T23:59", 1, "2026-03-10T00:00")]
    [InlineData("2026-03-02T00:30", 1, "2026-03-03T00:30")]
    [InlineData("2026-03-02T09:00", 10, "2026-03-16T09:00")]
    public void Days_off_do_not_count(string from, int days, string to) => Assert.Equal(Civil(to), WorkingDays.After(Civil(from), days));

    static DateTimeOffset Civil(string text) => DateTimeOffset.Parse(text + "+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
