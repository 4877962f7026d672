using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Sites;

/// <summary>The three tiers (中心、所、站) in the people's words.</summary>
public static class SiteWords
{
    public static string Said(this Tier tier) => tier switch
    {
        Tier.Center => "中心",
        Tier.Institute => "所",
        Tier.Station => "站",
        _ => "",
    };

    public static string Said(this SiteKind kind) => kind switch
    {
        SiteKind.Township => "乡镇",
        SiteKind.Subdistrict => "街道",
        SiteKind.Village => "行政村",
        SiteKind.Community => "社区",
        _ => "",
    };

    /// <summary>Rural or urban (城乡).</summary>
    public static string Rurality(this SiteKind kind) => kind switch
    {
        SiteKind.Township or SiteKind.Village => "农村",
        SiteKind.Subdistrict or SiteKind.Community => "城市",
        _ => "",
    };

    public static string Said(this PlaceKind kind) => kind switch
    {
        PlaceKind.PlaceSite => "站点",
        PlaceKind.PlaceVenue => "阵地",
        PlaceKind.PlaceNeighbourhood => "小区",
        _ => "",
    };

    /// <summary>就在这里, 350 米, 1.2 公里.</summary>
    public static string Distance(int metres) => metres switch
    {
        < 10 => "就在这里",
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{metres / 10 * 10} 米"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{metres / 1_000m:0.0} 公里"),
    };

    /// <summary>What was typed of a place on the map: nothing for two empty fields, and what no service takes for what is no number.</summary>
    public static GeoPosition? Position(this Typed typed)
    {
        double Degrees(string field) => double.TryParse(typed[field], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN;
        return typed.Has("latitude") || typed.Has("longitude") ? new GeoPosition { Latitude = Degrees("latitude"), Longitude = Degrees("longitude") } : null;
    }

    /// <summary>38.08543 and 113.41223 for the two fields; nothing where nobody knows.</summary>
    public static void SuggestPosition(this Typed typed, GeoPosition? position)
    {
        if (position is null) return;
        typed.Suggest("latitude", position.Latitude.ToString("0.######", CultureInfo.InvariantCulture));
        typed.Suggest("longitude", position.Longitude.ToString("0.######", CultureInfo.InvariantCulture));
    }

    public static IEnumerable<(string Value, string Text)> Kinds { get; } = [.. Enum.GetValues<SiteKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static IEnumerable<(string Value, string Text)> Tiers { get; } = [.. Enum.GetValues<Tier>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
}
