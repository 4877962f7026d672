using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Mobilization = CivPractice.Activity.Mobilizations.Mobilization;

namespace CivPractice.Activity.Imports;

/// <summary>A shift as the file tells.</summary>
public sealed record ImportedShift(string Mobilization, string Task, DateTimeOffset Starts, DateTimeOffset Ends, int Needed);

/// <summary>Shifts (动员班次) of tasks that came by a list; a shift is known by its task and its time. Nobody is on it yet: who serves says so himself (志愿服务条例 Art. 25).</summary>
public sealed class MobilizationShiftImport(TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedShift>
{
    public const string Path = "mobilization-shifts";
    const string call = "动员编号", task = "任务编号", starts = "开始时间", ends = "结束时间", needed = "需要人数";

    public override string Name => Path;
    public override string Title => "动员班次";

    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(call, true, "YJ-2026-01"), new(task, true, "R-001"), new(starts, true, "2026-03-10 08:00"), new(ends, true, "2026-03-10 12:00"), new(needed, true, "3")];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedShift Read(ImportRow row, Check check, KnownAtImport known)
    {
        var (of, code) = (check.Text(call, call, row[call], Mobilization.MostNumber), check.Text(task, task, row[task], Mobilization.MostNumber));
        var (from, to) = MobilizationTaskImport.Period(check, starts, row[starts], ends, row[ends], MobilizationShift.Longest, known);
        var people = MobilizationTaskImport.People(check, needed, row[needed], MobilizationShift.Most);
        check.Done();
        return new ImportedShift(of, code, from, to, people);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedShift Row)> rows, CancellationToken cancel)
    {
        var (rejected, added) = (new List<RowFault>(), 0);
        var apart = Twins.Apart(rows, row => (row.Mobilization, row.Task, row.Starts, row.Ends), starts, "同一个班次", rejected);
        var (numbers, codes) = (apart.Select(each => each.Row.Mobilization).Distinct().ToArray(), apart.Select(each => each.Row.Task).Distinct().ToArray());
        // Locked meanwhile, so that none is cancelled or completed with a shift that nobody saw.
        var tasks = (await db.MobilizationTasks.FromSql($"select * from mobilization_task where county = {job.County} and mobilization = any({numbers}) and source_number = any({codes}) order by id for update").AsNoTracking().ToListAsync(cancel))
            .ToDictionary(row => (row.Mobilization, row.SourceNumber!));
        var ids = tasks.Values.Select(row => row.Id).ToArray();
        var shifts = (await db.MobilizationShifts.Where(row => row.County == job.County && ids.Contains(row.TaskId)).Select(row => new { row.TaskId, row.StartsAt, row.EndsAt }).ToListAsync(cancel)).ToLookup(row => row.TaskId);
        var known = shifts.ToDictionary(group => group.Key, group => group.Select(row => (row.StartsAt, row.EndsAt)).ToHashSet());
        var now = clock.GetUtcNow();
        foreach (var (line, row) in apart)
        {
            if (!tasks.TryGetValue((row.Mobilization, row.Task), out var of))
            {
                rejected.Add(new RowFault(line, task, "UNKNOWN_TASK", $"动员 {row.Mobilization} 没有编号为 {row.Task} 的任务,请先导入任务"));
                continue;
            }
            if (!known.TryGetValue(of.Id, out var there)) known[of.Id] = there = [];
            if (there.Contains((row.Starts.ToUniversalTime(), row.Ends.ToUniversalTime()))) continue;
            if (of.State is not (CallTaskState.TaskOpen or CallTaskState.TaskAssigned)) rejected.Add(new RowFault(line, task, "TASK_STATE", "这项任务已经完成或取消"));
            else if (row.Starts < of.StartsAt || row.Ends > of.EndsAt) rejected.Add(new RowFault(line, starts, "OUTSIDE_TASK", "班次应在任务的时间之内"));
            else if (row.Ends <= now) rejected.Add(new RowFault(line, ends, "SHIFT_OVER", "这个班次已经结束"));
            else if (there.Count >= MobilizationTasksService.MostShifts) rejected.Add(new RowFault(line, task, "TOO_MANY_SHIFTS", $"一项任务最多 {MobilizationTasksService.MostShifts} 个班次"));
            else
            {
                there.Add((row.Starts.ToUniversalTime(), row.Ends.ToUniversalTime()));
                db.Add(new MobilizationShift { County = job.County, Id = Guid.CreateVersion7(now), TaskId = of.Id, Mobilization = of.Mobilization, Site = of.Site, StartsAt = row.Starts, EndsAt = row.Ends, Needed = row.Needed });
                added++;
            }
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
