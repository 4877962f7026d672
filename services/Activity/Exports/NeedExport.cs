using CivPractice.Activity.Needs;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Exports;

/// <summary>Needs (需求) as the list shows them, newest first: without the askers' contacts.</summary>
public sealed class NeedExport : ListExport<ActivityDb, ReadNeeds, V1.ListNeedsRequest, Need>
{
    public override string Name => "needs";
    public override string Title => "需求";
    public override IReadOnlyList<string> Headings { get; } = ["编号", "状态", "标题", "说明", "站点", "紧急", "队伍", "提交时间", "应办时间", "原因", "评分", "评价"];

    protected override IQueryable<Need> Rows(ActivityDb db, V1.ListNeedsRequest request, IReadOnlyList<string> prefixes) =>
        db.Needs.Where(row => row.County == db.Scope.Caller.County).Sought(request).Under(row => row.Site, prefixes).Under(row => row.Site, db.Scope.Caller.Overseen<ReadNeeds>());

    protected override IQueryable<Need> After(IQueryable<Need> rows, Need? last) => (last is null ? rows : rows.Where(row => row.Id < last.Id)).OrderByDescending(row => row.Id);

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(ActivityDb db, V1.ListNeedsRequest request, IReadOnlyList<Need> rows, CancellationToken cancel)
    {
        var teams = await TeamNames.OfAsync(db, rows.Select(row => row.TeamId), cancel);
        return rows.Select(row => (IReadOnlyList<string>)
        [
            row.Number, row.Status.Title(), row.Title, row.Detail, row.Site, row.Urgent ? "是" : "否", TeamNames.Of(teams, row.TeamId), ChinaTime.Text(row.PostedAt),
            row.DueAt is { } due ? ChinaTime.Text(due) : "", row.Reason, row.Rating > 0 ? $"{row.Rating}" : "", row.RatingComment,
        ]);
    }
}
