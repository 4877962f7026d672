using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

public static partial class Cells
{
    /// <summary>Reads an amount of money in yuan as fen (分): 1200, 1,200.50, ¥1200.5, 1200元, in full width too. Refuses 万元, 余 and a third decimal: how much is not said.</summary>
    public static bool TryYuan(string text, out long fen)
    {
        fen = 0;
        if (Yuan().Match(Narrow(text)) is not { Success: true } found) return false;
        if (!long.TryParse(found.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var yuan) || yuan > 10_000_000_000) return false;
        var rest = found.Groups["d"].Value.PadRight(2, '0');
        fen = yuan * 100 + int.Parse(rest, NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    [GeneratedRegex(@"^[¥￥]?\s*(?<n>\d{1,3}(,\d{3})+|\d+)(\.(?<d>\d{1,2})0*)?\s*元?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Yuan();
}
