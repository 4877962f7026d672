using System.Globalization;

namespace CivPractice.Portal.Cockpit;

/// <summary>A civil year or a month of it, or everything so far. A stock (时点数) is as of the last day in any case.</summary>
public sealed record Period(int? Year, int? Month = null)
{
    public string From => Year is { } year ? Day(new DateOnly(year, Month ?? 1, 1)) : "";
    public string To => Year is { } year ? Day(new DateOnly(year, Month ?? 12, 1).AddMonths(1).AddDays(-1)) : "";
    public string Name => (Year, Month) switch { (null, _) => "截至目前", ({ } year, null) => $"{year} 年", var (year, month) => $"{year} 年 {month} 月" };

    /// <summary>What a stock is as of: the year's end, or now where the year is not over.</summary>
    public string Until(int thisYear) => Year < thisYear ? $"{Year} 年底" : "现在";

    /// <summary>The months of the year as figures name them; none without a year.</summary>
    public IReadOnlyList<Period> Months => Year is { } year ? [.. Enumerable.Range(1, 12).Select(month => new Period(year, month))] : [];

    /// <summary>yyyy-MM.</summary>
    public string Group => From[..Math.Min(7, From.Length)];

    /// <summary>Null for a text that is no year: everything so far.</summary>
    public static Period Of(string asked, int thisYear) => asked switch
    {
        "" => new Period(thisYear),
        _ => new Period(int.TryParse(asked, out var year) && year is >= 1949 and <= 9998 ? year : null),
    };

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
