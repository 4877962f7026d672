using System.Buffers;

namespace CivPractice.Platform.Imports;

/// <summary>The text of a cell: trimmed, guarded against being taken for a formula when written, and the guard taken off when read.</summary>
static class SheetText
{
    // With these (also in full width) a sheet program begins a formula.
    static readonly SearchValues<char> triggers = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    static readonly SearchValues<char> digits = SearchValues.Create("0123456789");

    public static Cell Read(ReadOnlySpan<char> raw)
    {
        var text = Trim(raw);
        if (text.Length > 1 && text[0] == '\'' && BeginsFormula(text.TrimStart('\''))) text = Trim(text[1..]);
        if (!Fits(text)) return new Cell(Shown(text), "CONTROL_CHARACTER", "有不能显示的字符");
        return new Cell(text.Length == 0 ? "" : new string(text));
    }

    public static Cell TooLong(ReadOnlySpan<char> beginning, string description) =>
        new(string.Concat(Read(Trim(beginning)[..200]).Text, "…"), "CELL_TOO_LONG", $"{description},最多 {Sheet.MostText} 个字");

    /// <summary>
    /// Text that begins like a formula gets an apostrophe in front, which sheet programs show or swallow but never compute. A plain number with its sign (-5, -0.5, +8613800138000) goes
    /// as it is: it computes to itself. Text that already looks guarded is guarded once more, so that reading gives back exactly what was written.
    /// </summary>
    public static string Guarded(string text)
    {
        var trimmed = Trim(text);
        if (!BeginsFormula(trimmed.TrimStart('\'')) || trimmed[0] is '+' or '-' && IsNumber(trimmed[1..])) return trimmed.Length == text.Length ? text : new string(trimmed);
        return string.Concat("'", trimmed);
    }

    static bool BeginsFormula(ReadOnlySpan<char> text)
    {
        foreach (var one in text)
        {
            if (triggers.Contains(one)) return true;
            if (!IsBlank(one)) return false;
        }
        return false;
    }

    static bool IsNumber(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        var part = dot < 0 ? "0" : text[(dot + 1)..];
        return whole.Length > 0 && part.Length > 0 && !whole.ContainsAnyExcept(digits) && !part.ContainsAnyExcept(digits);
    }

    /// <summary>Without the blanks around it, also full-width ones and those without width that copying from web pages brings along.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        int from = 0, to = text.Length;
        while (from < to && IsBlank(text[from])) from++;
        while (to > from && IsBlank(text[to - 1])) to--;
        return text[from..to];
    }

    static bool IsBlank(char one) => char.IsWhiteSpace(one) || one is '\uFEFF' or '\u200B';

    static bool Fits(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Unfit(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    /// <summary>Cannot be shown or stored: a control character, half of a character beyond the basic plane, or none at all.</summary>
    static bool Unfit(char one) => one < ' ' && one is not '\t' and not '\n' and not '\r' || one is >= '\x7F' and <= '\x9F' or >= '\uD800' and <= '\uDFFF' or >= '\uFFFE';

    static string Shown(ReadOnlySpan<char> text)
    {
        var shown = text.ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (!Unfit(shown[i])) continue;
            if (i + 1 < shown.Length && char.IsSurrogatePair(shown[i], shown[i + 1])) i++;
            else shown[i] = '\uFFFD';
        }
        return new string(shown);
    }
}
