using System.Security.Cryptography;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

public sealed partial class ActivitiesService
{
    /// <summary>One transaction for all: either the whole series is there or nothing of it.</summary>
    [Requires<ManageActivities>]
    public override async Task<RepeatActivityResponse> RepeatActivity(RepeatActivityRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, clock.GetUtcNow());
        var every = check.Known("every", "间隔", request.Every);
        var until = check.Day("until", "截止日期", request.Until);
        check.Done();
        var first = await FindAsync<ManageActivities>(request.Id, cancel);
        if (first.SourceNumber is not null) throw Fault.Precondition("ACTIVITY_IMPORTED", "批量导入的往期活动不能重复安排");
        var waits = await WaitsAsync(first, cancel);
        var days = Recurrence.Days(first.Day, every, until);
        check.That(days.Count > 0, "until", "OUT_OF_RANGE", "到这一天为止没有下一次,请填更晚的日期");
        check.That(days.Count <= Recurrence.Most, "until", "TOO_MANY", $"一次最多安排 {Recurrence.Most} 场");
        check.Done();
        var starts = days.Select(day => first.StartsAt + (ChinaTime.Start(day) - ChinaTime.Start(first.Day))).Where(each => each > now).ToList();
        check.That(starts.Count > 0, "until", "OUT_OF_RANGE", "到这一天为止的时间都已过去");
        check.That(starts.Count == 0 || PracticeActivity.CanStart(starts[^1], now), "until", "OUT_OF_RANGE", "开始时间应在两年以内");
        check.Done();
        if (first.ProjectId is { } projectId)
        {
            var project = await db.Projects.AsNoTracking().SingleAsync(row => row.County == first.County && row.Id == projectId, cancel);
            project.RequireRunning(ChinaTime.Day(starts[^1]));
        }

        return await db.TogetherAsync(async () =>
        {
            // The lock of the first: who asks twice at once makes one series.
            await db.Database.ExecuteSqlAsync($"select from practice_activity where county = {first.County} and id = {first.Id} for update", cancel);
            var (from, to) = (starts[0], starts[^1]);
            var there = (await db.Activities.Where(row => row.County == first.County && row.Site == first.Site && row.Title == first.Title && row.StartsAt >= from && row.StartsAt <= to && row.Status != ActivityStatus.Cancelled)
                .Select(row => row.StartsAt).ToListAsync(cancel)).ToHashSet();
            var rows = starts.Where(each => !there.Contains(each.ToUniversalTime())).Select(each => first.At(each, Guid.CreateVersion7(now), RandomNumberGenerator.GetBytes(32))).ToList();
            foreach (var row in rows)
            {
                db.Add(row);
                db.Audit(row.County, "activity.create", row.Id.ToString());
                if (!request.Publish) continue;
                if (waits)
                {
                    row.Submit(now);
                    db.Audit(row.County, "activity.submit", row.Id.ToString());
                    continue;
                }
                row.Publish(now);
                if (row.Association is null) db.Count(row.County, row.Site, ChinaTime.Day(now), ActivityMeasures.ActivitiesPublished, dimension: row.Platform.Dimension(row.LocalPlatform));
                db.Audit(row.County, "activity.publish", row.Id.ToString());
            }
            await ActivityTerm.WriteAsync(db, first.County, rows.Select(row => (row.Id, row.StartsAt, new[] { row.Title, row.Place, row.Detail })), cancel);
            await db.SaveChangesAsync(cancel);
            return new RepeatActivityResponse { Activities = { await rows.ToWireAsync(db, cancel) } };
        }, cancel);
    }
}
