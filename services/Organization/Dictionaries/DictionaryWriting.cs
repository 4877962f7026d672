using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Dictionaries;

/// <summary>What a word's coming and going entails: row and figure together; and the rules that it must meet.</summary>
static class DictionaryWriting
{
    public static void Enter(this OrganizationDb db, DictionaryEntry entry)
    {
        db.Words.Add(entry);
        if (entry.List == WordList.TeamKind) db.Count(entry.County, entry.County, entry.ValidFrom, CivicMeasures.TeamKinds, dimension: entry.Dimension);
    }

    /// <exception cref="Fault">WORD_IS_STANDARD, WORD_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public static void End(this OrganizationDb db, DictionaryEntry entry, DateOnly on)
    {
        entry.End(on, db.Clock.GetUtcNow());
        if (entry.List == WordList.TeamKind) db.Count(entry.County, entry.County, on.AddDays(1), CivicMeasures.TeamKinds, by: -1, dimension: entry.Dimension);
    }

    /// <summary>Tells of lists as they stand after a change; of more than one list each is told as a whole.</summary>
    /// <param name="lists">All words of these lists, those that ended too.</param>
    public static void Tell(this OrganizationDb db, string county, IEnumerable<DictionaryEntry> lists)
    {
        WordFact[] facts = [.. lists.OrderBy(word => word.Rank).ThenBy(word => word.Id).Select(word => word.Fact())];
        if (facts.Length > 0) db.Publish(new WordsChanged(county, facts));
    }

    public static string[] Aliases(this Check check, string field, IEnumerable<string> aliases)
    {
        var names = aliases.Select(alias => check.Text(field, "别名", alias, most: 30)).Distinct().ToArray();
        check.That(names.Length <= 20, field, "TOO_MANY", "别名最多 20 个");
        return names;
    }

    public static string Link(this Check check, string field, string link)
    {
        var text = check.Optional(field, "网址", link, most: 200);
        check.That(text.Length == 0 || Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps, field, "INVALID_LINK", "网址应以 https:// 开头");
        return text;
    }
}
