using System.Globalization;

namespace CivPractice.Report.Words;

/// <summary>
/// Numbers as reports word them (表述规则). A phrase never says more than there is: what is rounded is cut off, and only what was cut off is told by 余.
/// </summary>
public static class Say
{
    const long wan = 10_000;
    const string nothing = "没有可计的";

    /// <summary>From which share on a tier is nearly covered, in percent.</summary>
    public const int NearlyCovered = 95;

    /// <summary>3709场.</summary>
    public static string Exact(long value, string classifier) => Digits(value) + classifier;

    /// <summary>700余支: cut off to the first digits; the number itself where nothing was cut off.</summary>
    /// <param name="digits">How many digits count, 1 or more.</param>
    public static string Floored(long value, string classifier, int digits) => Floor(value, digits) is var floor && floor == value ? Exact(value, classifier) : $"{Digits(floor)}余{classifier}";

    /// <summary>
    /// 6万余人, 70余万元: in ten thousands, cut off. Whole tens of them put 余 before 万, everything else behind it. Below ten thousand like <see cref="Floored"/>.
    /// </summary>
    public static string FlooredWan(long value, string classifier, int digits)
    {
        var floor = Floor(value, digits);
        return Wan(floor, floor < value ? "余" : "", classifier);
    }

    /// <summary>5400多人, 16万多人: an attribute that somebody told, not a count.</summary>
    public static string About(long value, string classifier, int digits)
    {
        var floor = Floor(value, digits);
        return Wan(floor, floor < value ? "多" : "", classifier);
    }

    /// <summary>70余万元, from fen: what is less than a yuan is a rest, too.</summary>
    public static string Money(long fen, int digits)
    {
        var floor = Floor(fen / 100, digits);
        return Wan(floor, floor * 100 < fen ? "余" : "", "元");
    }

    // Whole tens of them put the rest before 万, everything else behind it: 70余万, but 73万余 and 6万余.
    static string Wan(long floor, string rest, string classifier)
    {
        if (floor < wan) return $"{Digits(floor)}{rest}{classifier}";
        var coefficient = Digits(floor / (decimal)wan);
        return floor % (10 * wan) == 0 ? $"{coefficient}{rest}万{classifier}" : $"{coefficient}万{rest}{classifier}";
    }

    /// <summary>39094.9小时: once from the sum of minutes, half up; never from rounded parts.</summary>
    public static string Hours(long minutes) => Tenths(minutes).ToString("0.0", CultureInfo.InvariantCulture) + "小时";

    /// <summary>Hours with one decimal, half up.</summary>
    public static decimal Tenths(long minutes) => Math.Round(minutes / 60m, 1, MidpointRounding.AwayFromZero);

    /// <summary>实现100%全覆盖, 基本实现全覆盖 from <see cref="NearlyCovered"/> percent on, else the share, cut off: 99.96% is not 100.0%.</summary>
    /// <param name="running">How many of those due: more of them than are due is a mistake in the rows, and never full coverage.</param>
    public static string Coverage(long running, long due)
    {
        if (due <= 0) return "没有应建数";
        if (running > due) return "多于应建数（请核对）";
        if (running == due) return "实现100%全覆盖";
        if (running * 100 >= due * NearlyCovered) return "基本实现全覆盖";
        return $"覆盖{Percent(running, due)}%";
    }

    /// <summary>87.5%, cut off: 99.96% is 99.9%.</summary>
    public static string Share(long value, long of) => of <= 0 ? nothing : $"{Percent(value, of)}%";

    /// <summary>1.3个工作日, half up.</summary>
    public static string Average(long sum, long of, string classifier) => of <= 0 ? nothing : Math.Round(sum / (decimal)of, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture) + classifier;

    static string Percent(long value, long of) => (Math.Floor(1000m * Math.Max(0, value) / of) / 10).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One name stands alone; of several the first by their order, and how many they are: 测试员等5人.</summary>
    public static string Names(IReadOnlyList<string> inOrder, string classifier) => inOrder.Count switch
    {
        0 => "",
        1 => inOrder[0],
        var many => $"{inOrder[0]}等{Digits(many)}{classifier}",
    };

    /// <summary>2022年5月11日.</summary>
    public static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>The first digits of a number, nought for the others.</summary>
    public static long Floor(long value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        if (value < 0) return value;
        long grain = 1;
        for (var rest = value; rest >= Power(digits); rest /= 10) grain *= 10;
        return value / grain * grain;
    }

    static long Power(int digits) => digits >= 18 ? long.MaxValue : (long)Math.Pow(10, digits);

    static string Digits(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string Digits(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
