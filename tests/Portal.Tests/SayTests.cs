using CivPractice.Portal.Cockpit;
using CivPractice.Portal.Shared;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Portal.Tests;

public sealed class SayTests
{
    // A Thursday, 01:00 in China while it is still Wednesday in UTC.
    static readonly DateTimeOffset now = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    static Timestamp At(int month, int day, int hour, int minute = 0, int year = 2026) => Timestamp.FromDateTimeOffset(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(8)));

    [Theory]
    [InlineData(3, 5, "今天 09:00")]
    [InlineData(3, 4, "昨天 09:00")]
    [InlineData(3, 6, "明天 09:00")]
    [InlineData(3, 7, "周六 09:00")]
    [InlineData(3, 11, "周三 09:00")]
    [InlineData(3, 12, "3月12日 09:00")]
    [InlineData(3, 1, "3月1日 09:00")]
    public void Days_are_said_as_people_say_them(int month, int day, string said) => Assert.Equal(said, Say.When(At(month, day, 9), now));

    [Fact]
    public void Another_year_is_named() => Assert.Equal("2025年12月31日 23:59", Say.When(At(12, 31, 23, 59, 2025), now));

    [Fact]
    public void A_span_names_its_day_once()
    {
        Assert.Equal("周六 09:00–11:30", Say.Span(At(3, 7, 9), At(3, 7, 11, 30), now));
        Assert.Equal("周六 22:00–周日 01:00", Say.Span(At(3, 7, 22), At(3, 8, 1), now));
    }

    [Theory]
    [InlineData(250, "4.2")]
    [InlineData(130, "2.2")]
    [InlineData(0, "0.0")]
    [InlineData(2_345_694, "39,094.9")]
    [InlineData(-30, "-0.5")]
    public void Hours_are_rounded_once_from_minutes(long minutes, string hours) => Assert.Equal(hours, Say.Hours(minutes));

    [Fact]
    public void A_typed_moment_is_china_s_time()
    {
        Assert.Equal(At(3, 7, 9, 30), Say.Moment("2026-03-07T09:30"));
        Assert.Null(Say.Moment("明天"));
        Assert.Null(Say.Moment(""));
    }

    [Theory]
    [InlineData(3, "剩 3 小时", "warn")]
    [InlineData(-2, "超时 2 小时", "bad")]
    [InlineData(72, "剩 3 天", "")]
    public void A_term_says_what_is_left(int hours, string text, string chip) => Assert.Equal((text, chip), Say.Term(Timestamp.FromDateTimeOffset(now.AddHours(hours)), now));

    [Theory]
    [InlineData("", 2026, "2026-01-01", "2026-12-31")]
    [InlineData("2021", 2021, "2021-01-01", "2021-12-31")]
    [InlineData("all", null, "", "")]
    [InlineData("99999", null, "", "")]
    public void A_period_is_a_year_or_everything(string asked, int? year, string from, string to)
    {
        var period = Period.Of(asked, 2026);
        Assert.Equal((year, from, to), (period.Year, period.From, period.To));
    }

    [Fact]
    public void A_year_has_twelve_months_with_their_last_days()
    {
        var february = new Period(2028).Months[1];
        Assert.Equal(("2028-02-01", "2028-02-29", "2028-02", "2028 年 2 月"), (february.From, february.To, february.Group, february.Name));
        Assert.Empty(new Period(null).Months);
        Assert.Equal(("2025 年底", "现在", "现在"), (new Period(2025).Until(2026), new Period(2026).Until(2026), new Period(null).Until(2026)));
    }
}
