using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

public static partial class Cells
{
    /// <summary>
    /// Reads a day as <see cref="TryDay"/> does with a time of day behind it: 2021-03-05 09:30, 2021/3/5 9:30:00 AM, 2021年3月5日 下午3点, and the serial number 44260.395833.
    /// Times are China's unless they say another zone. Refuses a day alone, and what may be noon or midnight (晚上12点).
    /// </summary>
    /// <param name="today">Bounds the serial numbers, as for days.</param>
    public static bool TryMoment(string text, DateOnly today, out DateTimeOffset moment)
    {
        moment = default;
        if (!TryDay(text, today, out var day)) return false;
        var plain = Western(Narrow(text));
        TimeSpan time;
        var offset = ChinaTime.Offset;
        if (Serial().IsMatch(plain))
        {
            if (plain.Length <= 6) return false;
            // The sheet program's numbers are exact to the second, not beyond.
            time = TimeSpan.FromSeconds(Math.Round(double.Parse(plain.AsSpan(5), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 86_400));
        }
        else
        {
            if (TimeOfDay().Match(plain) is not { Success: true } found) return false;
            int Part(string name) => found.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
            var (hour, minute, second) = (Hour(Part("h"), found.Groups["half"].Value), Part("m"), Part("s"));
            if (hour < 0 || minute > 59 || second > 59) return false;
            time = new TimeSpan(hour, minute, second);
            if (found.Groups["zone"] is { Success: true, Value: var zone } && !Zone(zone, out offset)) return false;
        }
        moment = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), offset).Add(time).ToUniversalTime();
        return true;
    }

    /// <summary>The hour of the day; -1 for none, and where it cannot be known which.</summary>
    static int Hour(int hour, string half) => (half, hour) switch
    {
        (_, > 23) => -1,
        ("上午" or "早上" or "晚上", 12) or ("晚上", > 0 and < 5) => -1,
        ("AM" or "凌晨", 12) or ("晚上", 0) => 0,
        ("AM" or "上午" or "早上" or "凌晨", > 12) => -1,
        ("PM" or "下午" or "晚上", < 12) => hour + 12,
        ("中午", 1 or 2) => hour + 12,
        ("中午", < 11 or > 14) => -1,
        _ => hour,
    };

    static bool Zone(string text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text == "Z") return true;
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        var (hours, minutes) = (int.Parse(digits.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(digits.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture));
        if (hours > 14 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (digits[0] == '-' ? -1 : 1);
        return true;
    }

    [GeneratedRegex(@"((?<half>上午|下午|早上|晚上|凌晨|中午)\s*)?(?<h>\d{1,2})\s*[:时点]\s*((?<m>\d{1,2})\s*分?\s*)?(:?(?<s>\d{1,2})(\.\d{1,7})?\s*秒?)?\s*(?<half>AM|PM)?(?<zone>Z|[+-]\d\d:?\d\d)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeOfDay();
}
