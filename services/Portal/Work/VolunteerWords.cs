using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;
using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Work;

/// <summary>Volunteers and teams in the people's words.</summary>
public static class VolunteerWords
{
    static readonly string[] weekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

    /// <summary>Kinds to choose from; a county may write others.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["党员", "青年", "民兵", "民间", "巾帼", "职工", "退役军人", "学生"];

    /// <summary>Kinds of service (服务类别) to choose from: the county's kinds of teams as its dictionary says them, the ten where it does not answer, and what was chosen before.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> ServiceKindsAsync(DictionariesClient words, string prefix, params IEnumerable<string> chosen)
    {
        var told = await Part.Of(words.ListWordsAsync(new ListWordsRequest { Prefix = prefix, List = WordList.TeamKind, PageSize = 200 }));
        var known = told.Value is { Words.Count: > 0 } list ? list.Words.Select(word => word.Text) : TeamKinds.All;
        // A longer word would be refused.
        return [.. known.Where(word => word.Length <= 20).Concat(chosen).Distinct().Select(word => (word, word))];
    }

    static readonly char[] commas = ['、', '，', ',', '；', ';'];

    /// <summary>Words that were typed into one field; a space parts them where nothing else does.</summary>
    public static IEnumerable<string> Apart(string typed) => typed.Split(typed.IndexOfAny(commas) >= 0 ? commas : [' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Said(this HalfDayOfWeek half) => half == HalfDayOfWeek.Unspecified ? "" : $"{weekdays[((int)half - 1) / 2]}{((int)half % 2 == 1 ? "上午" : "下午")}";

    public static IEnumerable<(string Value, string Text)> HalfDays => Enum.GetValues<HalfDayOfWeek>().Where(half => half != HalfDayOfWeek.Unspecified).Select(half => (half.ToString(), half.Said()));

    /// <summary>The half days that were ticked.</summary>
    public static IEnumerable<HalfDayOfWeek> ReadHalfDays(IEnumerable<string> values) => values.Select(value => Enum.TryParse<HalfDayOfWeek>(value, out var half) ? half : HalfDayOfWeek.Unspecified).Where(half => half != HalfDayOfWeek.Unspecified);

    public static string Said(this TeamLevel level) => level switch
    {
        TeamLevel.Corps => "总队",
        TeamLevel.Brigade => "大队",
        TeamLevel.Detachment => "支队",
        TeamLevel.Branch => "分队",
        TeamLevel.Squad => "小队",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> Levels => Enum.GetValues<TeamLevel>().Where(level => level != TeamLevel.Unspecified).Select(level => (level.ToString(), level.Said()));

    /// <summary>Active, dormant or ended, as a chip.</summary>
    public static (string Text, string Kind) State(this Team team) => team.EndedOn.Length > 0 ? ("已解散", "warn") : team.Active ? ("活跃", "good") : ("休眠", "");
}
