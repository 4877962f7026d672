using System.Globalization;
using System.Text.RegularExpressions;

namespace CivPractice.Platform.Imports;

/// <summary>Whole numbers in the spellings of offices.</summary>
public static partial class Cells
{
    /// <summary>A whole number out of 60, 1,200, 60.0 or ６０; no sign, no fraction.</summary>
    public static bool TryWhole(string text, out int number)
    {
        var plain = Narrow(text);
        number = 0;
        return Whole().IsMatch(plain) && int.TryParse(PointZero().Replace(plain, "").Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"^(\d{1,9}|\d{1,3}(,\d{3})+)(\.0+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();
}
