using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

/// <summary>Moments and whole numbers in the spellings of offices.</summary>
public static partial class Cells
{
    const int secondsOfDay = 24 * 60 * 60;

    /// <summary>
    /// Reads a day as <see cref="TryDay"/> does with a time of day behind it, in China time unless it names another zone: 2021-03-05 09:30, 2021年3月5日 下午3时30分, 2021-03-05T01:30:00Z,
    /// 44260.395833. A day alone is no moment: nobody knows whether it was morning.
    /// </summary>
    public static bool TryMoment(string text, DateOnly today, out DateTimeOffset moment)
    {
        moment = default;
        if (!TryDay(text, today, out var day)) return false;
        var plain = Narrow(text);
        if (Serial().IsMatch(plain))
        {
            var part = decimal.Parse(plain, CultureInfo.InvariantCulture) % 1;
            if (part == 0) return false;
            moment = ChinaTime.Start(day).AddSeconds((double)decimal.Round(part * secondsOfDay));
            return true;
        }
        if (Clock().Match(plain) is not { Success: true } clock || HourOf(clock) is not { } hour) return false;
        var (minute, second) = (Part(clock, "m"), Part(clock, "s"));
        if (minute > 59 || second > 59) return false;
        var local = day.ToDateTime(new TimeOnly(hour, minute, second));
        moment = new DateTimeOffset(local, OffsetOf(clock.Groups["z"].Value)).ToUniversalTime();
        return true;
    }

    /// <summary>A whole number out of 60, 1,200, 60.0 or ６０; no sign, no fraction.</summary>
    public static bool TryWhole(string text, out int number)
    {
        var plain = Narrow(text);
        number = 0;
        return Whole().IsMatch(plain) && int.TryParse(PointZero().Replace(plain, "").Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    // 晚上12点 is this day's end or the next one's beginning: not guessed.
    static int? HourOf(Match clock)
    {
        var (hour, half) = (Part(clock, "h"), clock.Groups["half"].Value + clock.Groups["ap"].Value.ToUpperInvariant());
        if (hour > 23) return null;
        return half switch
        {
            "下午" or "PM" when hour < 12 => hour + 12,
            "晚上" => hour == 12 ? null : hour < 12 ? hour + 12 : hour,
            "中午" when hour < 11 => hour + 12,
            "凌晨" or "AM" when hour == 12 => 0,
            _ => hour,
        };
    }

    static int Part(Match clock, string name) => clock.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    static TimeSpan OffsetOf(string zone) => zone switch
    {
        "" => ChinaTime.Offset,
        "Z" or "z" => TimeSpan.Zero,
        _ => new TimeSpan(int.Parse(zone[..3], CultureInfo.InvariantCulture), (zone[0] == '-' ? -1 : 1) * int.Parse(zone[^2..], CultureInfo.InvariantCulture), 0),
    };

    [GeneratedRegex(@"(?<half>上午|下午|早上|晚上|凌晨|中午)?\s*(?<!\d)(?<h>\d{1,2})\s*[:时点]\s*((?<m>\d{1,2})\s*分?\s*)?(:?(?<s>\d{1,2})(\.\d{1,7})?\s*秒?)?\s*(?<ap>AM|PM)?(?<z>Z|[+-]\d\d:?\d\d)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(\d{1,9}|\d{1,3}(,\d{3})+)(\.0+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}
