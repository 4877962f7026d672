using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Activities;

/// <summary>States and choices of activities and sign-ups in the people's words, with the kind of chip.</summary>
public static class ActivityWords
{
    public static (string Text, string Kind) Said(this ActivityStatus status) => status switch
    {
        ActivityStatus.Draft => ("草稿", ""),
        ActivityStatus.Recruiting => ("招募中", "good"),
        ActivityStatus.Running => ("进行中", "info"),
        ActivityStatus.Closing => ("待结项", "warn"),
        ActivityStatus.Completed => ("已结项", ""),
        ActivityStatus.Cancelled => ("已取消", "bad"),
        ActivityStatus.PendingReview => ("待审", "warn"),
        ActivityStatus.ActivityArchived => ("已归档", ""),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this SignUpStatus status) => status switch
    {
        SignUpStatus.SignedUp => ("已报名", "good"),
        SignUpStatus.Waiting => ("候补", "warn"),
        SignUpStatus.CheckedIn => ("已签到", "info"),
        SignUpStatus.CheckedOut => ("已签退", "info"),
        SignUpStatus.Credited => ("已计时", "good"),
        SignUpStatus.SignUpCancelled => ("已取消", ""),
        SignUpStatus.NoShow => ("未到", "bad"),
        _ => ("未报名", ""),
    };

    public static string Said(this ServicePlatform platform) => platform switch
    {
        ServicePlatform.Theory => "理论宣讲",
        ServicePlatform.Education => "教育服务",
        ServicePlatform.Culture => "文化服务",
        ServicePlatform.Science => "科技与科普",
        ServicePlatform.Sport => "健身体育",
        _ => "",
    };

    /// <summary>The five platforms (五大平台) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Platforms { get; } = [.. Enum.GetValues<ServicePlatform>().Where(one => one.Said().Length > 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>The five, and the county's own (本地平台) as its dictionary says them; only the five where it does not answer.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> PlatformsAsync(DictionariesClient words, string prefix)
    {
        var told = await Part.Of(words.ListWordsAsync(new ListWordsRequest { Prefix = prefix, List = WordList.Platform, PageSize = 200 }));
        return [.. Platforms, .. (told.Value?.Words ?? []).Where(word => !word.Standard).Select(word => (word.Text, word.Text)).Distinct()];
    }

    /// <summary>What was chosen of <see cref="PlatformsAsync"/>: one of the five, or a word of the county's.</summary>
    public static (ServicePlatform Platform, string Local) Platform(string chosen) =>
        Platforms.Any(one => one.Value == chosen) ? (Enum.Parse<ServicePlatform>(chosen), "") : chosen.Length > 0 ? (ServicePlatform.LocalPlatform, chosen) : (ServicePlatform.Unspecified, "");

    /// <summary>A platform, one of the five or a local one by its word.</summary>
    public static string Said(this ServicePlatform platform, string local) => platform == ServicePlatform.LocalPlatform ? local : platform.Said();

    /// <summary>The same as a form chooses it.</summary>
    public static string Choice(this ServicePlatform platform, string local) => platform == ServicePlatform.LocalPlatform ? local : platform.ToString();

    /// <summary>Whether its list is closed: 已结项, or 已归档 since.</summary>
    public static bool IsHeld(this ActivityStatus status) => status is ActivityStatus.Completed or ActivityStatus.ActivityArchived;

    public static IEnumerable<(string Value, string Text)> Statuses { get; } = [.. Enum.GetValues<ActivityStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];

    public static string Said(this ActivityPurpose purpose) => purpose.Word();

    /// <summary>The four purposes (四个群众) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Purposes { get; } = [.. Enum.GetValues<ActivityPurpose>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this TaskField field) => field.Word();

    /// <summary>The six fields of tasks (六项任务) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> TaskFields { get; } = [.. Enum.GetValues<TaskField>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this ActivityKind kind) => kind.Word();

    /// <summary>The kinds of activities (活动类型) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Kinds { get; } = [.. Enum.GetValues<ActivityKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>Name and text of each mark that an activity bears, in the order in which they are read.</summary>
    public static IEnumerable<(string Name, string Text)> Said(this ActivityMarks? marks) => marks is null ? [] : new[]
    {
        ("类型", marks.Kind.Said()),
        ("目的", string.Join("、", marks.Purposes.Select(purpose => purpose.Said()))),
        ("任务领域", marks.TaskField.Said()),
        ("结合的工作", string.Join("、", marks.CrossWork)),
        ("主题", marks.Theme),
        ("实践基地", marks.Base),
        ("阵地", marks.Venue),
        ("主办单位", string.Join("、", marks.HostUnits)),
        ("承办单位", string.Join("、", marks.OrganizingUnits)),
        ("协办单位", string.Join("、", marks.AssistingUnits)),
    }.Where(mark => mark.Item2.Length > 0);

    public static int Left(this ActivityPost post) => Math.Max(0, post.Capacity - post.Taken);

    /// <summary>Whether it came from a list of the past (往期活动导入): its people stand as numbers only.</summary>
    public static bool IsImported(this CivPractice.Activity.V1.Activity activity) => activity.SourceNumber.Length > 0;

    /// <summary>What a passer-by wants to know of an activity: are there places left?</summary>
    public static (string Text, string Kind) Places(this CivPractice.Activity.V1.Activity activity)
    {
        if (activity.Status != ActivityStatus.Recruiting) return activity.Status.Said();
        var left = activity.Posts.Sum(post => post.Left());
        return left switch
        {
            0 => ("已满，可候补", ""),
            <= 2 => ($"还差 {left} 人", "warn"),
            _ => ($"还差 {left} 人", "good"),
        };
    }

    public static string Needs(this ActivityPost post) => string.Join("、", new[]
    {
        post.Skill.Length > 0 ? $"需要技能：{post.Skill}" : "",
        post.LeastAge > 0 ? $"年满 {post.LeastAge} 周岁" : "",
    }.Where(text => text.Length > 0));
}
