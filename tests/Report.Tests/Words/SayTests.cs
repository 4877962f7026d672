using System.Globalization;
using System.Text.RegularExpressions;
using CivPractice.Report.Words;
using CsCheck;

namespace CivPractice.Report.Tests.Words;

/// <summary>The wording rules of reports (表述规则), each by the phrases that it comes from and by what holds of any number.</summary>
public sealed partial class SayTests
{
    [Theory]
    [InlineData(3709, "场", 1, "3709场", "3000余场")]
    [InlineData(745, "支", 1, "745支", "700余支")]
    [InlineData(700, "支", 1, "700支", "700支")]
    [InlineData(3659, "人次", 2, "3659人次", "3600余人次")]
    [InlineData(3600, "人次", 2, "3600人次", "3600人次")]
    [InlineData(23, "家", 1, "23家", "20余家")]
    [InlineData(2047, "名", 1, "2047名", "2000余名")]
    [InlineData(7, "个", 1, "7个", "7个")]
    [InlineData(0, "个", 1, "0个", "0个")]
    [InlineData(86, "个", 2, "86个", "86个")]
    public void Exactly_or_cut_off(long value, string classifier, int digits, string exact, string floored) =>
        Assert.Equal((exact, floored), (Say.Exact(value, classifier), Say.Floored(value, classifier, digits)));

    [Theory]
    [InlineData(64_523, "人", 1, "6万余人")]
    [InlineData(60_000, "人", 1, "6万人")]
    [InlineData(65_432, "人", 2, "6.5万余人")]
    [InlineData(734_512, "元", 1, "70余万元")]
    [InlineData(700_000, "元", 1, "70万元")]
    [InlineData(734_512, "元", 2, "73万余元")]
    [InlineData(734_512, "元", 3, "73.4万余元")]
    [InlineData(9_999, "元", 1, "9000余元")]
    [InlineData(10_000, "元", 1, "1万元")]
    [InlineData(161_022, "人", 6, "16.1022万人")]
    public void In_ten_thousands_the_rest_stands_before_or_behind_wan(long value, string classifier, int digits, string said) => Assert.Equal(said, Say.FlooredWan(value, classifier, digits));

    [Theory]
    [InlineData(5432, 2, "5400多人")]
    [InlineData(5400, 2, "5400人")]
    [InlineData(161_022, 2, "16万多人")]
    [InlineData(54_321, 2, "5.4万多人")]
    public void An_attribute_is_told_with_more(long value, int digits, string said) => Assert.Equal(said, Say.About(value, "人", digits));

    [Theory]
    [InlineData(73_451_200, "70余万元")]
    [InlineData(70_000_000, "70万元")]
    [InlineData(70_000_050, "70余万元")]
    [InlineData(999_999, "9000余元")]
    [InlineData(0, "0元")]
    public void Money_is_kept_in_fen_and_told_in_yuan(long fen, string said) => Assert.Equal(said, Say.Money(fen, 1));

    [Theory]
    [InlineData(2_345_694, "39094.9小时")]
    [InlineData(90, "1.5小时")]
    [InlineData(3, "0.1小时")]
    [InlineData(2, "0.0小时")]
    [InlineData(0, "0.0小时")]
    [InlineData(-90, "-1.5小时")]
    public void Hours_have_one_decimal(long minutes, string said) => Assert.Equal(said, Say.Hours(minutes));

    [Theory]
    [InlineData(48, 48, "实现100%全覆盖")]
    [InlineData(50, 48, "多于应建数（请核对）")]
    [InlineData(745, 768, "基本实现全覆盖")]
    [InlineData(95, 100, "基本实现全覆盖")]
    [InlineData(9499, 10_000, "覆盖94.9%")]
    [InlineData(0, 10, "覆盖0.0%")]
    [InlineData(0, 0, "没有应建数")]
    public void Coverage_is_told_by_its_threshold(long running, long due, string said) => Assert.Equal(said, Say.Coverage(running, due));

    [Fact]
    public void Of_several_names_the_first_stands_for_all()
    {
        Assert.Equal("", Say.Names([], "人"));
        Assert.Equal("测试甲", Say.Names(["测试甲"], "人"));
        Assert.Equal("测试甲等5人", Say.Names(["测试甲", "测试乙", "测试丙", "测试丁", "测试戊"], "人"));
        Assert.Equal("测试甲等12名同学", Say.Names([.. Enumerable.Repeat("测试甲", 12)], "名同学"));
    }

    [Fact]
    public void A_phrase_never_says_more_than_there_is_and_tells_a_rest_only_where_one_is() =>
        Gen.Select(Gen.Long[0, 9_999_999_999], Gen.Int[1, 6], Gen.Bool).Sample((value, digits, inWan) =>
        {
            var said = inWan ? Say.FlooredWan(value, "人", digits) : Say.Floored(value, "人", digits);
            var told = Told(said);
            Assert.True(told <= value, $"{said} of {value}");
            Assert.Equal(told < value, said.Contains('余', StringComparison.Ordinal));
            // What is cut off is less than one of the last digit that is told.
            Assert.True(value - told < Math.Max(1, Grain(value, digits)), $"{said} of {value}");
        });

    [Fact]
    public void Cutting_off_twice_is_cutting_off_once() => Gen.Select(Gen.Long[0, long.MaxValue / 10], Gen.Int[1, 18]).Sample((value, digits) =>
    {
        var floor = Say.Floor(value, digits);
        Assert.Equal(floor, Say.Floor(floor, digits));
        Assert.InRange(floor, 0, value);
    });

    [Fact]
    public void A_greater_number_is_never_told_as_a_smaller_one() => Gen.Select(Gen.Long[0, 9_999_999], Gen.Long[0, 9_999_999], Gen.Int[1, 4]).Sample((one, other, digits) =>
        Assert.True(one > other || Told(Say.FlooredWan(one, "人", digits)) <= Told(Say.FlooredWan(other, "人", digits))));

    [Fact]
    public void Hours_are_rounded_once_from_the_sum_and_never_farther_than_three_minutes() => Gen.Long[0, 100_000_000].Sample(minutes =>
        Assert.InRange(Math.Abs(Say.Tenths(minutes) * 60 - minutes), 0, 3));

    [Fact]
    public void Coverage_is_full_only_where_nothing_is_missing() => Gen.Select(Gen.Long[0, 5000], Gen.Long[1, 5000]).Sample((running, due) =>
    {
        var said = Say.Coverage(running, due);
        Assert.Equal(running == due, said.Contains("100%", StringComparison.Ordinal));
        if (said.StartsWith("覆盖", StringComparison.Ordinal)) Assert.InRange(decimal.Parse(said[2..^1], CultureInfo.InvariantCulture), 0, 100m * running / due);
    });

    static long Grain(long value, int digits)
    {
        long grain = 1;
        for (var rest = value; rest >= (long)Math.Pow(10, digits); rest /= 10) grain *= 10;
        return grain;
    }

    static long Told(string said)
    {
        var number = decimal.Parse(Number().Match(said).Value, CultureInfo.InvariantCulture);
        return (long)(said.Contains('万', StringComparison.Ordinal) ? number * 10_000 : number);
    }

    [GeneratedRegex(@"^[0-9.]+")]
    private static partial Regex Number();
}
