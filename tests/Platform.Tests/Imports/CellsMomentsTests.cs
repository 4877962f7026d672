using System.Globalization;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

public sealed class CellsMomentsTests
{
    static readonly DateOnly today = new(2026, 3, 2);

    [Theory]
    [InlineData("2021-03-05 09:30", "01:30")]
    [InlineData("2021/3/5 9:30:15", "01:30:15")]
    [InlineData("2021-03-05T09:30", "01:30")]
    [InlineData("2021-03-05T09:30:15.123+08:00", "01:30:15")]
    [InlineData("2021-03-05T09:30Z", "09:30")]
    [InlineData("2021/3/5 3:05 PM", "07:05")]
    [InlineData("20210305 09:30", "01:30")]
    [InlineData("2021年3月5日8时30分", "00:30")]
    [InlineData("2021年3月5日 上午9点", "01:00")]
    [InlineData("2021年3月5日(周五) 下午3点", "07:00")]
    [InlineData("2021年3月5日 中午1点", "05:00")]
    [InlineData("2021年3月5日 中午12点", "04:00")]
    [InlineData("2021年3月5日 晚上7:30", "11:30")]
    [InlineData("2021年3月5日 下午15:00", "07:00")]
    [InlineData("44260.395833333336", "01:30")]
    [InlineData("44260.5", "04:00")]
    [InlineData("\uFF12\uFF10\uFF12\uFF11-03-05 09\uFF1A30", "01:30")]
    public void A_moment_in_any_spelling(string text, string utc)
    {
        Assert.True(Cells.TryMoment(text, today, out var moment));
        Assert.Equal(new DateTimeOffset(2021, 3, 5, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(utc, CultureInfo.InvariantCulture), moment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2021-03-05")]
    [InlineData("44260")]
    [InlineData("09:30")]
    [InlineData("2021-03-05 24:00")]
    [InlineData("2021-03-05 09:60")]
    [InlineData("2021-02-29 09:30")]
    [InlineData("2021-03-05 晚上12点")]
    [InlineData("2021-03-05 上午12点")]
    [InlineData("2021-03-05 上午14:00")]
    [InlineData("5/3/2021 9:30")]
    public void What_is_no_moment_or_may_be_two_is_refused(string text) => Assert.False(Cells.TryMoment(text, today, out _));

    [Theory]
    [InlineData("36", 36)]
    [InlineData("36.0", 36)]
    [InlineData("1,200", 1200)]
    [InlineData("\uFF13\uFF16", 36)]
    [InlineData("36人次", 36)]
    [InlineData(" 0 人 ", 0)]
    public void A_count_in_any_spelling(string text, int expected)
    {
        Assert.True(Cells.TryCount(text, out var count));
        Assert.Equal(expected, count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30余")]
    [InlineData("约30")]
    [InlineData("-3")]
    [InlineData("3.5")]
    [InlineData("1,20")]
    [InlineData("99999999999")]
    public void What_says_no_number_is_refused(string text) => Assert.False(Cells.TryCount(text, out _));
}
