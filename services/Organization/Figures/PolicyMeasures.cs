using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts of pilots, documents, the coordination group and its meetings, and neighbourhoods. Of a county's or the city's as a whole the site is its code of six digits.</summary>
static class PolicyMeasures
{
    /// <summary>Pilots, from the first day that their date may mean; the dimension is the level.</summary>
    public static readonly Measure Pilots = new("pilots", "试点", "个", Stock: true);

    /// <summary>Documents, likewise; the dimension is the level.</summary>
    public static readonly Measure Documents = new("documents", "政策文件", "份", Stock: true);

    /// <summary>Tasks, from the day on which their document was issued.</summary>
    public static readonly Measure Tasks = new("document-tasks", "文件任务", "项", Stock: true);

    /// <summary>Of these, the ones that are done, from the day on which that was reported.</summary>
    public static readonly Measure TasksDone = new("document-tasks.done", "已完成的文件任务", "项", Stock: true);

    /// <summary>Member units of the coordination group, from the day they joined to the one on which they leave.</summary>
    public static readonly Measure Units = new("member-units", "协调小组成员单位", "家", Stock: true);

    /// <summary>Of these, the ones to whom a document's clause gives a duty, while they have one.</summary>
    public static readonly Measure UnitsBound = new("member-units.bound", "职责明确的成员单位", "家", Stock: true);

    /// <summary>Meetings of the coordination group and of centres, on the day they were held; the dimension is the kind.</summary>
    public static readonly Measure Meetings = new("meetings.held", "召开会议", "次");

    /// <summary>Their decisions, from the day of the meeting; and on that day, to tell of a year.</summary>
    public static readonly Measure Decisions = new("decisions", "会议决议", "项", Stock: true);
    public static readonly Measure DecisionsMade = new("decisions.made", "作出的会议决议", "项");

    /// <summary>Of these, the ones that are done, from the day on which they were; and those done by the day on which they were due.</summary>
    public static readonly Measure DecisionsDone = new("decisions.done", "已完成的会议决议", "项", Stock: true);
    public static readonly Measure DecisionsInTime = new("decisions.in-time", "按期完成的会议决议", "项", Stock: true);

    public static readonly Measure Neighbourhoods = new("neighbourhoods", "小区", "个", Stock: true);

    /// <summary>Residents of neighbourhoods as they were counted last.</summary>
    public static readonly Measure Residents = new("neighbourhoods.residents", "小区居民", "人", Stock: true);

    public static IReadOnlyList<Measure> All =>
    [
        Pilots, Documents, Tasks, TasksDone, Units, UnitsBound, Meetings, Decisions, DecisionsMade, DecisionsDone, DecisionsInTime, Neighbourhoods, Residents,
    ];
}
