using CivPractice.Activity.Mobilizations;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Mobilization = CivPractice.Activity.Mobilizations.Mobilization;

namespace CivPractice.Activity.Imports;

/// <summary>A task as the file tells.</summary>
public sealed record ImportedTask(string Mobilization, string Number, string What, Placed At, string Neighbourhood, int Needed, DateTimeOffset Starts, DateTimeOffset Ends);

/// <summary>Tasks of a mobilization that is under way (动员任务), planned in a list; a task is known by its number in it (任务编号).</summary>
public sealed class MobilizationTaskImport(TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedTask>
{
    public const string Path = "mobilization-tasks";
    const string call = "动员编号", number = "任务编号", what = "任务", site = "站点", neighbourhood = "小区", needed = "需要人数", starts = "开始时间", ends = "结束时间";

    public override string Name => Path;
    public override string Title => "动员任务";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(call, true, "YJ-2026-01"), new(number, true, "R-001"), new(what, true, "消毒"), new(site, true, "140322100801"), new(neighbourhood, false, "锦绣花园"), new(needed, true, "6"),
        new(starts, true, "2026-03-10 08:00"), new(ends, true, "2026-03-12 20:00"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedTask Read(ImportRow row, Check check, KnownAtImport known)
    {
        var (of, code) = (check.Text(call, call, row[call], Mobilization.MostNumber), check.Text(number, number, row[number], Mobilization.MostNumber));
        var kind = check.Text(what, what, row[what], 20);
        var place = known.Place(check, site, row[site], each => each.ClosedOn is null);
        var named = check.Optional(neighbourhood, neighbourhood, row[neighbourhood], MobilizationTask.MostNeighbourhood);
        var people = People(check, needed, row[needed], MobilizationTask.MostNeeded);
        var (from, to) = Period(check, starts, row[starts], ends, row[ends], MobilizationTask.Longest, known);
        check.Done();
        return new ImportedTask(of, code, kind, place!, named, people, from, to);
    }

    internal static int People(Check check, string column, string text, int most)
    {
        check.That(Cells.TryCount(text, out var count) && count >= 1 && count <= most, column, "INVALID_NUMBER", $"{column}应为 1 到 {most} 的整数");
        return count;
    }

    internal static (DateTimeOffset From, DateTimeOffset To) Period(Check check, string starts, string saidStart, string ends, string saidEnd, TimeSpan longest, KnownAtImport known)
    {
        var today = ChinaTime.Day(known.Now);
        var (begins, over) = (Cells.TryMoment(saidStart, today, out var from), Cells.TryMoment(saidEnd, today, out var to));
        check.That(begins, starts, "INVALID_TIME", $"{starts}应为 2026-03-10 08:00 这样的日期和时间");
        check.That(over, ends, "INVALID_TIME", $"{ends}应为 2026-03-10 20:00 这样的日期和时间");
        if (!begins || !over) return (from, to);
        check.That(from < to, ends, "PERIOD_REVERSED", "结束时间应晚于开始时间");
        check.That(to - from <= longest, ends, "TOO_LONG", $"最长 {longest.TotalHours:0} 小时");
        return (from, to);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedTask Row)> rows, CancellationToken cancel)
    {
        var (rejected, added) = (new List<RowFault>(), 0);
        var apart = Twins.Apart(rows, row => (row.Mobilization, row.Number), number, "同一项任务", rejected);
        var (numbers, codes) = (apart.Select(each => each.Row.Mobilization).Distinct().ToArray(), apart.Select(each => each.Row.Number).Distinct().ToArray());
        var calls = await db.Mobilizations.AsNoTracking().Where(row => row.County == job.County && numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, StringComparer.Ordinal, cancel);
        var known = (await db.MobilizationTasks.Where(row => row.County == job.County && numbers.Contains(row.Mobilization) && row.SourceNumber != null && codes.Contains(row.SourceNumber))
            .Select(row => new { row.Mobilization, row.SourceNumber }).ToListAsync(cancel)).Select(row => (row.Mobilization, row.SourceNumber!)).ToHashSet();
        var now = clock.GetUtcNow();
        foreach (var (line, row) in apart)
        {
            if (!calls.TryGetValue(row.Mobilization, out var of)) rejected.Add(new RowFault(line, call, "UNKNOWN_MOBILIZATION", $"本县没有动员 {row.Mobilization}"));
            else if (known.Contains((row.Mobilization, row.Number))) continue;
            else if (of.EndedAt <= now) rejected.Add(new RowFault(line, call, "MOBILIZATION_ENDED", "这次动员已经结束"));
            else if (!of.Calls(row.At.Site)) rejected.Add(new RowFault(line, site, "NOT_CALLED", "这个站点不在动员范围内"));
            else if (!of.TaskKinds.Contains(row.What)) rejected.Add(new RowFault(line, what, "UNKNOWN_VALUE", $"任务应为{string.Join("、", of.TaskKinds)}"));
            else if (row.Ends <= of.StartsAt) rejected.Add(new RowFault(line, ends, "BEFORE_CALL", "任务不能在发布动员之前结束"));
            else
            {
                db.Add(new MobilizationTask
                {
                    County = job.County,
                    Id = Guid.CreateVersion7(now),
                    Mobilization = of.Number,
                    SourceNumber = row.Number,
                    What = row.What,
                    Site = row.At.Site,
                    Neighbourhood = row.Neighbourhood,
                    Needed = row.Needed,
                    StartsAt = row.Starts,
                    EndsAt = row.Ends,
                });
                added++;
            }
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
