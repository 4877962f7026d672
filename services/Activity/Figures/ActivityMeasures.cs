using CivPractice.Activity.Activities;
using CivPractice.Activity.Needs;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using Need = CivPractice.Activity.Needs.Need;
using ProjectRow = CivPractice.Activity.Projects.Project;

namespace CivPractice.Activity.Figures;

/// <summary>What this service counts, at the leaf site, on the civil day that each says. Those of projects are stocks, the others flows.</summary>
public static class ActivityMeasures
{
    /// <summary>Needs by the day they were posted.</summary>
    public static readonly Measure NeedsPosted = new("needs.posted", "收到需求", "件");

    /// <summary>Needs by the day on which a team accepted them first; what is given back and accepted again keeps that day.</summary>
    public static readonly Measure NeedsAccepted = new("needs.accepted", "接单需求", "件");

    /// <summary>
    /// Working days from the posting to the first acceptance, summed over <see cref="NeedsAccepted"/>: 0 on the same day, 1 on the next working day. The mean (平均接单用时) is this over those, for any sites and days;
    /// means themselves are never added. One of the three goal indicators: efficiency (更高效率运行).
    /// </summary>
    public static readonly Measure NeedsAcceptedDays = new("needs.accepted.days", "接单用时合计", "个工作日");

    /// <summary>Likewise from the posting to the service, over <see cref="NeedsDone"/>.</summary>
    public static readonly Measure NeedsDoneDays = new("needs.done.days", "办结用时合计", "个工作日");

    /// <summary>Needs by the day they were served. One that is reopened (重开) is taken off again, and counts on the day it was served at last.</summary>
    public static readonly Measure NeedsDone = new("needs.done", "办结需求", "件");

    /// <summary>Needs by the day of their last rating. The low rating of a reopened need stands until the next one, so that reopening improves no figure.</summary>
    public static readonly Measure NeedsRated = new("needs.rated", "已评价需求", "件");

    /// <summary>Ratings of 4 and 5 by the day of the rating; satisfaction (满意率) is this over <see cref="NeedsRated"/>.</summary>
    public static readonly Measure NeedsSatisfied = new("needs.satisfied", "满意需求", "件");

    /// <summary>Activities of centers, institutes and stations by the day they were published, by platform (a local one by the county's word); imported ones by the day they began. An association's are <see cref="AssociationActivities"/>.</summary>
    public static readonly Measure ActivitiesPublished = new("activities.published", "发布活动", "场");

    /// <summary>Completed activities whose owner is a center, an institute or a station, by the day they began, by platform.</summary>
    public static readonly Measure ActivitiesCompleted = new("activities.completed", "实践活动", "场");

    /// <summary>
    /// Of <see cref="ActivitiesCompleted"/>, by purpose (四个群众): an activity with two purposes counts once under each, one without a purpose nowhere. So the parts never add up to a
    /// number of activities: of one purpose it is activities, the sum over purposes is nothing.
    /// </summary>
    public static readonly Measure ActivityPurposes = new("activities.purposes", "实践活动(按目的,不可相加)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by task field (六项任务): an activity has one or none.</summary>
    public static readonly Measure ActivityTaskFields = new("activities.task-fields", "实践活动(按任务领域)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by the work that they are joined with (结合的工作); one with several counts once under each, as with <see cref="ActivityPurposes"/>.</summary>
    public static readonly Measure ActivityCrossWork = new("activities.cross-work", "实践活动(按结合的工作,不可相加)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by theme (主题、工作思路): an activity has one or none.</summary>
    public static readonly Measure ActivityThemes = new("activities.themes", "实践活动(按主题)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by unit in whatever role (主办、承办、协办单位), by its name; one with several counts once under each, as with <see cref="ActivityPurposes"/>.</summary>
    public static readonly Measure ActivityUnits = new("activities.units", "实践活动(按单位,不可相加)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by kind (活动类型): an activity has one or none.</summary>
    public static readonly Measure ActivityKinds = new("activities.kinds", "实践活动(按类型)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by the practice base (实践基地) where it was held, by its name.</summary>
    public static readonly Measure ActivityBases = new("activities.bases", "实践活动(按基地)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, by the venue (阵地) where it was held. Venues of one name at several sites stand apart by the site.</summary>
    public static readonly Measure ActivityVenues = new("activities.venues", "实践活动(按阵地)", "场");

    /// <summary>Of <see cref="ActivitiesCompleted"/>, those that were born from a need (精准滴灌): the demand-matched share is this over those.</summary>
    public static readonly Measure ActivitiesFromNeeds = new("activities.from-needs", "由需求产生的实践活动", "场");

    /// <summary>Completed activities of projects, whoever held them, by the day they began, by the project's id.</summary>
    public static readonly Measure ProjectActivities = new("projects.activities", "项目活动", "场");

    /// <summary>Minutes that the lists of these credited, by the project's id. What is corrected in the ledger of hours afterwards stands there.</summary>
    public static readonly Measure ProjectMinutes = new("projects.minutes", "项目服务时长", "分钟");

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

    /// <summary>Completed activities of associations (协会), by the day they began, by the association's number. They are none of <see cref="ActivitiesCompleted"/>.</summary>
    public static readonly Measure AssociationActivities = new("associations.activities", "协会活动", "场");

    /// <summary>Volunteers who came to them: person-times (人次), not persons.</summary>
    public static readonly Measure AssociationVolunteers = new("associations.volunteers", "协会活动出动志愿者", "人次");

    /// <summary>
    /// Persons helped by an association, by its number: who is helped several times in a civil year counts once, on the first day. Of one year it is distinct persons;
    /// years must not be added, nor associations.
    /// </summary>
    public static readonly Measure AssociationHelped = new("associations.helped", "协会帮扶困难群众(年内去重)", "人");

    /// <summary>Donations of money received, in fen, by the association's number, on the day of receipt.</summary>
    public static readonly Measure DonationsMoney = new("donations.money.fen", "收到捐款", "分");

    /// <summary>Donations of goods received, at their value in fen.</summary>
    public static readonly Measure DonationsGoods = new("donations.goods.fen", "收到捐物(折价)", "分");

    /// <summary>What was given on to beneficiaries and not taken back, in fen, on the day of giving.</summary>
    public static readonly Measure DonationsAllocated = new("donations.allocated.fen", "已发放捐赠", "分");

    /// <summary>Volunteers who answered a real mobilization (应急动员), each once a mobilization, on the day of the answer, by the mobilization's number.</summary>
    public static readonly Measure MobilizationVolunteers = new("mobilizations.volunteers", "响应动员的志愿者(按次去重)", "人");

    /// <summary>Institutes and stations that answered it.</summary>
    public static readonly Measure MobilizationSites = new("mobilizations.sites", "响应动员的所和站", "个");

    /// <summary>The same of drills (演练), which are never counted with the real ones.</summary>
    public static readonly Measure DrillVolunteers = new("drills.volunteers", "参加演练的志愿者(按次去重)", "人");

    /// <inheritdoc cref="DrillVolunteers"/>
    public static readonly Measure DrillSites = new("drills.sites", "参加演练的所和站", "个");

    /// <summary>Teams that answered a real mobilization, on the day of the answer, by the mobilization's number.</summary>
    public static readonly Measure MobilizationTeams = new("mobilizations.teams", "响应动员的队伍", "支");

    /// <summary>Its tasks that were completed, on the day they were.</summary>
    public static readonly Measure MobilizationTasksDone = new("mobilizations.tasks.done", "完成的动员任务", "个");

    /// <summary>Its shifts on which all places are taken, on the day they begin.</summary>
    public static readonly Measure MobilizationShiftsFilled = new("mobilizations.shifts.filled", "满员的动员班次", "个");

    /// <summary>Who came to its shifts, those of teams included, on the day the shift begins: person-times, not persons.</summary>
    public static readonly Measure MobilizationPersonShifts = new("mobilizations.person-shifts", "动员到位", "人次");

    /// <summary>Minutes that its shifts credited, on the day the shift begins; teams' people are not told by name and have none. A drill credits none.</summary>
    public static readonly Measure MobilizationMinutes = new("mobilizations.minutes", "动员服务时长", "分钟");

    /// <summary>The same four of drills.</summary>
    public static readonly Measure DrillTeams = new("drills.teams", "参加演练的队伍", "支");

    /// <inheritdoc cref="DrillTeams"/>
    public static readonly Measure DrillTasksDone = new("drills.tasks.done", "完成的演练任务", "个");

    /// <inheritdoc cref="DrillTeams"/>
    public static readonly Measure DrillShiftsFilled = new("drills.shifts.filled", "满员的演练班次", "个");

    /// <inheritdoc cref="DrillTeams"/>
    public static readonly Measure DrillPersonShifts = new("drills.person-shifts", "演练到位", "人次");

    /// <summary>Home visits (入户走访), on the day of the visit.</summary>
    public static readonly Measure Visits = new("home-visits", "入户走访", "次");

    /// <summary>
    /// Who went on home visits (走访人员): who goes several times in a civil year counts once, on the first day and at its site. Of one year it is distinct persons, and the mean (人均走访) is <see cref="Visits"/> over it;
    /// years must not be added.
    /// </summary>
    public static readonly Measure Visitors = new("home-visits.visitors", "走访人员(年内去重)", "人");

    /// <summary>Persons cared for at these visits, by category: person-times.</summary>
    public static readonly Measure VisitsPersons = new("home-visits.persons", "关爱慰问", "人次");

    public static readonly IReadOnlyList<Measure> All =
    [
        NeedsPosted, NeedsAccepted, NeedsAcceptedDays, NeedsDone, NeedsDoneDays, NeedsRated, NeedsSatisfied, ActivitiesPublished, ActivitiesCompleted, ActivitiesFromNeeds, ActivityUnits, ActivityKinds, ActivityBases, ActivityVenues, ActivityPurposes, ActivityTaskFields, ActivityCrossWork, ActivityThemes, SignUps, Attendances, Attendees, Projects, ProjectsRegistry, ProjectActivities, ProjectMinutes,
        AssociationActivities, AssociationVolunteers, AssociationHelped, DonationsMoney, DonationsGoods, DonationsAllocated,
        MobilizationVolunteers, MobilizationSites, DrillVolunteers, DrillSites,
        MobilizationTeams, MobilizationTasksDone, MobilizationShiftsFilled, MobilizationPersonShifts, MobilizationMinutes, DrillTeams, DrillTasksDone, DrillShiftsFilled, DrillPersonShifts,
        Visits, Visitors, VisitsPersons,
    ];

    /// <summary>The dimension of activities.</summary>
    /// <param name="local">The word of a local platform, which is its dimension; else empty.</param>
    public static string Dimension(this ServicePlatform platform, string local) => platform == ServicePlatform.LocalPlatform ? local : platform.ToString().ToUpperInvariant();

    /// <summary>Counts a project, or takes it off.</summary>
    public static void Count(this ActivityDb db, ProjectRow row, int by = 1)
    {
        if (by > 0) row.Recorded(db.Clock.GetUtcNow());
        db.CountAt(row, row.StartsOn, Projects, by, row.Category);
        if (row.RegistryNumber is not null) db.CountAt(row, row.StartsOn, ProjectsRegistry, by);
    }

    /// <summary>Counts a project along with its latest move.</summary>
    public static void CountMoved(this ActivityDb db, ProjectRow row)
    {
        db.CountMoved(row, row.StartsOn, Projects, dimension: row.Category);
        if (row.RegistryNumber is not null) db.CountMoved(row, row.StartsOn, ProjectsRegistry);
    }

    /// <summary>Counts a need that a team has accepted for the first time.</summary>
    public static void CountAccepted(this ActivityDb db, Need need, DateTimeOffset at) => db.CountWith(need, at, NeedsAccepted, NeedsAcceptedDays, 1);

    /// <summary>Counts a need that was served, or takes it off.</summary>
    public static void CountDone(this ActivityDb db, Need need, DateTimeOffset at, int by = 1) => db.CountWith(need, at, NeedsDone, NeedsDoneDays, by);

    static void CountWith(this ActivityDb db, Need need, DateTimeOffset at, Measure number, Measure days, int by)
    {
        var day = ChinaTime.Day(at);
        db.Count(need.County, need.SiteOn(day), day, number, by);
        if (WorkingDays.Between(ChinaTime.Day(need.PostedAt), day) is var took and > 0) db.Count(need.County, need.SiteOn(day), day, days, by * took);
    }

    /// <summary>Counts a completed activity and those who came to it.</summary>
    public static void CountHeld(this ActivityDb db, HeldActivity held)
    {
        var (county, site, day, platform, marks, association, fromNeed, project, volunteers, attendees, minutes) = held;
        if (project is { } series)
        {
            db.Count(county, site, day, ProjectActivities, dimension: series.ToString());
            db.CountProjectMinutes(county, site, day, series, minutes);
        }
        if (association is not null)
        {
            db.Count(county, site, day, AssociationActivities, dimension: association);
            if (volunteers > 0) db.Count(county, site, day, AssociationVolunteers, volunteers, association);
            return;
        }
        db.Count(county, site, day, ActivitiesCompleted, dimension: platform);
        foreach (var purpose in marks.Purposes) db.Count(county, site, day, ActivityPurposes, dimension: $"{(ActivityPurpose)purpose}");
        if (marks.TaskField != TaskField.Unspecified) db.Count(county, site, day, ActivityTaskFields, dimension: $"{marks.TaskField}");
        foreach (var work in marks.CrossWork) db.Count(county, site, day, ActivityCrossWork, dimension: work);
        if (marks.Theme.Length > 0) db.Count(county, site, day, ActivityThemes, dimension: marks.Theme);
        foreach (var unit in marks.Units) db.Count(county, site, day, ActivityUnits, dimension: unit);
        if (marks.Kind != ActivityKind.Unspecified) db.Count(county, site, day, ActivityKinds, dimension: $"{marks.Kind}");
        if (marks.Base.Length > 0) db.Count(county, site, day, ActivityBases, dimension: marks.Base);
        if (marks.Venue.Length > 0) db.Count(county, site, day, ActivityVenues, dimension: marks.Venue);
        if (fromNeed) db.Count(county, site, day, ActivitiesFromNeeds);
        if (volunteers > 0) db.Count(county, site, day, Attendances, volunteers);
        if (attendees > 0) db.Count(county, site, day, Attendees, attendees);
    }

    /// <summary>Counts minutes that a project's activity credited.</summary>
    public static void CountProjectMinutes(this ActivityDb db, string county, string site, DateOnly day, Guid project, int minutes)
    {
        if (minutes != 0) db.Count(county, site, day, ProjectMinutes, minutes, project.ToString());
    }
}

/// <summary>What is counted of a completed activity.</summary>
/// <param name="Platform">The platform's dimension.</param>
/// <param name="Association">Number of the association that held it: then it is none of the sites' practice activities.</param>
/// <param name="FromNeed">Whether it was born from a need.</param>
/// <param name="Minutes">Minutes that its list credited; 0 for an imported one, whose people are not told by name.</param>
public sealed record HeldActivity(
    string County, string Site, DateOnly Day, string Platform, Marks Marks, string? Association, bool FromNeed, Guid? Project, int Volunteers, int Attendees, int Minutes);
