using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Mobilizations;

/// <summary>Finds a call, its tasks and shifts, and locks them: a shift before its task, and both after the time of whoever is put on.</summary>
static class MobilizationRows
{
    internal static async Task<Mobilization> MobilizationAsync(this ActivityDb db, string number, CancellationToken cancel, bool tracked = false)
    {
        var (counties, own) = (db.Scope.Counties, db.Scope.Caller.County);
        var rows = tracked ? db.Mobilizations.Where(row => row.County == own) : db.Mobilizations.AsNoTracking().Where(row => counties.Contains(row.County));
        return await rows.OrderBy(row => row.County).FirstOrDefaultAsync(row => row.Number == number, cancel) ?? throw Fault.NotFound("这次动员");
    }

    internal static async Task<MobilizationTask> TaskAsync(this ActivityDb db, Guid id, CancellationToken cancel)
    {
        var counties = db.Scope.Counties;
        return await db.MobilizationTasks.AsNoTracking().Where(row => counties.Contains(row.County)).FirstOrDefaultAsync(row => row.Id == id, cancel) ?? throw Fault.NotFound("这项任务");
    }

    internal static async Task<MobilizationShift> ShiftAsync(this ActivityDb db, Guid id, CancellationToken cancel) =>
        await db.MobilizationShifts.AsNoTracking().SingleOrDefaultAsync(row => row.County == db.Scope.Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这个班次");

    internal static async Task<MobilizationTask> LockTaskAsync(this ActivityDb db, Guid id, CancellationToken cancel) =>
        await db.MobilizationTasks.FromSql($"select * from mobilization_task where county = {db.Scope.Caller.County} and id = {id} for update").SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这项任务");

    internal static async Task<MobilizationShift> LockShiftAsync(this ActivityDb db, Guid id, CancellationToken cancel) =>
        await db.MobilizationShifts.FromSql($"select * from mobilization_shift where county = {db.Scope.Caller.County} and id = {id} for update").SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这个班次");

    internal static Task<List<MobilizationShift>> LockShiftsAsync(this ActivityDb db, Guid task, CancellationToken cancel) =>
        db.MobilizationShifts.FromSql($"select * from mobilization_shift where county = {db.Scope.Caller.County} and task_id = {task} order by id for update").ToListAsync(cancel);
}
