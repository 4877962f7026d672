using System.Globalization;
using CivPractice.Platform;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Portal.Shared;

/// <summary>Times, hours and numbers as people say them. Times are stored in UTC and said in China's civil time.</summary>
public static class Say
{
    static readonly string[] weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>今天 09:00, 周六 09:00 within the coming six days, else 11月28日 14:00, with the year when it is another one.</summary>
    public static string When(Timestamp? moment, DateTimeOffset now)
    {
        if (moment is null) return "";
        var local = Local(moment);
        return $"{Day(DateOnly.FromDateTime(local), now)} {local:HH:mm}";
    }

    /// <summary>周六 09:00–11:30; the day twice only when it changes.</summary>
    public static string Span(Timestamp? from, Timestamp? to, DateTimeOffset now)
    {
        if (from is null || to is null) return When(from ?? to, now);
        var end = Local(to);
        return Local(from).Date == end.Date ? $"{When(from, now)}–{end:HH:mm}" : $"{When(from, now)}–{When(to, now)}";
    }

    public static string Day(DateOnly day, DateTimeOffset now)
    {
        var today = ChinaTime.Day(now);
        return (day.DayNumber - today.DayNumber) switch
        {
            -1 => "昨天",
            0 => "今天",
            1 => "明天",
            > 1 and <= 6 => weekdays[(int)day.DayOfWeek],
            _ => day.Year == today.Year ? $"{day.Month}月{day.Day}日" : $"{day.Year}年{day.Month}月{day.Day}日",
        };
    }

    /// <summary>A civil day of the wire (yyyy-MM-dd): 2026年3月2日.</summary>
    public static string Day(string day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) ? $"{date.Year}年{date.Month}月{date.Day}日" : day;

    /// <summary>Hours (小时) with one decimal, rounded once, from the sum of minutes.</summary>
    public static string Hours(long minutes) => (minutes / 60m).ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>One person's time of service: minutes below an hour, where hours would say 0.0.</summary>
    public static (string Value, string Unit) Service(long minutes) => minutes is > 0 and < 60 ? (Number(minutes), "分钟") : (Hours(minutes), "小时");

    /// <inheritdoc cref="Service"/>
    public static string Served(long minutes) => Service(minutes) is var (value, unit) ? $"{value} {unit}" : "";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For a list's time column, where rows are compared: 2026-03-02 09:20.</summary>
    public static string Exact(Timestamp? moment) => moment is null ? "" : Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The same where nobody asks for the hour: 2026-03-02.</summary>
    public static string Date(Timestamp? moment) => moment is null ? "" : Local(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is left until a term: 剩 3 小时, 超时 2 小时.</summary>
    public static (string Text, string Chip)? Term(Timestamp? due, DateTimeOffset now)
    {
        if (due is null) return null;
        var left = due.ToDateTimeOffset() - now;
        var text = left.Duration() switch
        {
            { TotalMinutes: < 60 } span => $"{Math.Max(1, (int)span.TotalMinutes)} 分钟",
            { TotalHours: < 48 } span => $"{(int)span.TotalHours} 小时",
            var span => $"{(int)span.TotalDays} 天",
        };
        return left < TimeSpan.Zero ? ($"超时 {text}", "bad") : ($"剩 {text}", left < TimeSpan.FromHours(4) ? "warn" : "");
    }

    static DateTime Local(Timestamp moment) => moment.ToDateTimeOffset().ToOffset(ChinaTime.Offset).DateTime;

    /// <summary>The value of a field of type datetime-local, read as China's time; null for what is no time, which the service then asks for.</summary>
    public static Timestamp? Moment(string typed) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Timestamp.FromDateTimeOffset(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), ChinaTime.Offset)) : null;
}
