using System.Globalization;
using CivPractice.Activity.SignUps;
using CsCheck;

namespace CivPractice.Activity.Tests.SignUps;

public sealed class ServedMinutesTests
{
    static readonly DateTimeOffset starts = At("14:00");
    static readonly DateTimeOffset ends = At("16:00");

    // The plan is 14:00 to 16:00; ten minutes of grace at both ends.
    [Theory]
    [InlineData("13:55", "16:05", 130)]
    [InlineData("14:00", "16:00", 120)]
    [InlineData("13:30", "18:00", 140)]
    [InlineData("15:00", "15:59", 59)]
    [InlineData("14:00", "", 0)]
    [InlineData("", "16:00", 0)]
    [InlineData("16:20", "16:30", 0)]
    [InlineData("13:31", "13:40", 0)]
    public void Raw_time_is_clipped_to_the_plan_with_grace(string checkedIn, string checkedOut, int minutes) =>
        Assert.Equal(minutes, ServedMinutes.Of(Time(checkedIn), Time(checkedOut), starts, ends));

    [Fact]
    public void Seconds_are_not_rounded_up() => Assert.Equal(59, ServedMinutes.Of(starts, starts.AddMinutes(60).AddSeconds(-1), starts, ends));

    [Fact]
    public void Never_negative_never_more_than_the_plan_with_grace_nor_than_was_spent() =>
        Gen.Select(Gen.Int[-600, 600], Gen.Int[-600, 600]).Sample((from, to) =>
        {
            var minutes = ServedMinutes.Of(starts.AddMinutes(from), starts.AddMinutes(to), starts, ends);
            Assert.InRange(minutes, 0, 140);
            Assert.True(minutes <= Math.Max(0, to - from));
        });

    static DateTimeOffset? Time(string text) => text.Length == 0 ? null : At(text);

    static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-03T{time}+08:00", CultureInfo.InvariantCulture);
}
