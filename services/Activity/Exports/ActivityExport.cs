using CivPractice.Activity.Activities;
using CivPractice.Activity.Imports;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Exports;

/// <summary>Activities (文明实践活动) by start time; drafts only to those who manage them.</summary>
public sealed class ActivityExport(TimeProvider clock) : ListExport<ActivityDb, ReadActivities, ListActivitiesRequest, PracticeActivity>
{
    public override string Name => "activities";
    public override string Title => "活动";
    public override IReadOnlyList<string> Headings { get; } = ["原编号", "名称", "平台", "站点", "队伍", "项目", "开始时间", "结束时间", "地点", "志愿者人次", "群众人次", "成效", "主办协会", .. MarkColumns.Headings, "状态"];

    // Words are looked up by terms, newest first, for a page at a time.
    protected override IReadOnlyList<string> NoFilters => ["query"];

    protected override IQueryable<PracticeActivity> Rows(ActivityDb db, ListActivitiesRequest request, IReadOnlyList<string> prefixes)
    {
        var (county, overseen) = (db.Scope.Caller.County, db.Scope.Caller.Overseen<ManageActivities>().ToArray());
        return db.Activities.Sought(request, clock.GetUtcNow()).Under(row => row.Site, prefixes)
            .Where(row => (row.Status != ActivityStatus.Draft && row.Status != ActivityStatus.PendingReview) || (row.County == county && overseen.Any(prefix => row.Site.StartsWith(prefix))));
    }

    protected override IQueryable<PracticeActivity> After(IQueryable<PracticeActivity> rows, PracticeActivity? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.StartsAt, row.Id), ValueTuple.Create(last.StartsAt, last.Id)));
        return rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(ActivityDb db, ListActivitiesRequest request, IReadOnlyList<PracticeActivity> rows, CancellationToken cancel)
    {
        var (ids, now) = (rows.Select(row => row.Id).ToArray(), clock.GetUtcNow());
        var teams = await TeamNames.OfAsync(db, rows.Select(row => row.TeamId), cancel);
        var series = rows.Select(row => row.ProjectId).Distinct().ToArray();
        var projects = await db.Projects.Where(project => series.Contains(project.Id)).ToDictionaryAsync(project => project.Id, project => project.Name, cancel);
        var came = await db.SignUps.Where(signUp => ids.Contains(signUp.ActivityId) && signUp.Status == SignUpStatus.Credited).GroupBy(signUp => signUp.ActivityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        return rows.Select(row => (IReadOnlyList<string>)
        [
            row.SourceNumber ?? "", row.Title, row.Platform.Word(row.LocalPlatform), row.Site, TeamNames.Of(teams, row.TeamId), row.ProjectId is { } project ? projects.GetValueOrDefault(project, "") : "", ChinaTime.Text(row.StartsAt), ChinaTime.Text(row.EndsAt), row.Place,
            // Who came is a personal row, and a city sees none of them: nothing is then said, and not nought.
            row.Status == ActivityStatus.Completed && row.County == db.Scope.PersonalCounty ? $"{came.GetValueOrDefault(row.Id)}" : "",
            row.Status == ActivityStatus.Completed ? $"{row.Attendees}" : "", row.Outcome, row.Association ?? "", .. MarkColumns.Cells(row.Marks), row.Stage(now).Title(),
        ]);
    }
}
