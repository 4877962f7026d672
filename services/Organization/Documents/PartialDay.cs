using System.Globalization;
using System.Text.RegularExpressions;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization.Documents;

/// <summary>How exactly a day is known (日期精度).</summary>
public enum DayPrecision
{
    Day = 1,
    Month = 2,
    Year = 3,
}

/// <summary>A day of which perhaps the month or the year only is known: 2019-10-08, 2019-10 or 2019. It counts from its first day on.</summary>
public readonly partial record struct PartialDay(DateOnly Day, DayPrecision Precision)
{
    static readonly (string Format, DayPrecision Precision)[] formats = [("yyyy-MM-dd", DayPrecision.Day), ("yyyy-MM", DayPrecision.Month), ("yyyy", DayPrecision.Year)];

    /// <summary>As it is written on the wire: not more exact than it is known.</summary>
    public override string ToString()
    {
        var precision = Precision;
        return Day.ToString(formats.First(each => each.Precision == precision).Format, CultureInfo.InvariantCulture);
    }

    /// <summary>From a request.</summary>
    public static PartialDay Read(Check check, string field, string title, string text)
    {
        foreach (var (format, precision) in formats)
            if (text.Length == format.Length && DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200)
                return new PartialDay(day, precision);
        check.That(false, field, "INVALID_DATE", $"{title}应写成 2019-10-08、2019-10 或 2019");
        return default;
    }

    /// <summary>From a cell of an office's file, in the spellings of offices: 2019年10月 is a month, 2019年 a year.</summary>
    public static PartialDay OfCell(Check check, string column, string text, DateOnly today)
    {
        if (YearAlone().Match(text) is { Success: true } year) return new PartialDay(new DateOnly(int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 1, 1), DayPrecision.Year);
        if (Cells.TryDay(text, today, out var day)) return new PartialDay(day, DayPrecision.Day);
        if (Cells.TryDay(text, today, out day, monthAlone: true)) return new PartialDay(day, DayPrecision.Month);
        check.That(false, column, "INVALID_DATE", $"{column}应写成 2019-10-08、2019年10月或 2019年");
        return default;
    }

    [GeneratedRegex(@"^\s*((?:19|20|21)\d\d)\s*年?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex YearAlone();
}
