using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Tests.Imports;

public sealed class MomentTests
{
    static readonly DateOnly today = new(2026, 3, 2);

    [Theory]
    [InlineData("2021-03-05 09:30", "2021-03-05 09:30")]
    [InlineData("2021/3/5 9:30:00", "2021-03-05 09:30")]
    [InlineData("２０２１－０３－０５　９：３０", "2021-03-05 09:30")]
    [InlineData("2021年3月5日 下午3时30分", "2021-03-05 15:30")]
    [InlineData("2021年3月5日9点", "2021-03-05 09:00")]
    [InlineData("2021-03-05(星期五) 上午9:30", "2021-03-05 09:30")]
    [InlineData("2021-03-05 中午12:30", "2021-03-05 12:30")]
    [InlineData("2021-03-05 中午1:30", "2021-03-05 13:30")]
    [InlineData("2021-03-05 晚上7:30", "2021-03-05 19:30")]
    [InlineData("2021-03-05 凌晨12:30", "2021-03-05 00:30")]
    [InlineData("2021-03-05 3:30 PM", "2021-03-05 15:30")]
    [InlineData("2021-03-05T01:30:00Z", "2021-03-05 09:30")]
    [InlineData("2021-03-05T09:30:00+08:00", "2021-03-05 09:30")]
    [InlineData("2021-03-05T09:30:00-0100", "2021-03-05 18:30")]
    [InlineData("44260.395833", "2021-03-05 09:30")]
    [InlineData("2021-03-05 00:00", "2021-03-05 00:00")]
    public void A_day_with_a_time_is_a_moment_in_China(string text, string moment)
    {
        Assert.True(Cells.TryMoment(text, today, out var read));
        Assert.Equal(moment, ChinaTime.Text(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2021-03-05")]
    [InlineData("44260")]
    [InlineData("2021-03-05 09")]
    [InlineData("2021-03-05 25:00")]
    [InlineData("2021-03-05 09:60")]
    [InlineData("2021-03-05 晚上12:00")]
    [InlineData("5/3/2021 09:30")]
    [InlineData("09:30")]
    [InlineData("2021-02-30 09:30")]
    public void Anything_else_is_not_guessed(string text) => Assert.False(Cells.TryMoment(text, today, out _));
}
