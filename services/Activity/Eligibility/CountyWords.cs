using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>
/// The words of a county's dictionary (本地字典) as its activities, projects and files are read by them: other names are read as the word itself, and what the list does not have is refused. A list of which
/// the county has told nothing is not asked: what it would say, nobody knows.
/// </summary>
public sealed class CountyWords
{
    // More names than these nobody reads in a refusal.
    const int mostNamed = 12;

    /// <summary>Nothing is known.</summary>
    public static readonly CountyWords None = new([], null);

    readonly ILookup<WordList, KnownWord> told, usable;
    readonly HashSet<string> borne;

    internal CountyWords(IReadOnlyCollection<KnownWord> words, DateOnly? on, params IEnumerable<string> bears)
    {
        borne = [.. bears];
        told = words.ToLookup(word => word.List);
        usable = words.Where(word => on is not { } day || (word.ValidFrom <= day && !(word.ValidTo < day)) || borne.Contains(word.Word)).ToLookup(word => word.List);
    }

    /// <summary>The words of the county.</summary>
    /// <param name="on">Only those in use on that civil day; null: those that ended, too, as lists of the past bear them.</param>
    /// <param name="bears">What a row bears already: it keeps it when it is changed otherwise.</param>
    public static async Task<CountyWords> ReadAsync(ActivityDb db, string county, DateOnly? on, CancellationToken cancel, params IEnumerable<string> bears) =>
        new(await db.Words.AsNoTracking().Where(word => word.County == county).OrderBy(word => word.Rank).ThenBy(word => word.Id).ToListAsync(cancel), on, bears);

    /// <summary>The words of a list that can be said, in their order.</summary>
    public IEnumerable<KnownWord> Of(WordList list) => usable[list];

    /// <summary>The word that is meant by a name, or null.</summary>
    public KnownWord? Find(string name, params ReadOnlySpan<WordList> lists)
    {
        foreach (var list in lists)
            if (usable[list].FirstOrDefault(word => word.Word == name) is { } word) return word;
        foreach (var list in lists)
            if (usable[list].FirstOrDefault(word => word.IsCalled(name)) is { } word) return word;
        return null;
    }

    /// <summary>The word that is meant; as it was said for nothing, and where the county keeps no such list. What the lists do not have is a fault UNKNOWN_WORD that names what they have.</summary>
    public string Read(Check check, string field, string title, string name, params ReadOnlySpan<WordList> lists)
    {
        var keeps = false;
        foreach (var list in lists) keeps |= told[list].Any();
        if (name.Length == 0 || !keeps) return name;
        if (Find(name, lists) is { } word) return word.Word;
        if (borne.Contains(name)) return name;
        var names = new List<string>();
        foreach (var list in lists) names.AddRange(usable[list].Select(each => each.Word));
        check.That(false, field, "UNKNOWN_WORD", $"{title}“{name}”不在本县字典里,{Possible(names.Distinct())}");
        return name;
    }

    /// <summary>What can be said instead, for a refusal.</summary>
    internal static string Possible(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? "字典里现在没有可用的词" : $"可以写{string.Join('、', all.Take(mostNamed))}{(all.Count > mostNamed ? $"等 {all.Count} 个" : "")}";
    }
}
