using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>The states of an activity as people call them.</summary>
public static class ActivityWords
{
    public static string Title(this ActivityStatus status) => status switch
    {
        ActivityStatus.Draft => "草稿",
        ActivityStatus.Recruiting => "招募中",
        ActivityStatus.Running => "进行中",
        ActivityStatus.Closing => "待结项",
        ActivityStatus.Completed => "已结项",
        ActivityStatus.Cancelled => "已取消",
        ActivityStatus.PendingReview => "待审",
        ActivityStatus.ActivityArchived => "已归档",
        _ => "未知",
    };
}
