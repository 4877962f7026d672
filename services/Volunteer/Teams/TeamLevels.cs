using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Teams;

/// <summary>Levels of teams in the words of files.</summary>
public static class TeamLevels
{
    static readonly Dictionary<string, TeamLevel> words = new() { ["总队"] = TeamLevel.Corps, ["大队"] = TeamLevel.Brigade, ["支队"] = TeamLevel.Detachment, ["分队"] = TeamLevel.Branch, ["小队"] = TeamLevel.Squad };

    public static IEnumerable<string> Words => words.Keys;

    /// <summary>The level that a word names; without a word none.</summary>
    public static bool TryRead(string word, out TeamLevel level)
    {
        level = TeamLevel.Unspecified;
        return word.Length == 0 || words.TryGetValue(word, out level);
    }

    public static string Said(TeamLevel level) => words.FirstOrDefault(each => each.Value == level).Key ?? "";
}
