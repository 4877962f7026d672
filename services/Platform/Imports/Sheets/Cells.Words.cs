using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

public static partial class Cells
{
    /// <summary>Reads whole minutes: 120, 120.0, 120分钟, in full width too. Refuses 1.5, and 2小时: the column says minutes.</summary>
    public static bool TryMinutes(string text, out int minutes)
    {
        minutes = 0;
        return Minutes().Match(Narrow(text)) is { Success: true } found && int.TryParse(found.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out minutes);
    }

    /// <summary>Reads 是, 否, 有, 无, √, × and their like; an empty cell is 否.</summary>
    public static bool TryYes(string text, out bool yes)
    {
        var plain = Narrow(text).ToUpperInvariant();
        yes = plain is "是" or "有" or "Y" or "YES" or "1" or "TRUE" or "√" or "✓";
        return yes || plain is "" or "否" or "无" or "N" or "NO" or "0" or "FALSE" or "×";
    }

    [GeneratedRegex(@"^(?<n>\d{1,9})(\.0+)?\s*(分钟|分)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Minutes();
}
