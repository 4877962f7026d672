using System.Text;

namespace CivPractice.Platform.Search;

/// <summary>
/// What a text is found by (检索词): each Chinese character, each two that stand together, words of letters, numbers. Under row-level security only equality of
/// texts may use an index, so terms are written beside a row, and a query is rows that have all of its terms.
/// </summary>
public static class SearchTerms
{
    /// <summary>Terms of a row at most; a row's texts are given with the telling ones first.</summary>
    public const int MostOfRow = 240;

    /// <summary>Terms of a query at most; what stands behind them narrows nothing.</summary>
    public const int MostOfQuery = 16;

    const int longestWord = 32;

    enum Kind { None, Character, Letters, Digits }

    /// <summary>The terms to be written beside a row.</summary>
    public static IReadOnlyList<string> OfRow(params IEnumerable<string> texts)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, kind) in texts.SelectMany(Runs))
            foreach (var term in kind == Kind.Character ? [.. Characters(text), .. Pairs(text)] : new[] { text })
                if (terms.Count < MostOfRow) terms.Add(term);
        return [.. terms];
    }

    /// <summary>The terms that a row must all have. None for a query without a letter, number or character: it finds nothing.</summary>
    public static IReadOnlyList<string> OfQuery(string query) =>
        [.. Runs(query).SelectMany(run => run.Kind == Kind.Character ? Pairs(run.Text).DefaultIfEmpty(run.Text) : [run.Text]).Distinct(StringComparer.Ordinal).Take(MostOfQuery)];

    // Runs of one kind, in half width and small letters.
    static IEnumerable<(string Text, Kind Kind)> Runs(string text)
    {
        var run = new StringBuilder();
        var kind = Kind.None;
        foreach (var rune in text.EnumerateRunes().Select(Narrow).Append(new Rune(' ')))
        {
            var next = KindOf(rune);
            if (next != kind && run.Length > 0)
            {
                yield return (kind != Kind.Character && run.Length > longestWord ? run.ToString(0, longestWord) : run.ToString(), kind);
                run.Clear();
            }
            kind = next;
            if (next != Kind.None) run.Append(Rune.ToLowerInvariant(rune));
        }
    }

    static Rune Narrow(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
        var value => new Rune(value),
    };

    static Kind KindOf(Rune rune) => rune.Value switch
    {
        0x3005 or 0x3007 or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF => Kind.Character,
        _ when Rune.IsDigit(rune) => Kind.Digits,
        _ when Rune.IsLetter(rune) => Kind.Letters,
        _ => Kind.None,
    };

    static IEnumerable<string> Characters(string run) => run.EnumerateRunes().Select(rune => rune.ToString());

    static IEnumerable<string> Pairs(string run) => Characters(run).Zip(Characters(run).Skip(1), (one, two) => one + two);
}
