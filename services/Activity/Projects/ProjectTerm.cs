using CivPractice.Platform.Database;
using CivPractice.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Projects;

/// <summary>A term by which a project is found (检索词).</summary>
public sealed class ProjectTerm : ICountyRow
{
    public required string County { get; init; }
    public required string Term { get; init; }
    public required Guid ProjectId { get; init; }

    /// <summary>Writes the terms of projects, in the order of the key; within the transaction that writes the projects.</summary>
    public static Task<int> WriteAsync(ActivityDb db, string county, IEnumerable<Project> projects, CancellationToken cancel)
    {
        var rows = projects.SelectMany(project => SearchTerms.OfRow(project.Texts).Select(term => (Term: term, project.Id))).OrderBy(row => row.Term, StringComparer.Ordinal).ThenBy(row => row.Id).ToList();
        var (terms, ids) = (rows.Select(row => row.Term).ToArray(), rows.Select(row => row.Id).ToArray());
        return db.Database.ExecuteSqlAsync($"insert into project_term (county, term, project_id) select {county}, r.* from unnest({terms}, {ids}) as r on conflict do nothing", cancel);
    }

    /// <summary>Writes those of a project anew.</summary>
    public static async Task RewriteAsync(ActivityDb db, Project project, CancellationToken cancel)
    {
        await db.Set<ProjectTerm>().Where(row => row.County == project.County && row.ProjectId == project.Id).ExecuteDeleteAsync(cancel);
        await WriteAsync(db, project.County, [project], cancel);
    }
}
