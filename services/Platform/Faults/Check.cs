using System.Globalization;
using CivPractice.Platform.Callers;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace CivPractice.Platform.Faults;

/// <summary>Collects everything that is wrong with a request, so that the caller mends it in one go. Field names are the wire's (camelCase).</summary>
/// <param name="headings">For a row of a file: the heading under which each field stands there.</param>
public sealed class Check(IReadOnlyDictionary<string, string>? headings = null)
{
    // What lies beyond is a slip of the pen, and the ends of the calendar overflow wherever time zones and terms are added.
    static readonly DateTimeOffset earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly List<FieldFault> faults = [];

    public Check That(bool holds, string field, string reason, string description)
    {
        if (!holds) faults.Add(new FieldFault(headings?.GetValueOrDefault(field) ?? field, reason, description));
        return this;
    }

    /// <summary>Text of <paramref name="least"/> to <paramref name="most"/> characters, trimmed, without control characters.</summary>
    public string Text(string field, string title, string value, int most, int least = 1)
    {
        var text = value.Trim();
        if (text.Length < least) That(false, field, "REQUIRED", least <= 1 ? $"请填写{title}" : $"{title}至少 {least} 个字");
        else if (text.Length > most) That(false, field, "TOO_LONG", $"{title}最多 {most} 个字,现在是 {text.Length} 个");
        else if (text.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t')) That(false, field, "CONTROL_CHARACTER", $"{title}里有不能显示的字符");
        return text;
    }

    public string Optional(string field, string title, string value, int most) => Text(field, title, value, most, least: 0);

    public Guid Id(string field, string title, string value)
    {
        That(Guid.TryParse(value, out var id), field, "INVALID_ID", $"{title}的编号不对");
        return id;
    }

    public TEnum Known<TEnum>(string field, string title, TEnum value) where TEnum : struct, Enum
    {
        That(Enum.IsDefined(value) && Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0, field, "UNKNOWN_VALUE", $"请选择{title}");
        return value;
    }

    public TEnum KnownOrNone<TEnum>(string field, string title, TEnum value) where TEnum : struct, Enum
    {
        That(Enum.IsDefined(value), field, "UNKNOWN_VALUE", $"{title}的值不认识");
        return value;
    }

    public int Range(string field, string title, int value, int least, int most)
    {
        That(value >= least && value <= most, field, "OUT_OF_RANGE", $"{title}应在 {least} 到 {most} 之间,现在是 {value}");
        return value;
    }

    /// <summary>A civil day, yyyy-MM-dd, of the years 1900 to 2199.</summary>
    public DateOnly Day(string field, string title, string value)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) That(false, field, "INVALID_DATE", $"{title}应写成 2026-03-02 这样的日期");
        else That(day.Year >= earliest.Year && day.Year < latest.Year, field, "INVALID_DATE", $"{title}应在 {earliest.Year} 年到 {latest.Year - 1} 年之间");
        return day;
    }

    public DateOnly? DayOrNone(string field, string title, string value) => value.Length == 0 ? null : Day(field, title, value);

    /// <summary>A moment in an address, 2026-03-02T01:20:00Z, of the years 1900 to 2199.</summary>
    public DateTimeOffset? MomentOrNone(string field, string title, string value)
    {
        if (value.Length == 0) return null;
        var fits = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            && value.Length <= 40 && value.EndsWith('Z') && moment >= earliest && moment < latest;
        That(fits, field, "INVALID_MOMENT", $"{title}应写成 2026-03-02T01:20:00Z 这样的时刻");
        return fits ? moment : null;
    }

    /// <summary>A moment of the years 1900 to 2199.</summary>
    public DateTimeOffset Time(string field, string title, Timestamp? value)
    {
        That(value is not null, field, "REQUIRED", $"请填写{title}");
        if (value is null) return default;
        var fits = value.Nanos is >= 0 and < 1_000_000_000 && value.Seconds >= earliest.ToUnixTimeSeconds() && value.Seconds < latest.ToUnixTimeSeconds();
        That(fits, field, "INVALID_DATE", $"{title}超出了范围");
        return fits ? value.ToDateTimeOffset() : default;
    }

    /// <summary>A mobile number of 11 digits that begins with 1.</summary>
    public string Phone(string field, string value)
    {
        var digits = value.Trim();
        That(digits.Length == 11, field, "INVALID_PHONE", $"手机号应为 11 位数字,您填了 {digits.Length} 位");
        if (digits.Length == 11) That(digits[0] == '1' && digits.All(char.IsAsciiDigit), field, "INVALID_PHONE", "手机号应为 1 开头的 11 位数字");
        return digits;
    }

    /// <summary>A site's code or the beginning of one: digits, and a suffix that starts with a letter.</summary>
    public string Prefix(string field, string value)
    {
        That(value.Length <= 20 && value.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)), field, "INVALID_CODE", "站点代码由数字(及字母后缀)组成");
        return value;
    }

    /// <summary>A site of the caller's county.</summary>
    public string Site(string field, string value, Caller caller)
    {
        Prefix(field, value);
        That(value.Length >= 6 && value.StartsWith(caller.County, StringComparison.Ordinal), field, "FOREIGN_SITE", "请选择本县区的站点");
        return value;
    }

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    public void Done()
    {
        if (faults.Count > 0) throw Fault.Invalid(faults);
    }
}
