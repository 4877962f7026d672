using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;

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

    /// <summary>The five and the county's own, in one line.</summary>
    public static string PlatformsSaid(this Venue venue) => string.Join("、", venue.Platforms.Select(platform => platform.Said()).Concat(venue.LocalPlatforms));

    /// <summary>The five, and the county's own (本地平台) as its dictionary says them; only the five where it does not answer.</summary>
    /// <param name="borne">Words that a venue bears already, and that may have ended.</param>
    public static async Task<IReadOnlyList<(string Value, string Text)>> PlatformsAsync(DictionariesClient words, string prefix, IEnumerable<string>? borne = null)
    {
        var told = await Part.Of(words.ListWordsAsync(new ListWordsRequest { Prefix = prefix, List = WordList.Platform, PageSize = 200 }));
        return [.. Platforms, .. (told.Value?.Words ?? []).Where(word => !word.Standard).Select(word => word.Text).Concat(borne ?? []).Distinct().Select(word => (word, word))];
    }

    /// <summary>Kinds of venues to choose from: the county's own words, and the common ones.</summary>
    public static async Task<IReadOnlyList<string>> KindsAsync(DictionariesClient words, string prefix)
    {
        var told = await Part.Of(words.ListWordsAsync(new ListWordsRequest { Prefix = prefix, List = WordList.VenueKind, PageSize = 200 }));
        return [.. (told.Value?.Words ?? []).Select(word => word.Text).Concat(VenueKinds.Common).Distinct()];
    }

    /// <summary>20 座 · 60 平方米.</summary>
    public static string Size(this Venue venue) => string.Join(" · ", new[] { venue.Seats > 0 ? $"{venue.Seats} 座" : "", venue.Area > 0 ? $"{venue.Area} 平方米" : "" }.Where(text => text.Length > 0));

    public static IEnumerable<(string Value, string Text)> Uses { get; } = [.. Enum.GetValues<VenueUse>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>The five platforms (五大平台) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Platforms { get; } = [.. Enum.GetValues<VenuePlatform>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
}
