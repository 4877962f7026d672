using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace CivPractice.Platform.Imports;

/// <summary>The number formats of an xlsx, as far as they decide what people see: a day, a time of day, a duration, leading zeros.</summary>
sealed partial class CellFormats(bool from1904)
{
    enum Kind { Plain, Day, Time, Duration, Zeros }

    readonly List<(Kind Kind, int Zeros)> styles = [];

    public void Read(XmlReader xml)
    {
        var codes = new Dictionary<int, string>();
        var inCells = false;
        while (Package.Next(xml))
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), out var id)) codes[id] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.NodeType == XmlNodeType.Element && inCells && xml.LocalName == "xf")
            {
                _ = int.TryParse(xml.GetAttribute("numFmtId"), out var format);
                styles.Add(codes.TryGetValue(format, out var code) ? OfCode(code) : (OfNumber(format), 0));
            }
        }
    }

    /// <summary>The formats that are known by number only; 27 to 36 and 50 to 58 are the Chinese ones.</summary>
    static Kind OfNumber(int format) => format switch
    {
        >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => Kind.Day,
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => Kind.Time,
        46 => Kind.Duration,
        _ => Kind.Plain,
    };

    static (Kind, int) OfCode(string code)
    {
        var first = Literals().Replace(code, "").Split(';')[0];
        if (Hours().IsMatch(first)) return (Kind.Duration, 0);
        var signs = Brackets().Replace(first, "").ToLowerInvariant();
        if (signs.Length > 1 && signs.Trim('0').Length == 0) return (Kind.Zeros, signs.Length);
        if (signs.Contains("general", StringComparison.Ordinal)) return (Kind.Plain, 0);
        if (signs.AsSpan().ContainsAny('y', 'd')) return (Kind.Day, 0);
        if (signs.AsSpan().ContainsAny('h', 's')) return (Kind.Time, 0);
        return (signs.Contains('m', StringComparison.Ordinal) ? Kind.Day : Kind.Plain, 0);
    }

    [GeneratedRegex("\"[^\"]*\"?|[\\\\_*].", RegexOptions.NonBacktracking)]
    private static partial Regex Literals();

    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Hours();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();

    /// <summary>A number as people see it: never with an exponent, with the 15 digits that a sheet program keeps, a day as 2021-03-05.</summary>
    public string Show(ReadOnlySpan<char> raw, int style)
    {
        raw = raw.Trim();
        var (kind, zeros) = (uint)style < (uint)styles.Count ? styles[style] : (Kind.Plain, 0);
        if (kind is Kind.Plain && raw.Length is > 0 and < 20 && raw[0] != '0' && !raw.ContainsAnyExceptInRange('0', '9')) return new string(raw);
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return new string(raw);
        var plain = number.ToString("G15", CultureInfo.InvariantCulture);
        // A decimal shows all its digits, but has no more than 28 of them.
        if (Math.Abs(number) < 1e27) plain = decimal.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        return kind switch
        {
            Kind.Zeros when plain.All(char.IsAsciiDigit) => plain.PadLeft(zeros, '0'),
            Kind.Day or Kind.Time or Kind.Duration when Time(number, kind) is { } time => time,
            _ => plain,
        };
    }

    string? Time(double number, Kind kind)
    {
        if (number is < 0 or > 3_000_000) return null;
        var seconds = (long)Math.Round(number * 86_400);
        var (days, time) = ((int)(seconds / 86_400), TimeSpan.FromSeconds(seconds % 86_400));
        var clock = time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss";
        if (kind == Kind.Duration) return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{time.ToString(clock[4..], CultureInfo.InvariantCulture)}");
        if (days == 0 && (kind == Kind.Time || time > TimeSpan.Zero)) return time.ToString(clock, CultureInfo.InvariantCulture);

        // The calendar of 1900 has a 29 February that never was, as number 60.
        if (!from1904 && (days is 0 or 60)) return null;
        var since = from1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, days < 60 ? 31 : 30);
        if (days > DateOnly.MaxValue.DayNumber - since.DayNumber) return null;
        var day = since.AddDays(days);
        var shown = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return time == TimeSpan.Zero ? shown : $"{shown} {time.ToString(clock, CultureInfo.InvariantCulture)}";
    }
}
