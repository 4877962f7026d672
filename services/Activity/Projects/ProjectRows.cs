using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Search;

namespace CivPractice.Activity.Projects;

/// <summary>From a request to the projects that it seeks.</summary>
static class ProjectRows
{
    internal static IQueryable<Project> Sought(this ActivityDb db, ListProjectsRequest request, DateOnly today)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var platform = check.KnownOrNone("platform", "平台", request.Platform);
        var category = check.Optional("category", "类别", request.Category, 20);
        var query = check.Optional("query", "关键词", request.Query, 40);
        var status = check.KnownOrNone("status", "状态", request.Status);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var work = check.Optional("crossWork", "结合的工作", request.CrossWork, Activities.Marks.MostLetters);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        var local = check.Optional("localPlatform", "本地平台", request.LocalPlatform, Activities.Marks.MostLetters);
        check.Done();

        var counties = db.Scope.Counties;
        var rows = db.Projects.Where(row => counties.Contains(row.County)).Under(row => row.Site, [prefix]);
        if (platform != ServicePlatform.Unspecified) rows = rows.Where(row => row.Platform == platform);
        if (local.Length > 0) rows = rows.Where(row => row.LocalPlatform == local);
        if (category.Length > 0) rows = rows.Where(row => row.Category == category);
        if (work.Length > 0) rows = rows.Where(row => row.CrossWork.Contains(work));
        if (request.Awarded) rows = rows.Where(row => row.Award != "");
        if (!request.Registered) rows = rows.Recorded(moment, row => row.Id);
        else if (moment.IsAsked) rows = rows.Where(row => row.CountedAt != null).Recorded(moment, row => row.CountedAt).Standing(moment, row => row.LeftAt);
        else rows = rows.Where(row => row.RegistryNumber != null);
        if (to is { } last) rows = moment.Until is { } then ? rows.Where(row => (row.CorrectedAt > then ? row.StartedBefore : row.StartsOn) <= last) : rows.Where(row => row.StartsOn <= last);
        if (status == ProjectStatus.ProjectPlanned) rows = rows.Where(row => row.StartsOn > today);
        if (status == ProjectStatus.ProjectRunning) rows = rows.Where(row => row.StartsOn <= today && (row.EndsOn == null || row.EndsOn >= today));
        if (status == ProjectStatus.ProjectEnded) rows = rows.Where(row => row.EndsOn < today);
        if (query.Length == 0) return rows;
        var terms = SearchTerms.OfQuery(query);
        if (terms.Count == 0) return rows.Where(row => false);
        foreach (var term in terms) rows = rows.Where(row => db.Set<ProjectTerm>().Any(each => each.County == row.County && each.Term == term && each.ProjectId == row.Id));
        return rows;
    }
}
