using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>What stands in the cells of an office's file: tiers and numbers.</summary>
static class CellWords
{
    static readonly Dictionary<string, Tier> tiers = new() { ["中心"] = Tier.Center, ["所"] = Tier.Institute, ["站"] = Tier.Station };

    public static Tier TierOf(Check check, string column, string text)
    {
        check.That(tiers.TryGetValue(text, out var tier), column, "UNKNOWN_VALUE", $"{column}应为中心、所或站");
        return tier;
    }

    /// <summary>A whole number, also as 120.0; nought for an empty cell.</summary>
    /// <param name="rounded">Takes 86.5, too, as 87.</param>
    public static int Whole(Check check, string column, string text, bool rounded = false)
    {
        if (text.Length == 0) return 0;
        var fits = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue && (rounded || number == decimal.Truncate(number));
        check.That(fits, column, "NOT_A_NUMBER", $"{column}应为整数");
        return fits ? (int)decimal.Round(number, MidpointRounding.AwayFromZero) : 0;
    }
}
