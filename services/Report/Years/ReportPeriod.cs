using CivPractice.Platform.Faults;

namespace CivPractice.Report.Years;

/// <summary>Which time a report is about: a calendar year, and the day as of which the rest is told.</summary>
public sealed record ReportPeriod(int Year, DateOnly AsOf)
{
    const int first = 2012;

    /// <summary>The year as the prose says it: one that is not over is told up to its day.</summary>
    public string Said => AsOf < new DateOnly(Year, 12, 31) ? $"{Year}年1月1日至{AsOf.Month}月{AsOf.Day}日" : $"{Year}年";

    /// <param name="year">0: that of the as-of day, or the current one.</param>
    /// <param name="asOf">Empty: the year's last day, or today.</param>
    /// <exception cref="Fault">FUTURE_PERIOD, INVALID_YEAR, INVALID_DATE, AS_OF_BEFORE_YEAR.</exception>
    public static ReportPeriod Of(int year, string asOf, DateOnly today)
    {
        var check = new Check();
        var asked = check.DayOrNone("asOf", "截止日期", asOf);
        check.Done();
        if (year == 0) year = asked?.Year ?? today.Year;
        check.That(year is >= first and <= 2199, "year", "INVALID_YEAR", $"年度应为 {first} 年以后的公历年份");
        check.That(year is < first or > 2199 || year <= today.Year || asked > today, "year", "FUTURE_PERIOD", $"{year} 年还没有开始，没有统计");
        check.That(asked is null || asked <= today, "asOf", "FUTURE_PERIOD", $"截止日期 {asOf} 还没有到，没有统计");
        check.That(asked is null || year > today.Year || asked.Value.Year >= year, "asOf", "AS_OF_BEFORE_YEAR", $"截止日期应在 {year} 年 1 月 1 日以后");
        check.Done();
        var last = new DateOnly(year, 12, 31);
        return new ReportPeriod(year, asked ?? (last < today ? last : today));
    }
}
