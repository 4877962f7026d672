using CivPractice.Activity.Activities;
using CivPractice.Activity.Projects;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;
using Project = CivPractice.Activity.Projects.Project;

namespace CivPractice.Activity.Exports;

/// <summary>Projects (志愿服务项目) as a file; it can be imported again.</summary>
public sealed class ProjectExport(TimeProvider clock) : ListExport<ActivityDb, ReadActivities, ListProjectsRequest, Project>
{
    public override string Name => "projects";
    public override string Title => "项目";
    public override IReadOnlyList<string> Headings { get; } = ["名称", "类别", "平台", "队伍", "所属站点", "服务对象", "目标", "开始日期", "结束日期", "全国系统编号", "预算(元)", "获奖", "结合工作"];

    protected override IQueryable<Project> Rows(ActivityDb db, ListProjectsRequest request, IReadOnlyList<string> prefixes) => db.Sought(request, ChinaTime.Today(clock)).Under(row => row.Site, prefixes);

    protected override IQueryable<Project> After(IQueryable<Project> rows, Project? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.StartsOn, row.Id), ValueTuple.Create(last.StartsOn, last.Id)));
        return rows.OrderByDescending(row => row.StartsOn).ThenByDescending(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(ActivityDb db, ListProjectsRequest request, IReadOnlyList<Project> rows, CancellationToken cancel)
    {
        var teams = await TeamNames.OfAsync(db, rows.Select(row => row.TeamId), cancel);
        return rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name, row.Category, row.Platform.Word(row.LocalPlatform), TeamNames.Of(teams, row.TeamId), row.Site, row.TargetGroup, row.Goal, ChinaTime.Text(row.StartsOn),
            row.EndsOn is { } day ? ChinaTime.Text(day) : "", row.RegistryNumber ?? "",
            row.BudgetFen is { } fen ? (fen / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : "", row.Award, string.Join('、', row.CrossWork),
        ]);
    }
}
