using CivPractice.Organization.V1;

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

    public static IEnumerable<(string Value, string Text)> Tiers { get; } = [.. Enum.GetValues<Tier>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
}
