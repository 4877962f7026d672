using CivPractice.Activity.Needs;

namespace CivPractice.Activity.Tests.Needs;

public sealed class WorkingDaysTests
{
    // Civil time; 2026-03-02 is a Monday.
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
