using CivPractice.Activity.V1;

namespace CivPractice.Portal.Projects;

/// <summary>States of projects in the people's words, with the kind of chip.</summary>
public static class ProjectWords
{
    public static (string Text, string Kind) Said(this ProjectStatus status) => status switch
    {
        ProjectStatus.ProjectPlanned => ("未开始", "info"),
        ProjectStatus.ProjectRunning => ("进行中", "good"),
        ProjectStatus.ProjectEnded => ("已结束", ""),
        _ => ("未知", ""),
    };

    public static IEnumerable<(string Value, string Text)> Statuses { get; } = [.. Enum.GetValues<ProjectStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
}
