using System.Text.RegularExpressions;

namespace CivPractice.Organization.Bookings;

/// <summary>A stretch of a day, in minutes from midnight.</summary>
public readonly record struct DaySpan(int From, int To)
{
    public int Minutes => Math.Max(0, To - From);
}

/// <summary>
/// When a place is open (开放时间), read out of what its clerk wrote: 周一至周日 09:00-17:30, 每天 8:30—11:30 14:00—17:30, 周一至周五 08:30-18:00;周六、周日 09:00-16:00.
/// What cannot be read is not guessed.
/// </summary>
public sealed partial class OpeningHours
{
    const string weekdays = "一二三四五六日";
    readonly IReadOnlyList<DaySpan>[] week;

    OpeningHours(IReadOnlyList<DaySpan>[] week) => this.week = week;

    /// <summary>Null for a text that says no hours.</summary>
    public static OpeningHours? Read(string text)
    {
        var plain = Narrow(text);
        if (plain.Length == 0) return null;
        var week = Enumerable.Range(0, 7).Select(_ => new List<DaySpan>()).ToArray();
        var at = 0;
        foreach (Match part in Part().Matches(plain))
        {
            // Words between two parts may mean anything: except on holidays, by appointment.
            if (Gap().Replace(plain[at..part.Index], "").Length > 0) return null;
            at = part.Index + part.Length;
            var days = Days(part.Groups["days"].Value);
            var spans = part.Groups["span"].Captures.Select(span => Span(span.Value)).ToList();
            if (days is null || spans.Count == 0 || spans.Any(span => span is null)) return null;
            foreach (var day in days) week[day].AddRange(spans.Select(span => span!.Value));
        }
        if (at == 0 || Gap().Replace(plain[at..], "").Length > 0) return null;
        return new OpeningHours([.. week.Select(spans => (IReadOnlyList<DaySpan>)Merge(spans))]);
    }

    public IReadOnlyList<DaySpan> On(DateOnly day) => week[((int)day.DayOfWeek + 6) % 7];

    /// <summary>Whether the whole stretch lies within one open stretch of the day.</summary>
    public bool Covers(DateOnly day, DaySpan asked) => On(day).Any(open => open.From <= asked.From && asked.To <= open.To);

    /// <summary>Spans in order, those that touch or overlap made one.</summary>
    internal static List<DaySpan> Merge(IEnumerable<DaySpan> spans)
    {
        var merged = new List<DaySpan>();
        foreach (var span in spans.Where(span => span.Minutes > 0).OrderBy(span => span.From))
            if (merged.Count > 0 && span.From <= merged[^1].To) merged[^1] = new DaySpan(merged[^1].From, Math.Max(merged[^1].To, span.To));
            else merged.Add(span);
        return merged;
    }

    static List<int>? Days(string text)
    {
        if (text is "" or "每天" or "每日" or "天天" or "全周" or "全天") return [0, 1, 2, 3, 4, 5, 6];
        if (text is "工作日") return [0, 1, 2, 3, 4];
        if (text is "周末" or "双休日") return [5, 6];
        var days = new List<int>();
        foreach (var part in text.Split(['、', ',', '和'], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(['至', '到', '-', '~'], StringSplitOptions.RemoveEmptyEntries).Select(Day).ToList();
            if (ends.Count is not (1 or 2) || ends.Any(day => day < 0)) return null;
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                days.Add(day);
                if (day == ends[^1]) break;
            }
        }
        return [.. days.Distinct()];
    }

    static int Day(string text) => weekdays.IndexOf(text.Replace("星期", "", StringComparison.Ordinal).Replace("周", "", StringComparison.Ordinal).Replace('天', '日'), StringComparison.Ordinal);

    static DaySpan? Span(string text)
    {
        var found = Times().Match(text);
        int Minutes(string hour, string minute) => int.Parse(found.Groups[hour].Value, System.Globalization.CultureInfo.InvariantCulture) * 60 + (found.Groups[minute].Success ? int.Parse(found.Groups[minute].Value, System.Globalization.CultureInfo.InvariantCulture) : 0);
        var span = new DaySpan(Minutes("h1", "m1"), Minutes("h2", "m2"));
        return span is { From: >= 0, To: <= 24 * 60, Minutes: > 0 } ? span : null;
    }

    static string Narrow(string text) => string.Concat(text.Select(c => c switch { >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0), '\u3000' => ' ', >= '\u2010' and <= '\u2015' or '\u2212' => '-', _ => c })).Trim();

    [GeneratedRegex(@"(?<days>每天|每日|天天|全周|工作日|周末|双休日|((周|星期)[一二三四五六日天](\s*[至到~-]\s*(周|星期)?[一二三四五六日天])?)(\s*[、,和]\s*(周|星期)?[一二三四五六日天](\s*[至到~-]\s*(周|星期)?[一二三四五六日天])?)*)?\s*:?\s*((上午|下午|晚上)?\s*(?<span>\d{1,2}:\d{2}\s*[至到~-]+\s*\d{1,2}:\d{2})\s*[,、;]?\s*)+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?<h1>\d{1,2}):(?<m1>[0-5]\d)\s*[至到~-]+\s*(?<h2>\d{1,2}):(?<m2>[0-5]\d)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Times();

    [GeneratedRegex(@"[\s;,、。:]|开放时间|开放")]
    private static partial Regex Gap();
}
