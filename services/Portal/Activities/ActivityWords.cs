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
