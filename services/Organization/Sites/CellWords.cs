using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>What stands in the cells of an office's file: tiers and numbers.</summary>
static class CellWords
{
    static readonly Dictionary<string, Tier> tiers = new() { ["中心"] = Tier.Center, ["所"] = Tier.Institute, ["站"] = Tier.Station };

    internal static readonly Dictionary<string, SiteKind> Kinds = new() { ["乡镇"] = SiteKind.Township, ["街道"] = SiteKind.Subdistrict, ["行政村"] = SiteKind.Village, ["社区"] = SiteKind.Community };

    /// <summary>Unspecified for an empty cell.</summary>
    public static SiteKind KindOf(Check check, string column, string text)
    {
        if (text.Length == 0) return SiteKind.Unspecified;
        check.That(Kinds.TryGetValue(text, out var kind), column, "UNKNOWN_VALUE", $"{column}应为乡镇、街道、行政村或社区");
        return kind;
    }

    /// <summary>Null for two empty cells; what is no number is told as what is no place.</summary>
    public static GeoPosition? PositionOf(string latitude, string longitude)
    {
        static double Degrees(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN;
        return latitude.Length == 0 && longitude.Length == 0 ? null : new GeoPosition { Latitude = Degrees(latitude), Longitude = Degrees(longitude) };
    }

    /// <summary>38.08543; empty when nobody said.</summary>
    public static string Degrees(double? degrees) => degrees?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

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
