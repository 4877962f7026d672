using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Dictionaries;

/// <summary>A word of a county's dictionary (字典词). Local language changes from county to county and from year to year, so it is data.</summary>
public sealed class DictionaryEntry : ICountyRow
{
    /// <summary>How far apart the lists lie in <see cref="Rank"/>.</summary>
    const int listWidth = 1_000;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required WordList List { get; init; }
    public required string Text { get; init; }

    /// <summary>Other names of the same (别名).</summary>
    public string[] Aliases { get; private set; } = [];
    public string Note { get; private set; } = "";
    public string Link { get; private set; } = "";

    /// <summary>One of those that are the same everywhere.</summary>
    public required bool Standard { get; init; }

    /// <summary>List by list, within a list in the order in which its words are usually named.</summary>
    public required int Rank { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day; null while it is in use.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>When it was recorded that it is used no longer; null while it is.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>The dimension of the figure of team kinds: the ten, or N.</summary>
    public string Dimension => Standard ? "Ten" : "Local";

    public bool IsCalled(string word) => Text == word || Aliases.Contains(word);

    public static int RankOf(WordList list, int nth) => (int)list * listWidth + Math.Min(nth, listWidth - 1);

    public void Say(string[] aliases, string note, string link)
    {
        (Aliases, Note, Link) = ([.. aliases.Where(alias => alias != Text).Distinct()], note, link);
        Version++;
    }

    /// <summary>One name means one thing: neither the word nor another name of it may be in use for another word of the list.</summary>
    /// <exception cref="Fault">WORD_EXISTS.</exception>
    public void RefuseTwin(IEnumerable<DictionaryEntry> others)
    {
        foreach (var name in Aliases.Prepend(Text))
            if (others.FirstOrDefault(other => other.Id != Id && other.List == List && other.IsCalled(name)) is { } twin)
                throw Fault.Duplicate("WORD_EXISTS", name == twin.Text ? $"“{name}”已经有了" : $"“{name}”已经是“{twin.Text}”的别名");
    }

    /// <exception cref="Fault">WORD_IS_STANDARD, WORD_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public void End(DateOnly on, DateTimeOffset now)
    {
        if (Standard) throw Fault.Precondition("WORD_IS_STANDARD", $"“{Text}”是通用词,不能停用");
        if (ValidTo is not null) throw Fault.Precondition("WORD_ENDED", $"“{Text}”已于 {ValidTo:yyyy-MM-dd} 停用");
        if (on < ValidFrom) throw Fault.Invalid("validTo", "ENDED_BEFORE_BEGUN", $"停用日期不能早于启用日期 {ValidFrom:yyyy-MM-dd}");
        (ValidTo, LeftAt) = (on, now);
        Version++;
    }

    public WordFact Fact() => new(Id, List, Text, Aliases, Rank, ValidFrom, ValidTo, Version);

    public DictionaryWord ToProto() => new()
    {
        Id = Id.ToString(),
        County = County,
        List = List,
        Text = Text,
        Aliases = { Aliases },
        Note = Note,
        Link = Link,
        Standard = Standard,
        ValidFrom = ChinaTime.Text(ValidFrom),
        ValidTo = ValidTo is { } day ? ChinaTime.Text(day) : "",
    };
}
