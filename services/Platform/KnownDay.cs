using System.Globalization;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform;

/// <summary>How exactly a day is known: documents often give a month, or a year only.</summary>
public enum DayPrecision
{
    Day = 0,
    Month = 1,
    Year = 2,
}

/// <summary>A civil day as exactly as it is known: its first day stands for a month or a year.</summary>
public readonly record struct KnownDay(DateOnly Day, DayPrecision Precision)
{
    /// <summary>2021-11-05, 2021-11 or 2021.</summary>
    public override string ToString() => Day.ToString(Precision switch { DayPrecision.Year => "yyyy", DayPrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToString"/> writes, of the years 1900 to 2199 and up to today.</summary>
    public static KnownDay Read(Check check, string field, string title, string text, DateOnly today)
    {
        foreach (var (format, precision) in new[] { ("yyyy-MM-dd", DayPrecision.Day), ("yyyy-MM", DayPrecision.Month), ("yyyy", DayPrecision.Year) })
            if (DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                if (day.Year is < 1900 or >= 2200) check.That(false, field, "INVALID_DATE", $"{title}应在 1900 年到 2199 年之间");
                else check.That(day <= today, field, "DATE_IN_FUTURE", $"{title}不能晚于今天");
                return new KnownDay(day, precision);
            }
        check.That(false, field, "INVALID_DATE", $"{title}应写成 2021-11-05、2021-11 或 2021");
        return default;
    }

    /// <summary>Reads a cell of an office's file: 2019年10月 is a month, 2019年 a year.</summary>
    public static KnownDay OfCell(Check check, string column, string text, DateOnly today) => Read(check, column, column, Cell(text, today), today);

    /// <summary>A cell of an office's file in its many spellings, as <see cref="Read"/> takes it; what is none comes back as it was.</summary>
    public static string Cell(string text, DateOnly today)
    {
        var plain = text.Trim().TrimEnd('年');
        if (plain.Length == 4 && plain.All(char.IsAsciiDigit)) return plain;
        if (Cells.TryDay(text, today, out var day)) return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Cells.TryDay(text, today, out var month, monthAlone: true) ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture) : text;
    }
}
