using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

public static partial class Cells
{
    /// <summary>Reads a number of people or things: 36, 36.0, 1,200, 36人次, in full width too. Refuses 30余 and 约30: how many is not said.</summary>
    public static bool TryCount(string text, out int count)
    {
        count = 0;
        return Count().Match(Narrow(text)) is { Success: true } found
            && int.TryParse(found.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    [GeneratedRegex(@"^(?<n>\d{1,3}(,\d{3})+|\d+)(\.0+)?\s*(人次|人|名)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Count();
}
