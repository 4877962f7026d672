namespace CivPractice.Portal.Cockpit;

/// <summary>Which figures the cockpit shows. The names are the owners'; a test looks them up there, since a name that nobody owns would show nothing.</summary>
public static class CockpitFigures
{
    /// <summary>One card each. The three ways of counting an audience (清点, 估算, 扫码) stand apart, as their owner keeps them.</summary>
    public static readonly IReadOnlyList<string> Cards =
    [
        "sites.running", "volunteers.registered", "teams.founded", "hours.minutes", "activities.completed", "attendances", "attendees",
        "lectures.held", "lectures.audience.headcount", "lectures.audience.estimate", "lectures.audience.scans", "needs.posted", "needs.done",
    ];

    /// <summary>One column each in the table by county or township.</summary>
    public static readonly IReadOnlyList<(string Indicator, string Title)> Columns =
    [
        ("sites.running", "站点"), ("volunteers.registered", "志愿者"), ("teams.founded", "队伍"), ("hours.minutes", "时长（小时）"),
        ("activities.completed", "活动"), ("lectures.held", "宣讲"), ("needs.posted", "需求"), ("needs.done", "办结"),
    ];
}
