using System.Globalization;
using CivPractice.Platform;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Projects;

/// <summary>Projects as everybody sees them.</summary>
static class ProjectAnswers
{
    /// <summary>Answers for many projects with one look for the teams' names.</summary>
    internal static async Task<List<V1.Project>> ToWireAsync(this IReadOnlyCollection<Project> rows, ActivityDb db, CancellationToken cancel)
    {
        var teams = rows.Where(row => row.TeamId is not null).Select(row => row.TeamId!.Value).Distinct().ToArray();
        var names = teams.Length == 0 ? [] : await db.Teams.Where(team => db.Scope.Counties.Contains(team.County) && teams.Contains(team.Id))
            .ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
        var today = ChinaTime.Today(db.Clock);
        return [.. rows.Select(row => row.ToWire(row.TeamId is { } team ? names.GetValueOrDefault(team, "") : "", today))];
    }

    static V1.Project ToWire(this Project row, string teamName, DateOnly today) => new()
    {
        Id = row.Id.ToString(),
        Name = row.Name,
        Category = row.Category,
        Platform = row.Platform,
        Site = row.Site,
        TeamId = row.TeamId?.ToString() ?? "",
        TeamName = teamName,
        TargetGroup = row.TargetGroup,
        Goal = row.Goal,
        StartsOn = Day(row.StartsOn),
        EndsOn = row.EndsOn is { } last ? Day(last) : "",
        Status = row.Stage(today),
        RegistryNumber = row.RegistryNumber ?? "",
        Version = row.Version,
        BudgetFen = row.BudgetFen ?? 0,
        Award = row.Award,
        CrossWork = { row.CrossWork },
        LocalPlatform = row.LocalPlatform,
    };

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
