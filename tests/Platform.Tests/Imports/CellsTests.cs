using System.Globalization;
using CivPractice.Platform.Imports;
using CsCheck;

namespace CivPractice.Platform.Tests.Imports;

public sealed class CellsTests
{
    static readonly DateOnly today = new(2026, 3, 2);

    [Theory]
    [InlineData("2021-03-05")]
    [InlineData("2021-3-5")]
    [InlineData("2021/3/5")]
    [InlineData("2021/03/05")]
    [InlineData("2021.3.5")]
    [InlineData("2021。3。5")]
    [InlineData("2021. 3. 5")]
    [InlineData("2021、3、5")]
    [InlineData("20210305")]
    [InlineData("2021年3月5日")]
    [InlineData("2021年03月05号")]
    [InlineData(" 2021 年 3 月 5 日 ")]
    [InlineData("2021年3月5")]
    [InlineData("\uFF12\uFF10\uFF12\uFF11\uFF0D\uFF10\uFF13\uFF0D\uFF10\uFF15")]
    [InlineData("\uFF12\uFF10\uFF12\uFF11年\uFF13月\uFF15日")]
    [InlineData("2021—3—5")]
    [InlineData("二〇二一年三月五日")]
    [InlineData("二零二一年三月五日 星期五")]
    [InlineData("二〇二一年三月五号周五")]
    [InlineData("44260")]
    [InlineData("44260.5")]
    [InlineData("2021-03-05 08:30")]
    [InlineData("2021-03-05 08:30:15")]
    [InlineData("2021-03-05T08:30:15.123+08:00")]
    [InlineData("2021/3/5 0:00:00")]
    [InlineData("2021/3/5 上午 8:30")]
    [InlineData("2021/3/5 8:30:00 AM")]
    [InlineData("2021年3月5日8时30分")]
    [InlineData("2021年3月5日 下午3点")]
    [InlineData("2021年3月5日(周五)")]
    public void A_day_in_any_spelling(string text)
    {
        Assert.True(Cells.TryDay(text, today, out var day));
        Assert.Equal(new DateOnly(2021, 3, 5), day);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5/3/2021")]
    [InlineData("05-03-2021")]
    [InlineData("21-3-5")]
    [InlineData("21.3.5")]
    [InlineData("210305")]
    [InlineData("2021-02-29")]
    [InlineData("2021-13-01")]
    [InlineData("2021-3/5")]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("2021")]
    [InlineData("2021年")]
    [InlineData("2021年3月")]
    [InlineData("2021-3")]
    [InlineData("202103")]
    [InlineData("1234")]
    [InlineData("99999")]
    [InlineData("440000")]
    [InlineData("2021-03-051")]
    [InlineData("2021-03-05 及 2021-03-06")]
    [InlineData("2021-03-05至06")]
    [InlineData("约2021-03-05")]
    [InlineData("无")]
    public void What_is_ambiguous_or_no_day_is_refused(string text) => Assert.False(Cells.TryDay(text, today, out _));

    [Theory]
    [InlineData("2021年3月", "2021-03-01")]
    [InlineData("2021年3月份", "2021-03-01")]
    [InlineData("2021-3", "2021-03-01")]
    [InlineData("2021/03", "2021-03-01")]
    [InlineData("202103", "2021-03-01")]
    [InlineData("2021.10", "2021-10-01")]
    [InlineData("2021.3", "2021-03-01")]
    [InlineData("2021.1", null)]
    [InlineData("2021.01", "2021-01-01")]
    [InlineData("二〇二一年十二月", "2021-12-01")]
    [InlineData("2021-13", null)]
    [InlineData("2021", null)]
    public void A_month_alone_where_it_is_allowed(string text, string? expected) =>
        Assert.Equal(expected, Cells.TryDay(text, today, out var day, monthAlone: true) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);

    [Fact]
    public void Every_day_in_Chinese_numerals() => Gen.Int[0, 109_572].Sample(offset =>
    {
        var day = new DateOnly(1900, 1, 1).AddDays(offset);
        var text = $"{string.Concat(day.Year.ToString(CultureInfo.InvariantCulture).Select(digit => "〇一二三四五六七八九"[digit - '0']))}年{Tens(day.Month)}月{Tens(day.Day)}日";
        Assert.True(Cells.TryDay(text, today, out var read), text);
        Assert.Equal(day, read);

        static string Tens(int number) => (number / 10 is var tens and > 0 ? $"{(tens > 1 ? $"{"一二三"[tens - 1]}" : "")}十" : "") + (number % 10 > 0 ? $"{"一二三四五六七八九"[number % 10 - 1]}" : "");
    });

    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData(" 138 0013 8000 ", "13800138000")]
    [InlineData("138-0013-8000", "13800138000")]
    [InlineData("138—0013—8000", "13800138000")]
    [InlineData("13800138000.0", "13800138000")]
    [InlineData("1.3800138E+10", "13800138000")]
    [InlineData("1.3800138e10", "13800138000")]
    [InlineData("1.3812345678E+10", "13812345678")]
    [InlineData("+8613800138000", "13800138000")]
    [InlineData("+86 138-0013-8000", "13800138000")]
    [InlineData("(+86)13800138000", "13800138000")]
    [InlineData("008613800138000", "13800138000")]
    [InlineData("8613800138000", "13800138000")]
    [InlineData("8613800138000.00", "13800138000")]
    [InlineData("\uFF11\uFF13\uFF18\uFF10\uFF10\uFF11\uFF13\uFF18\uFF10\uFF10\uFF10", "13800138000")]
    [InlineData("1.38E+10", "1.38E+10")]
    [InlineData("1.38001E+10", "1.38001E+10")]
    [InlineData("0353-5551234", "0353-5551234")]
    [InlineData("1380013800", "1380013800")]
    [InlineData("无", "无")]
    [InlineData("", "")]
    public void A_phone_number_is_mended_or_left(string text, string expected) => Assert.Equal(expected, Cells.PhoneOf(text));
}
