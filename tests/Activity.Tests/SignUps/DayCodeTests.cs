using CivPractice.Activity.SignUps;

namespace CivPractice.Activity.Tests.SignUps;

public sealed class DayCodeTests
{
    static readonly byte[] secret = [1, 2, 3, 4, 5, 6, 7, 8];

    // Midnight in China is 16:00 UTC.
    [Theory]
    [InlineData("2026-03-01T15:59:59Z", true, false)]
    [InlineData("2026-03-01T16:00:00Z", true, true)]
    [InlineData("2026-03-01T16:14:59Z", true, true)]
    [InlineData("2026-03-01T16:15:00Z", false, true)]
    [InlineData("2026-03-02T15:59:59Z", false, true)]
    public void A_code_that_was_read_out_before_midnight_is_taken_for_a_quarter_of_an_hour_more(string now, bool before, bool after)
    {
        var moment = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((before, after), (DayCode.Fits(secret, moment, DayCode.Of(secret, new DateOnly(2026, 3, 1))), DayCode.Fits(secret, moment, $" {DayCode.Of(secret, new DateOnly(2026, 3, 2))}")));
    }
}
