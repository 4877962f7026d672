using CivPractice.Organization.V1;

namespace CivPractice.Portal.Sites;

/// <summary>Venues (阵地) in the people's words.</summary>
public static class VenueWords
{
    public static string Said(this VenueUse use) => use switch
    {
        VenueUse.Own => "自有",
        VenueUse.Shared => "共享",
        _ => "",
    };

    public static string Said(this VenuePlatform platform) => platform switch
    {
        VenuePlatform.Theory => "理论宣讲",
        VenuePlatform.Education => "教育服务",
        VenuePlatform.Culture => "文化服务",
        VenuePlatform.Science => "科技与科普",
        VenuePlatform.Sport => "健身体育",
        _ => "",
    };

    /// <summary>20 座 · 60 平方米.</summary>
    public static string Size(this Venue venue) => string.Join(" · ", new[] { venue.Seats > 0 ? $"{venue.Seats} 座" : "", venue.Area > 0 ? $"{venue.Area} 平方米" : "" }.Where(text => text.Length > 0));

    public static IEnumerable<(string Value, string Text)> Uses { get; } = [.. Enum.GetValues<VenueUse>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>The five platforms (五大平台) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Platforms { get; } = [.. Enum.GetValues<VenuePlatform>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
}
