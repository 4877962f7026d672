using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts of pilots, documents, the coordination group and neighbourhoods. Of a county's or the city's as a whole the site is its code of six digits.</summary>
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

    /// <summary>Member units of the coordination group, from the day they joined.</summary>
    public static readonly Measure Units = new("member-units", "协调小组成员单位", "家", Stock: true);

    /// <summary>Of these, the ones to whom a document's clause gives a duty, from the first such day.</summary>
    public static readonly Measure UnitsBound = new("member-units.bound", "职责明确的成员单位", "家", Stock: true);

    public static readonly Measure Neighbourhoods = new("neighbourhoods", "小区", "个", Stock: true);

    /// <summary>Residents of neighbourhoods as they were counted last.</summary>
    public static readonly Measure Residents = new("neighbourhoods.residents", "小区居民", "人", Stock: true);

    public static readonly IReadOnlyList<Measure> All = [Pilots, Documents, Tasks, TasksDone, Units, UnitsBound, Neighbourhoods, Residents];
}
