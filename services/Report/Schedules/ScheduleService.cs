using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Report.Frozen;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Schedules;

/// <summary>Regular reports (定期报表): registered once, marked by the scheduler, made by whoever may read the numbers.</summary>
public sealed class ScheduleService(ReportDb db, FileMaker maker, CallerScope scope) : V1.Schedules.SchedulesBase
{
    const int mostOfACounty = 50;

    [Requires<ExportLists>]
    public override async Task<Schedule> CreateSchedule(CreateScheduleRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var asked = ReportScope.Of(request.Prefix, caller);
        var schedule = ExportSchedule.Of(request, caller.County, asked.Prefix, caller.PersonId, Office(caller), db.Clock.GetUtcNow());
        if (await db.Schedules.CountAsync(row => row.County == caller.County && row.EndedOn == null, cancel) >= mostOfACounty) throw Fault.Precondition("TOO_MANY_SCHEDULES", $"一个县区最多 {mostOfACounty} 份定期报表，请先停止不用的");
        // What is over already is due at once: whoever registers sees it.
        db.AddRange(schedule.Mark(ChinaTime.Today(db.Clock), db.Clock.GetUtcNow()));
        db.Add(schedule);
        db.Audit(schedule.County, "schedule.create", schedule.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return schedule.Shown();
    }

    [Requires<ReadFigures>]
    public override async Task<ListSchedulesResponse> ListSchedules(ListSchedulesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 1);
        var county = scope.Caller.County;
        var rows = db.Schedules.AsNoTracking().Where(row => row.County == county);
        if (!page.IsFirst)
        {
            var id = page.IdAfter(0);
            rows = rows.Where(row => row.Id < id);
        }
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Id.ToString()]);
        return new ListSchedulesResponse { Schedules = { found.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ExportLists>]
    public override async Task<Schedule> EndSchedule(EndScheduleRequest request, ServerCallContext context)
    {
        var schedule = await db.Schedules.SingleOrDefaultAsync(Row(request.Id, "定期报表"), context.CancellationToken) ?? throw Fault.NotFound("这份定期报表");
        scope.Caller.Require<ExportLists>(schedule.Prefix);
        schedule.End(ChinaTime.Today(db.Clock));
        db.Audit(schedule.County, "schedule.end", schedule.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return schedule.Shown();
    }

    [Requires<ReadFigures>]
    public override async Task<ListScheduledFilesResponse> ListScheduledFiles(ListScheduledFilesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var county = scope.Caller.County;
        var rows = db.ScheduledFiles.AsNoTracking().Where(row => row.County == county);
        if (request.DueOnly) rows = rows.Where(row => row.MadeAt == null);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.From, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.From).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [ChinaTime.Text(row.From), row.Id.ToString()]);
        return new ListScheduledFilesResponse { Files = { found.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ExportLists>]
    public override async Task<V1.ScheduledFile> MakeScheduledFile(MakeScheduledFileRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var file = await FileAsync(request.Id, cancel);
        var schedule = await db.Schedules.AsNoTracking().SingleAsync(row => row.County == file.County && row.Id == file.ScheduleId, cancel);
        caller.Require<ExportLists>(schedule.Prefix);
        if (file.MadeAt is not null) return file.Shown();
        // Asked before anything is locked: owners take their time.
        var bytes = await maker.MakeAsync(schedule, file, context.Authorization(), cancel);
        return await db.TogetherAsync(async () =>
        {
            // Of two who press at once, the second waits here and sees what the first one made.
            var locked = await db.ScheduledFiles.FromSql($"select * from scheduled_file where county = {file.County} and id = {file.Id} for update").SingleAsync(cancel);
            if (locked.MadeAt is not null) return locked.Shown();
            db.Add(locked.Take(bytes, caller.PersonId, Office(caller), db.Clock.GetUtcNow()));
            db.Audit(locked.County, "schedule.make", $"{locked.Id} {locked.ContentHash}");
            await db.SaveChangesAsync(cancel);
            return locked.Shown();
        }, cancel);
    }

    /// <summary>The bytes of a file that was made, for whoever could have made it.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED; NOT_FOUND; NOT_MADE; FILE_EXPIRED.</exception>
    public static async Task<(string Name, byte[] Bytes)> BytesAsync(ReportDb db, string id, CancellationToken cancel)
    {
        var caller = db.Scope.Caller;
        var check = new Check();
        var key = check.Id("id", "文件", id);
        check.Done();
        var file = await db.ScheduledFiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == caller.County && row.Id == key, cancel) ?? throw Fault.NotFound("这份文件");
        var schedule = await db.Schedules.AsNoTracking().SingleAsync(row => row.County == file.County && row.Id == file.ScheduleId, cancel);
        caller.Require<ExportLists>(schedule.Prefix);
        caller.Require<ReadFigures>(schedule.Prefix);
        if (file.MadeAt is null) throw Fault.Precondition("NOT_MADE", "这一期还没有生成");
        var content = await db.ScheduledContents.AsNoTracking().SingleOrDefaultAsync(row => row.County == file.County && row.FileId == file.Id, cancel) ?? throw Fault.Precondition("FILE_EXPIRED", "文件已过保存期，只保留校验码");
        return (file.FileName, content.Bytes);
    }

    async Task<ScheduledFile> FileAsync(string asked, CancellationToken cancel)
    {
        var (check, county) = (new Check(), scope.Caller.County);
        var id = check.Id("id", "文件", asked);
        check.Done();
        return await db.ScheduledFiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这份文件");
    }

    System.Linq.Expressions.Expression<Func<ExportSchedule, bool>> Row(string asked, string title)
    {
        var (check, county) = (new Check(), scope.Caller.County);
        var id = check.Id("id", title, asked);
        check.Done();
        return row => row.County == county && row.Id == id;
    }

    static string Office(Caller caller) => string.Join('、', caller.Grants.Where(grant => grant.Role.Holds(Permission.Of<ExportLists>())).Select(grant => grant.Role.Title).Distinct());
}
