using CivPractice.Organization.Dictionaries;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>
/// How a county calls what venues offer and are: the five platforms, its own ones (本地平台, e.g. 卫生, 便民) and its kinds of venues, by the words of its dictionary and their other names. Local platforms are
/// counted by their word, and never among the five.
/// </summary>
public sealed class VenueNames
{
    /// <summary>A local platform's word is not longer: it stands in figures, as that of an activity does.</summary>
    public const int MostLetters = 40;

    /// <summary>More of them nobody offers in one house.</summary>
    const int mostLocal = 10;

    // Short, long, and as the same five are called elsewhere.
    static readonly (VenuePlatform Platform, string[] Names)[] five =
    [
        (VenuePlatform.Theory, ["理论", "理论宣讲", "理论政策"]), (VenuePlatform.Education, ["教育", "教育服务"]), (VenuePlatform.Culture, ["文化", "文化服务"]),
        (VenuePlatform.Science, ["科技", "科普", "科技科普", "科技与科普", "科技与科普服务"]), (VenuePlatform.Sport, ["健身", "体育", "健身体育", "健身体育服务"]),
    ];

    readonly ILookup<WordList, DictionaryEntry> words;

    /// <param name="words">The county's words that can be said.</param>
    public VenueNames(IEnumerable<DictionaryEntry> words) => this.words = words.ToLookup(word => word.List);

    /// <summary>The county's words of today.</summary>
    /// <param name="bears">What a venue bears already: it keeps it when it is changed otherwise.</param>
    internal static async Task<VenueNames> ReadAsync(OrganizationDb db, string county, DateOnly today, CancellationToken cancel, params IEnumerable<string> bears)
    {
        var borne = bears.ToArray();
        return new(await db.Words.AsNoTracking().Where(word => word.County == county && (word.List == WordList.Platform || word.List == WordList.VenueKind)
            && (word.ValidFrom <= today && (word.ValidTo == null || word.ValidTo >= today) || borne.Contains(word.Text))).OrderBy(word => word.Rank).ThenBy(word => word.Id).Take(1000).ToListAsync(cancel));
    }

    /// <summary>The short name of one of the five, as files have it.</summary>
    internal static string Short(VenuePlatform platform) => five.First(each => each.Platform == platform).Names[0];

    /// <summary>The word of the dictionary where it has this kind, also by another name; else the kind as it was told.</summary>
    public string Kind(string told) => Find(WordList.VenueKind, told)?.Text ?? told;

    /// <summary>The one of the five that a word of the dictionary means; unspecified for a local one.</summary>
    internal static VenuePlatform FiveOf(DictionaryEntry word)
    {
        var own = five.FirstOrDefault(each => each.Names.Contains(word.Text)).Platform;
        return own != VenuePlatform.Unspecified ? own : five.FirstOrDefault(each => each.Names.Any(word.IsCalled)).Platform;
    }

    /// <summary>The platforms that a form or a cell names; a fault UNKNOWN_WORD for what nobody knows.</summary>
    /// <param name="told">Numbers of the five.</param>
    /// <param name="names">Words, other names, or names of the five.</param>
    public (int[] Five, string[] Local) Platforms(Check check, IEnumerable<VenuePlatform> told, IEnumerable<string> names)
    {
        var (known, local) = (told.ToHashSet(), new List<string>());
        foreach (var name in names.Where(name => name.Length > 0))
        {
            var plain = name.EndsWith("平台", StringComparison.Ordinal) ? name[..^2] : name;
            // What the county calls so goes before what is usual.
            var word = Find(WordList.Platform, name) ?? Find(WordList.Platform, plain);
            var platform = word is null ? five.FirstOrDefault(each => each.Names.Contains(plain)).Platform : FiveOf(word);
            if (platform != VenuePlatform.Unspecified) known.Add(platform);
            else if (word is not null) local.Add(word.Text);
            else check.That(false, "platforms", "UNKNOWN_WORD", $"平台“{name}”不在本县字典里,可以填{string.Join("、", Offered.Take(12))}");
        }
        check.That(local.TrueForAll(word => word.Length <= MostLetters), "platforms", "TOO_LONG", $"本地平台最多 {MostLetters} 个字");
        string[] distinct = [.. local.Distinct().Order(StringComparer.Ordinal)];
        check.That(distinct.Length <= mostLocal, "platforms", "TOO_MANY", $"本地平台最多 {mostLocal} 个");
        return ([.. known.Order().Select(platform => (int)platform)], distinct);
    }

    IEnumerable<string> Offered => five.Select(each => each.Names[0]).Concat(words[WordList.Platform].Where(word => FiveOf(word) == VenuePlatform.Unspecified).Select(word => word.Text));

    DictionaryEntry? Find(WordList list, string name) => words[list].FirstOrDefault(word => word.Text == name) ?? words[list].FirstOrDefault(word => word.IsCalled(name));
}
