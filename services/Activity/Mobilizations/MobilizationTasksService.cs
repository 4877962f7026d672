using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Exports;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Mobilizations;

/// <summary>Tasks of a mobilization (任务): planned by whoever oversees the site, kept by a team that answered. Shifts stand in the file beside.</summary>
public sealed partial class MobilizationTasksService(ActivityDb db, NeighbourhoodNames neighbourhoods) : V1.MobilizationTasks.MobilizationTasksBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<ReadActivities>]
    public override async Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 2));
        var prefix = check.Prefix("prefix", request.Prefix);
        var state = check.KnownOrNone("state", "状态", request.State);
        check.Done();
        var of = await db.MobilizationAsync(request.Number, cancel);
        var rows = db.MobilizationTasks.AsNoTracking().Where(row => row.County == of.County && row.Mobilization == of.Number).Under(row => row.Site, [prefix]);
        if (state != CallTaskState.Unspecified) rows = rows.Where(row => row.State == state);
        if (!page.IsFirst)
        {
            var (at, id) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.StartsAt, row.Id), ValueTuple.Create(at, id)));
        }
        var found = await rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [Page.Key(row.StartsAt), row.Id.ToString()]);
        var teams = await TeamNames.OfAsync(db, found.Select(row => row.TeamId), cancel);
        return new ListTasksResponse { Tasks = { found.Select(row => row.ToWire(TeamNames.Of(teams, row.TeamId))) }, NextPageToken = next };
    }

    [Requires<ReadActivities>]
    public override async Task<V1.MobilizationTask> GetTask(GetTaskRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "任务", request.Id);
        check.Done();
        var row = await db.TaskAsync(id, cancel);
        var shown = row.ToWire(TeamNames.Of(await TeamNames.OfAsync(db, [row.TeamId], cancel), row.TeamId));
        // A city reads its counties' tasks and keeps its own alone.
        if (row.County != Caller.County || !Caller.May<ManageShifts>()) return shown;
        (shown.MayPlan, shown.MayKeep) = (Caller.Oversees<ManageShifts>(row.Site), await db.ReachesAsync<ManageShifts>(Caller, row.Site, row.TeamId, cancel));
        return shown;
    }

    [Requires<ManageShifts>]
    public override async Task<V1.MobilizationTask> CreateTask(CreateTaskRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var what = check.Text("what", "任务", request.What, 20);
        var site = check.Site("site", request.Site, Caller);
        var neighbourhood = check.Optional("neighbourhood", "小区", request.Neighbourhood, MobilizationTask.MostNeighbourhood);
        var needed = check.Range("needed", "需要人数", request.Needed, 1, MobilizationTask.MostNeeded);
        var (from, to) = Period(check, request.StartsAt, request.EndsAt, MobilizationTask.Longest);
        check.Done();
        var of = await db.MobilizationAsync(request.Number, cancel);
        if (!Caller.Oversees<ManageShifts>(site)) throw Fault.Denied(Permission.Of<ManageShifts>());
        of.RequireOpen(site, now);
        if (!of.TaskKinds.Contains(what)) throw Fault.Invalid("what", "UNKNOWN_VALUE", $"任务应为{string.Join("、", of.TaskKinds)}");
        if (to <= of.StartsAt) throw Fault.Invalid("endsAt", "BEFORE_CALL", "任务不能在发布动员之前结束");
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        await neighbourhoods.RequireAsync(site, neighbourhood, context);
        var row = new MobilizationTask
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(now),
            Mobilization = of.Number,
            What = what,
            Site = site,
            Neighbourhood = neighbourhood,
            Needed = needed,
            StartsAt = from,
            EndsAt = to,
        };
        db.Add(row);
        return await SavedAsync(row, "mobilization.task.create", cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<V1.MobilizationTask> AssignTask(AssignTaskRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var (id, team) = (check.Id("id", "任务", request.Id), check.Id("teamId", "队伍", request.TeamId));
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var row = await db.LockTaskAsync(id, cancel);
            if (!Caller.Oversees<ManageShifts>(row.Site)) throw Fault.Denied(Permission.Of<ManageShifts>());
            if (!await db.TeamAnswers.AnyAsync(each => each.County == row.County && each.Mobilization == row.Mobilization && each.TeamId == team, cancel)) throw TeamIsSilent();
            await KnownTeam.RequireAsync(db, row.County, team, ChinaTime.Today(db.Clock), cancel);
            row.AssignTo(team);
            return await SavedAsync(row, "mobilization.task.assign", cancel);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<V1.MobilizationTask> CompleteTask(CompleteTaskRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var (id, outcome) = (check.Id("id", "任务", request.Id), check.Optional("outcome", "完成情况", request.Outcome, 500));
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var shifts = await db.LockShiftsAsync(id, cancel);
            var row = await db.LockTaskAsync(id, cancel);
            await RequireKeepsAsync(row, cancel);
            row.Complete(outcome, now);
            var of = await db.MobilizationAsync(row.Mobilization, cancel);
            db.CountDone(of, row, now);
            // What is done needs nobody tomorrow: whoever is on a later shift is free again.
            await EmptyAsync(of, [.. shifts.Where(shift => shift.StartsAt > now)], now, cancel);
            return await SavedAsync(row, "mobilization.task.complete", cancel);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<V1.MobilizationTask> CancelTask(CancelTaskRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var (id, reason) = (check.Id("id", "任务", request.Id), check.Text("reason", "原因", request.Reason, 200, least: 2));
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var shifts = await db.LockShiftsAsync(id, cancel);
            var row = await db.LockTaskAsync(id, cancel);
            if (!Caller.Oversees<ManageShifts>(row.Site)) throw Fault.Denied(Permission.Of<ManageShifts>());
            row.Cancel(reason, shifts, now);
            await EmptyAsync(await db.MobilizationAsync(row.Mobilization, cancel), shifts, now, cancel);
            return await SavedAsync(row, "mobilization.task.cancel", cancel);
        }, cancel);
    }

    // Takes everybody off shifts that are locked, who checked in early, too.
    async Task EmptyAsync(Mobilization of, IReadOnlyCollection<MobilizationShift> shifts, DateTimeOffset now, CancellationToken cancel)
    {
        var emptied = shifts.Select(shift => shift.Id).ToArray();
        foreach (var shift in shifts.Where(shift => shift.People > 0))
        {
            var came = shift.Present;
            if (shift.Remove(shift.People, now, came)) db.CountFilled(of, shift, -1);
            if (came > 0) db.CountPresent(of, shift, -came);
        }
        await db.ShiftPersons.Where(each => each.County == of.County && emptied.Contains(each.ShiftId)).ExecuteDeleteAsync(cancel);
        await db.ShiftTeams.Where(each => each.County == of.County && emptied.Contains(each.ShiftId)).ExecuteDeleteAsync(cancel);
        await db.Set<PersonTime>().Where(each => each.County == of.County && emptied.Contains(each.ActivityId)).ExecuteDeleteAsync(cancel);
    }

    static (DateTimeOffset From, DateTimeOffset To) Period(Check check, Google.Protobuf.WellKnownTypes.Timestamp? starts, Google.Protobuf.WellKnownTypes.Timestamp? ends, TimeSpan longest)
    {
        var (from, to) = (check.Time("startsAt", "开始时间", starts), check.Time("endsAt", "结束时间", ends));
        if (starts is null || ends is null) return (from, to);
        check.That(from < to, "endsAt", "PERIOD_REVERSED", "结束时间应晚于开始时间");
        check.That(to - from <= longest, "endsAt", "TOO_LONG", $"最长 {longest.TotalHours:0} 小时");
        return (from, to);
    }

    static Fault TeamIsSilent() => Fault.Precondition("ANSWER_FIRST", "这支队伍还没有响应这次动员");

    // Whoever oversees the site, or leads the team that it was given to.
    async Task RequireKeepsAsync(MobilizationTask task, CancellationToken cancel)
    {
        if (!await db.ReachesAsync<ManageShifts>(Caller, task.Site, task.TeamId, cancel)) throw Fault.Denied(Permission.Of<ManageShifts>());
    }

    async Task<V1.MobilizationTask> SavedAsync(MobilizationTask row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToWire(TeamNames.Of(await TeamNames.OfAsync(db, [row.TeamId], cancel), row.TeamId));
    }
}
