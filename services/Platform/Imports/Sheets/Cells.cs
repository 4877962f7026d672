using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

/// <summary>Days and phone numbers in the many spellings that offices use. Whatever is ambiguous is not guessed.</summary>
public static partial class Cells
{
    const int firstYear = 1900, lastYear = 2199;

    /// <summary>Serial numbers of days reach this far beyond today: activities are planned, but no five digits mean a day in the next century.</summary>
    const int yearsAhead = 10;

    /// <summary>
    /// Reads 2021-03-05, 2021/3/5, 2021.3.5, 20210305, 2021年3月5日, 二〇二一年三月五日, each with a weekday or a time of day behind it, in full width too, and the serial number 44260.
    /// Refuses 5/3/2021 (May or March?), years of two digits, and what is no day of the years 1900 to 2199.
    /// </summary>
    /// <param name="today">Bounds the serial numbers: five digits are a day only up to ten years ahead.</param>
    /// <param name="monthAlone">Takes 2021年3月, 2021-3 and 202103 too, as the first of the month; but not 2021.1, which a sheet program makes of 2021.10.</param>
    public static bool TryDay(string text, DateOnly today, out DateOnly day, bool monthAlone = false)
    {
        day = default;
        var plain = Western(Narrow(text));
        if (plain.Length > 60) return false;
        if (Day().Match(plain) is { Success: true } full) return Is(full.Groups["y"].Value, full.Groups["m"].Value, full.Groups["d"].Value, out day);
        if (monthAlone && Month().Match(plain) is { Success: true } month && !(month.Groups["s"].Value == "." && month.Groups["m"].Value == "1"))
            return Is(month.Groups["y"].Value, month.Groups["m"].Value, "1", out day);
        if (!Serial().IsMatch(plain)) return false;
        day = new DateOnly(1899, 12, 30).AddDays(int.Parse(plain.AsSpan(0, 5), NumberStyles.None, CultureInfo.InvariantCulture));
        return day <= today.AddYears(yearsAhead);
    }

    static bool Is(string year, string month, string date, out DateOnly day)
    {
        day = default;
        var (y, m, d) = (Number(year), Number(month), Number(date));
        if (y is < firstYear or > lastYear || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        day = new DateOnly(y, m, d);
        return true;

        static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A mobile number as 11 digits, out of 138 0013 8000, 138-0013-8000, +86 13800138000, 13800138000.0 or 1.3800138E+10. What is no mobile number comes back as it was, in half width;
    /// so does 1.38E+10: it lost its last digits when it was saved.
    /// </summary>
    public static string PhoneOf(string text)
    {
        var plain = Narrow(text);
        var digits = plain;
        if (Exponent().IsMatch(plain)) digits = decimal.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture);
        digits = Marks().Replace(PointZero().Replace(digits, ""), "");
        digits = Country().Replace(digits, "");
        return Mobile().IsMatch(digits) ? digits : plain;
    }

    /// <summary>Full-width digits, letters and signs in half width, all the dashes as one, without blanks around.</summary>
    static string Narrow(string text) => string.Create(text.Length, text, static (narrow, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            narrow[i] = from[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                '\u3000' or '\u00A0' => ' ',
                >= '\u2010' and <= '\u2015' or '\u2212' => '-',
                '\u3002' => '.',
                var other => other,
            };
        }
    }).Trim();

    /// <summary>二〇二一年十二月三十一日 with western digits; other text as it is.</summary>
    static string Western(string text)
    {
        if (text.AsSpan().IndexOfAny(numerals) < 0 || !ChineseDay().IsMatch(text)) return text;
        var western = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            // 十 is 1 in front of a digit, 0 behind one, nothing between two, and 10 alone.
            if (text[i] == '十')
            {
                var (behind, before) = (i > 0 && Digit(text[i - 1]) >= 0, i + 1 < text.Length && Digit(text[i + 1]) >= 0);
                western.Append(behind ? before ? "" : "0" : before ? "1" : "10");
            }
            else if (Digit(text[i]) is >= 0 and var digit && i < text.IndexOf('月', StringComparison.Ordinal) + 4) western.Append((char)('0' + digit));
            else western.Append(text[i]);
        }
        return western.ToString();
    }

    const string numerals = "〇零○一二三四五六七八九十";

    static int Digit(char one) => numerals.IndexOf(one, StringComparison.Ordinal) is var index and >= 0 and < 12 ? Math.Max(0, index - 2) : -1;

    // Behind a day: a weekday in brackets or not, a time of day.
    const string behind = @"\s*(\(?(星期|周|礼拜)[一二三四五六日天]\)?)?\s*(T?\s*(上午|下午|早上|晚上|凌晨|中午)?\s*\d{1,2}\s*([:时点]\s*(\d{1,2}\s*分?\s*)?(:?\d{1,2}(\.\d{1,7})?\s*秒?)?)\s*(AM|PM)?(Z|[+-]\d\d:?\d\d)?)?";

    [GeneratedRegex(@"^((?<y>\d{4})\s*(?<s>[-/.、])\s*(?<m>\d{1,2})\s*\k<s>\s*(?<d>\d{1,2})|(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)|(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*[日号]?)" + behind + "$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^((?<y>\d{4})\s*(?<s>[-/.])\s*(?<m>\d{1,2})|(?<y>\d{4})(?<m>\d\d)|(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月?份?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Month();

    [GeneratedRegex(@"^\d{5}(\.\d+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex("^[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月([一二三四五六七八九十]{1,3}[日号])?")]
    private static partial Regex ChineseDay();

    // Seven digits behind the point are all that 11 digits have; with fewer it cannot be known whether the rest was 0 or was cut.
    [GeneratedRegex(@"^1\.\d{7,12}E\+?10$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"\.0+$")]
    private static partial Regex PointZero();

    [GeneratedRegex(@"[\s\-()]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(\+|00)?86(?=1\d{10}$)")]
    private static partial Regex Country();

    [GeneratedRegex(@"^1\d{10}$")]
    private static partial Regex Mobile();
}
