using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Activities;

/// <summary>
/// The marks of an activity (活动的标记): what it is for, what it belongs to and who stands behind it. Purposes and task fields are the same everywhere and closed lists; the work that
/// it is joined with and its theme are the words of the county's dictionary; the names of units are anybody's.
/// </summary>
/// <param name="Purposes">The four purposes (四个群众: 宣传群众、教育群众、关心群众、服务群众) that it serves, in their order.</param>
/// <param name="TaskField">One of the six fields of tasks (六项任务), or none.</param>
/// <param name="CrossWork">The work that it is joined with (结合的工作), e.g. 平安建设.</param>
/// <param name="Theme">The theme or line of thought (主题、工作思路); empty for none.</param>
/// <param name="HostUnits">主办单位.</param>
/// <param name="OrganizingUnits">承办单位.</param>
/// <param name="AssistingUnits">协办单位.</param>
/// <param name="Kind">What kind of activity it is (活动类型), or none.</param>
/// <param name="Base">Name of the practice base (实践基地) where it is held; empty for none.</param>
/// <param name="Venue">Name of the venue (阵地); empty for none.</param>
public sealed record Marks(int[] Purposes, TaskField TaskField, string[] CrossWork, string Theme, string[] HostUnits, string[] OrganizingUnits, string[] AssistingUnits,
    ActivityKind Kind = ActivityKind.Unspecified, string Base = "", string Venue = "")
{
    /// <summary>A word of a county's dictionary is not longer, nor is the name of a unit.</summary>
    public const int MostLetters = 60;

    public const int MostWork = 8;

    const int mostUnits = 10;

    // Files part several words in one cell by these.
    static readonly char[] separators = ['、', ',', '，', ';', '；'];

    /// <summary>What a request says, checked; without a word of marks there are none.</summary>
    /// <param name="words">By which linked work and theme are read.</param>
    /// <param name="at">Before the names of the fields; empty where they stand by themselves.</param>
    public static Marks Of(Check check, ActivityMarks? said, CountyWords words, string at = "marks.")
    {
        said ??= new ActivityMarks();
        foreach (var purpose in said.Purposes) check.Known($"{at}purposes", "活动目的", purpose);
        check.KnownOrNone($"{at}taskField", "任务领域", said.TaskField);
        check.KnownOrNone($"{at}kind", "活动类型", said.Kind);
        var theme = words.Read(check, $"{at}theme", "主题", check.Optional($"{at}theme", "主题", said.Theme, MostLetters), WordList.Theme, WordList.Slogan);
        var marks = new Marks(
            [.. said.Purposes.Distinct().Order().Select(purpose => (int)purpose)], said.TaskField, Work(check, $"{at}crossWork", said.CrossWork, words), theme,
            Words(check, $"{at}hostUnits", "主办单位", said.HostUnits, mostUnits), Words(check, $"{at}organizingUnits", "承办单位", said.OrganizingUnits, mostUnits),
            Words(check, $"{at}assistingUnits", "协办单位", said.AssistingUnits, mostUnits),
            said.Kind, check.Optional($"{at}base", "实践基地", said.Base, MostLetters), check.Optional($"{at}venue", "阵地", said.Venue, MostLetters));
        foreach (var unit in marks.OrganizingUnits.Intersect(marks.HostUnits)) check.That(false, $"{at}organizingUnits", "UNIT_TWICE", $"“{unit}”已经是主办单位");
        foreach (var unit in marks.AssistingUnits.Intersect([.. marks.HostUnits, .. marks.OrganizingUnits])) check.That(false, $"{at}assistingUnits", "UNIT_TWICE", $"“{unit}”已经是主办或承办单位");
        return marks;
    }

    /// <summary>The units in whatever role, each once.</summary>
    public IEnumerable<string> Units => [.. HostUnits, .. OrganizingUnits, .. AssistingUnits];

    /// <summary>The work that something is joined with, in the dictionary's words.</summary>
    internal static string[] Work(Check check, string field, IReadOnlyCollection<string> said, CountyWords words) =>
        [.. Words(check, field, "结合的工作", said, MostWork).Select(word => words.Read(check, field, "结合的工作", word, WordList.CrossWork)).Distinct()];

    static string[] Words(Check check, string field, string title, IReadOnlyCollection<string> said, int most)
    {
        check.That(said.Count <= most, field, "TOO_MANY", $"{title}最多 {most} 个");
        string[] words = [.. said.Take(most).Select(word => check.Text(field, title, word, MostLetters)).Distinct()];
        foreach (var word in words) check.That(word.IndexOfAny(separators) < 0, field, "SEPARATOR_IN_WORD", $"{title}“{word}”里不能有顿号、逗号或分号");
        return words;
    }

    public ActivityMarks ToWire() => new()
    {
        Purposes = { Purposes.Select(purpose => (ActivityPurpose)purpose) },
        TaskField = TaskField,
        CrossWork = { CrossWork },
        Theme = Theme,
        HostUnits = { HostUnits },
        OrganizingUnits = { OrganizingUnits },
        AssistingUnits = { AssistingUnits },
        Kind = Kind,
        Base = Base,
        Venue = Venue,
    };
}
