using System.Globalization;
using System.Text.RegularExpressions;
using CivPractice.Lecture.V1;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>When a team lectures regularly, as a list says it: 每周五 19:30, 每月15日 9:00.</summary>
public static partial class SlotWords
{
    /// <summary>A list does not say how long.</summary>
    public const int UsualMinutes = 60;

    const string days = "一二三四五六日";

    public static bool TryRead(string text, out (Rhythm Rhythm, int Day, TimeOnly Time) when)
    {
        when = default;
        var match = Shape().Match(text.Trim().Replace('\uFF1A', ':').Replace('天', '日'));
        if (!match.Success || !TimeOnly.TryParseExact(match.Groups["time"].Value, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        when = match.Groups["week"].Success
            ? (Rhythm.Weekly, days.IndexOf(match.Groups["week"].Value[0], StringComparison.Ordinal) + 1, time)
            : (Rhythm.Monthly, int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture), time);
        return when.Day is >= 1 and <= 31;
    }

    public static string Write(Rhythm rhythm, int day, TimeOnly time) =>
        $"{(rhythm == Rhythm.Weekly ? $"每周{days[day - 1]}" : $"每月{day}日")} {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    [GeneratedRegex("^每(周(?<week>[一二三四五六日])|月(?<month>[0-9]{1,2})[日号])\\s*(?<time>[0-9]{1,2}:[0-9]{2})$")]
    private static partial Regex Shape();
}
