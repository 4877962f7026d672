using CivPractice.Organization.Bookings;
using CsCheck;

namespace CivPractice.Organization.Tests.Bookings;

public sealed class OpeningHoursTests
{
    static readonly DateOnly monday = new(2026, 3, 2);

    [Theory]
    [InlineData("周一至周日 09:00-17:30", "510 510 510 510 510 510 510")]
    [InlineData("周一至周五 08:30-18:00", "570 570 570 570 570 0 0")]
    [InlineData("每天8:30—11:30、14:00—17:30", "390 390 390 390 390 390 390")]
    [InlineData("工作日 08:00-12:00;周末 09:00-11:00", "240 240 240 240 240 120 120")]
    [InlineData("星期二、星期四至星期六 上午9:00至11:00 下午14:00至16:00", "0 240 0 240 240 240 0")]
    [InlineData("周六-周一 10:00-12:00", "120 0 0 0 0 120 120")]
    [InlineData("09:00-12:00,10:00-14:00", "300 300 300 300 300 300 300")]
    public void What_clerks_write_is_read(string text, string minutes)
    {
        var hours = OpeningHours.Read(text);
        Assert.NotNull(hours);
        Assert.Equal(minutes, string.Join(' ', Enumerable.Range(0, 7).Select(i => hours.On(monday.AddDays(i)).Sum(span => span.Minutes))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("电话预约")]
    [InlineData("周一至周五")]
    [InlineData("周一至周五 08:30-18:00(节假日除外)")]
    [InlineData("09:00-08:00")]
    [InlineData("09:00-25:00")]
    public void What_says_no_hours_is_not_guessed(string text) => Assert.Null(OpeningHours.Read(text));

    static readonly Gen<DaySpan> spans = Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 600], (from, length) => new DaySpan(from, Math.Min(1440, from + length)));

    [Fact]
    public void Use_lies_between_nought_and_the_open_time_and_no_minute_counts_twice() => spans.Array[0, 12].Sample(used =>
    {
        var hours = OpeningHours.Read("周一至周日 08:30-11:30 14:00-17:30")!;
        var minutes = Enumerable.Range(0, 1440).Count(minute => used.Any(span => span.From <= minute && minute < span.To) && hours.On(monday).Any(open => open.From <= minute && minute < open.To));
        Assert.Equal(minutes, Utilisation.Used(hours, monday, used));
        Assert.InRange(minutes, 0, Utilisation.Open(hours, monday));
    });
}
