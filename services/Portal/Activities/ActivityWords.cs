using CivPractice.Activity.V1;

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
    public static IEnumerable<(string Value, string Text)> Platforms { get; } = [.. Enum.GetValues<ServicePlatform>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static IEnumerable<(string Value, string Text)> Statuses { get; } = [.. Enum.GetValues<ActivityStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];

    public static string Said(this ActivityPurpose purpose) => purpose switch
    {
        ActivityPurpose.PurposePublicity => "宣传群众",
        ActivityPurpose.PurposeEducation => "教育群众",
        ActivityPurpose.PurposeCare => "关心群众",
        ActivityPurpose.PurposeService => "服务群众",
        _ => "",
    };

    /// <summary>The four purposes (四个群众) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> Purposes { get; } = [.. Enum.GetValues<ActivityPurpose>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this TaskField field) => field switch
    {
        TaskField.TheoryStudy => "科学理论学习实践",
        TaskField.PolicyExplained => "党的政策宣传宣讲",
        TaskField.CoreValues => "主流价值培育践行",
        TaskField.CulturalLife => "丰富群众文化生活",
        TaskField.ChangingCustoms => "大力开展移风易俗",
        TaskField.DiseaseControl => "扎实做好疫情防控",
        _ => "",
    };

    /// <summary>The six fields of tasks (六项任务) to choose from.</summary>
    public static IEnumerable<(string Value, string Text)> TaskFields { get; } = [.. Enum.GetValues<TaskField>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this ActivityKind kind) => kind switch
    {
        ActivityKind.KindCivility => "乡风文明",
        ActivityKind.KindPerformance => "文化演出",
        ActivityKind.KindPolicyTalk => "政策宣讲",
        ActivityKind.KindConvenience => "便民服务",
        ActivityKind.KindEnvironment => "环境整治",
        ActivityKind.KindCaring => "关爱帮扶",
        ActivityKind.KindScience => "科普教育",
        ActivityKind.KindFitness => "健身活动",
        ActivityKind.KindLaw => "法治宣传",
        ActivityKind.KindHealth => "健康服务",
        ActivityKind.KindTraffic => "文明交通",
        ActivityKind.KindOther => "其他",
        _ => "",
    };

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
