using CivPractice.Activity.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using ProjectRow = CivPractice.Activity.Projects.Project;

namespace CivPractice.Activity.Figures;

/// <summary>What this service counts, at the leaf site, on the civil day that each says. Those of projects are stocks, the others flows.</summary>
public static class ActivityMeasures
{
    /// <summary>Needs by the day they were posted.</summary>
    public static readonly Measure NeedsPosted = new("needs.posted", "收到需求", "件");

    /// <summary>Needs by the day they were served. One that is reopened (重开) is taken off again, and counts on the day it was served at last.</summary>
    public static readonly Measure NeedsDone = new("needs.done", "办结需求", "件");

    /// <summary>Needs by the day of their last rating. The low rating of a reopened need stands until the next one, so that reopening improves no figure.</summary>
    public static readonly Measure NeedsRated = new("needs.rated", "已评价需求", "件");

    /// <summary>Ratings of 4 and 5 by the day of the rating; satisfaction (满意率) is this over <see cref="NeedsRated"/>.</summary>
    public static readonly Measure NeedsSatisfied = new("needs.satisfied", "满意需求", "件");

    /// <summary>Activities by the day they were published, by platform; imported ones by the day they began.</summary>
    public static readonly Measure ActivitiesPublished = new("activities.published", "发布活动", "场");

    /// <summary>Completed activities by the day they began, by platform.</summary>
    public static readonly Measure ActivitiesCompleted = new("activities.completed", "实践活动", "场");

    /// <summary>Sign-ups that stand (waiting ones included), by the day they were made.</summary>
    public static readonly Measure SignUps = new("sign-ups", "报名", "人次");

    /// <summary>Volunteers who came to completed activities, by the day those began.</summary>
    public static readonly Measure Attendances = new("attendances", "志愿者参与", "人次");

    /// <summary>People served or present who were not volunteers, by the day the activity began.</summary>
    public static readonly Measure Attendees = new("attendees", "群众参与", "人次");

    /// <summary>Projects from the day they begin, by category; one that has ended still counts, as it does in the national system.</summary>
    public static readonly Measure Projects = new("projects", "志愿服务项目", "个", Stock: true);

    /// <summary>Of these, the ones that bear a number of the national system (全国志愿服务信息系统).</summary>
    public static readonly Measure ProjectsRegistry = new("projects.registry", "全国系统登记的项目", "个", Stock: true);

    public static readonly IReadOnlyList<Measure> All =
        [NeedsPosted, NeedsDone, NeedsRated, NeedsSatisfied, ActivitiesPublished, ActivitiesCompleted, SignUps, Attendances, Attendees, Projects, ProjectsRegistry];

    /// <summary>The dimension of activities.</summary>
    public static string Dimension(this ServicePlatform platform) => platform.ToString().ToUpperInvariant();

    /// <summary>Counts a project, or takes it off.</summary>
    public static void Count(this ActivityDb db, ProjectRow row, int by = 1)
    {
        db.CountAt(row, row.StartsOn, Projects, by, row.Category);
        if (row.RegistryNumber is not null) db.CountAt(row, row.StartsOn, ProjectsRegistry, by);
    }

    /// <summary>Counts a project along with its latest move.</summary>
    public static void CountMoved(this ActivityDb db, ProjectRow row)
    {
        db.CountMoved(row, row.StartsOn, Projects, dimension: row.Category);
        if (row.RegistryNumber is not null) db.CountMoved(row, row.StartsOn, ProjectsRegistry);
    }

    /// <summary>Counts a completed activity and those who came to it.</summary>
    public static void CountHeld(this ActivityDb db, string county, string site, DateOnly day, ServicePlatform platform, int volunteers, int attendees)
    {
        db.Count(county, site, day, ActivitiesCompleted, dimension: platform.Dimension());
        if (volunteers > 0) db.Count(county, site, day, Attendances, volunteers);
        if (attendees > 0) db.Count(county, site, day, Attendees, attendees);
    }
}
