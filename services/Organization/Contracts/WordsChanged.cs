using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>
/// Words of a county's dictionary came, were said anew or ended (字典变更). Each list that changed is told as a whole: whoever has heard nothing of a list yet knows all of it then, and never takes a part for the list.
/// </summary>
/// <param name="County">The county whose words they are, six digits.</param>
/// <param name="Words">At most some thousands; each bears the version of its word.</param>
/// <param name="Version">Of the message, which never changes: 1.</param>
public sealed record WordsChanged(string County, IReadOnlyList<WordFact> Words, long Version = 1) : IEvent;

/// <summary>A word as it stands now.</summary>
/// <param name="Aliases">Other names of the same (别名); a name means one word of its list only.</param>
/// <param name="Rank">Order within the list.</param>
/// <param name="ValidTo">The last day; null while it is in use.</param>
public sealed record WordFact(Guid Id, WordList List, string Text, string[] Aliases, int Rank, DateOnly ValidFrom, DateOnly? ValidTo, long Version);
