using CivPractice.Platform.V1;

namespace CivPractice.Portal.Cockpit;

/// <summary>
/// Which figures the cockpit shows. The names are the owners'; a test looks them up there, since a name that nobody owns would show nothing.
/// </summary>
public static class CockpitFigures
{
    /// <summary>Every figure by what it is about: one card or one line each. The three ways of counting an audience (清点, 估算, 扫码) stand apart, as their owner keeps them.</summary>
    public static readonly IReadOnlyList<(string About, IReadOnlyList<string> Indicators)> Groups =
    [
        ("站点和阵地", ["sites.running", "divisions.due", "divisions.covered", "venues.pool", "five-haves.all"]),
        ("志愿者和队伍", ["volunteers.registry.city", "volunteers.registry", "volunteers.registered", "teams.practice", "teams.registry", "teams.founded", "teams.active", "memberships.practice", "memberships"]),
        ("服务时长", ["hours.minutes", "hours.registry.minutes"]),
        ("项目和活动", ["projects.registry", "projects", "activities.completed", "activities.from-needs", "attendances", "attendees", "brands"]),
        ("协会和捐赠", ["associations", "associations.activities", "associations.volunteers", "associations.helped", "donations.money.fen", "donations.goods.fen", "donations.allocated.fen"]),
        ("应急动员", ["mobilizations.volunteers", "mobilizations.sites", "mobilizations.teams", "mobilizations.tasks.done", "mobilizations.shifts.filled", "mobilizations.person-shifts", "mobilizations.minutes"]),
        ("宣讲", ["lecturer-teams", "lecturers", "lectures.held", "lectures.audience.headcount", "lectures.audience.estimate", "lectures.audience.scans"]),
        ("需求", ["needs.posted", "needs.accepted", "needs.accepted.days", "needs.done", "needs.done.days", "needs.rated", "needs.satisfied"]),
    ];

    /// <summary>Drawn by their parts only: an activity or a lecture with two purposes is in two of them, so that their sum is the number of nothing.</summary>
    public static readonly IReadOnlyList<(string Indicator, string Title)> Marks =
        [("activities.kinds", "类型"), ("activities.units", "单位"), ("activities.bases", "实践基地"), ("activities.venues", "阵地"), ("activities.purposes", "目的"), ("activities.task-fields", "任务领域"), ("activities.cross-work", "结合的工作"), ("activities.themes", "主题"),
            ("lectures.task-fields", "宣讲的任务领域"), ("lectures.purposes", "宣讲的目的")];

    /// <summary>What the page asks for, in one call.</summary>
    public static readonly IReadOnlyList<string> All = [.. Groups.SelectMany(group => group.Indicators), .. Marks.Select(mark => mark.Indicator)];

    /// <summary>The first to be seen: one card each; the others stand in the table of all figures.</summary>
    public static readonly IReadOnlyList<string> Cards =
    [
        "venues.pool", "volunteers.registry.city", "volunteers.registry", "volunteers.registered", "teams.practice", "teams.founded", "hours.minutes",
        "activities.completed", "attendances", "attendees", "lectures.held", "lectures.audience.headcount", "needs.done", "five-haves.all",
    ];

    /// <summary>One column each in the table by county, township or site, and each can be drawn as bars.</summary>
    public static readonly IReadOnlyList<(string Indicator, string Title)> Columns =
    [
        ("activities.completed", "活动"), ("lectures.held", "宣讲"), ("hours.minutes", "时长（小时）"), ("sites.running", "站点"), ("venues.pool", "阵地"), ("volunteers.registered", "志愿者"),
        ("volunteers.registry", "全国系统志愿者"), ("teams.founded", "队伍"), ("attendees", "群众人次"), ("needs.posted", "需求"), ("needs.done", "办结"),
    ];

    /// <summary>What stands on the last day of the period, whatever its first day (时点数). The others happened within it.</summary>
    public static readonly IReadOnlySet<string> Stocks = new HashSet<string>
    {
        "sites.running", "divisions.due", "divisions.covered", "venues.pool", "five-haves.all", "volunteers.registry.city", "volunteers.registry", "volunteers.registered", "teams.practice", "teams.registry", "teams.founded",
        "teams.active", "memberships.practice", "memberships", "projects.registry", "projects", "lecturer-teams", "lecturers", "associations", "brands",
    };

    /// <summary>What a view needs beside its sums, all in the same call: the months of a year, the platforms and tiers, what lies below the sites shown.</summary>
    public static IReadOnlyList<TallyGrouping> Groupings(TallyGrouping below, bool byMonth, bool isCity) =>
        [TallyGrouping.Dimension, below, .. byMonth ? [TallyGrouping.Month] : Array.Empty<TallyGrouping>(), .. isCity ? [TallyGrouping.CountyDimension] : Array.Empty<TallyGrouping>()];
}
