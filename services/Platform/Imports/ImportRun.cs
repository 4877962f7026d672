using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform.Imports;

/// <summary>One pass over a file: it is checked, or it is taken. Each batch is a transaction that moves the job's position from where it was.</summary>
sealed class ImportRun(IServiceScopeFactory scopes, IFileStore files, ImportKind kind, ImportJob job)
{
    // The larger, the fewer roll-up rows are touched again and again; the smaller, the less is to do again after a crash, and the sooner others may write.
    const int batchSize = 8_000;

    /// <summary>The most rows that a file may have.</summary>
    public const int MostRows = 2_000_000;

    /// <param name="alive">Asked before each batch; false when another replica took over.</param>
    public async Task PassAsync(Func<Task<bool>> alive, CancellationToken cancel)
    {
        try
        {
            await using var original = files.Open(job.County, job.FileHash) ?? throw Fault.Invalid("file", "FILE_MISSING", "原文件不在了,请重新上传");
            using var sheet = kind.Open(original);
            await foreach (var batch in AheadAsync(sheet.Rows().SkipWhile(row => row.Number <= job.Position).Chunk(batchSize)))
            {
                if (job.Read + batch.Length > MostRows) throw Fault.Invalid("file", "TOO_MANY_ROWS", $"一个文件最多 {MostRows} 行,请分成几个");
                if (!await alive() || !await TakeAsync(batch, cancel)) return;
            }
            await EndPassAsync(cancel);
        }
        catch (Fault fault) when (fault.Fields.Any(field => field.Field == "file")) { await FailAsync(fault, cancel); }
    }

    // While one is taken by the database, the next is read from the file.
    static async IAsyncEnumerable<T> AheadAsync<T>(IEnumerable<T> source)
    {
        using var items = source.GetEnumerator();
        var next = Task.Run(items.MoveNext);
        try
        {
            while (await next)
            {
                var item = items.Current;
                next = Task.Run(items.MoveNext);
                yield return item;
            }
        }
        finally { await next.ContinueWith(_ => { }, TaskScheduler.Default); }
    }

    // False when somebody cancelled, or took over: then nothing of the batch is written.
    async Task<bool> TakeAsync(SheetRow[] batch, CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        return await db.TogetherAsync(async () =>
        {
            var (from, to) = (job.Position, batch[^1].Number);
            var moved = await db.Set<ImportJob>().Where(row => row.County == job.County && row.Id == job.Id && row.State == job.State && row.Position == from)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, to), cancel);
            if (moved == 0) return false;

            var taking = job.State == ImportState.Running;
            var result = await kind.RunAsync(db, job, batch, taking, cancel);
            // What breaks a rule was written down when the file was checked.
            var rejected = await WriteDownAsync(db, result.Rejected, taken: false, cancel);
            var remarked = await WriteDownAsync(db, result.Remarks, taken: true, cancel);
            await db.Set<ImportJob>().Where(row => row.County == job.County && row.Id == job.Id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Read, row => row.Read + batch.Length).SetProperty(row => row.Added, row => row.Added + result.Added)
                .SetProperty(row => row.Completed, row => row.Completed + result.Completed).SetProperty(row => row.Unchanged, row => row.Unchanged + result.Unchanged)
                .SetProperty(row => row.Rejected, row => row.Rejected + rejected).SetProperty(row => row.Remarked, row => row.Remarked + remarked)
                .SetProperty(row => row.Tries, 0), cancel);
            if (taking) db.Audit(job.County, $"{kind.Name}.import", $"{job.Id} {batch[0].Number}-{to}");
            await db.SaveChangesAsync(cancel);
            return true;
        }, cancel) && Moved(batch);
    }

    bool Moved(SheetRow[] batch)
    {
        job.Position = batch[^1].Number;
        job.Read += batch.Length;
        return true;
    }

    // The number of rows that are newly found: a row may have several faults, and had them in the first pass, too.
    async Task<int> WriteDownAsync(ServiceDb db, IReadOnlyList<RowFault> found, bool taken, CancellationToken cancel)
    {
        if (found.Count == 0) return 0;
        var (rows, columns, reasons, messages) = (found.Select(fault => fault.Row).ToArray(), found.Select(fault => fault.Column).ToArray(), found.Select(fault => fault.Reason).ToArray(), found.Select(fault => fault.Message).ToArray());
        var added = await db.Database.SqlQuery<int>(
            $"""
            insert into import_finding (county, job_id, row, "column", reason, message, taken)
            select {job.County}, {job.Id}, f.*, {taken} from unnest({rows}, {columns}, {reasons}, {messages}) as f on conflict do nothing
            returning row as "Value"
            """).ToListAsync(cancel);
        return added.Distinct().Count();
    }

    async Task EndPassAsync(CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        var mine = db.Set<ImportJob>().Where(row => row.County == job.County && row.Id == job.Id && row.State == job.State && row.Position == job.Position);
        if (job.State == ImportState.Running)
        {
            var now = db.Clock.GetUtcNow();
            await mine.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ImportState.Done).SetProperty(row => row.EndedAt, now), cancel);
            return;
        }
        var next = job.StartsByItself ? ImportState.Running : ImportState.Checked;
        await mine.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, next).SetProperty(row => row.Rows, row => row.Read)
            .SetProperty(row => row.Read, 0).SetProperty(row => row.Position, 1), cancel);
    }

    /// <summary>Ends the job with a reason; what was taken stays, and the same file again would change nothing of it.</summary>
    public async Task FailAsync(Fault fault, CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        var now = db.Clock.GetUtcNow();
        await db.Set<ImportJob>().Where(row => row.County == job.County && row.Id == job.Id && row.State == job.State).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, ImportState.Failed).SetProperty(row => row.EndedAt, now)
            .SetProperty(row => row.Fault, fault.Reason).SetProperty(row => row.FaultMessage, fault.Message), cancel);
    }

    /// <summary>Counts a try in vain; true when there were too many.</summary>
    public async Task<bool> TriedAsync(int most, CancellationToken cancel)
    {
        await using var scope = Scope(out var db);
        await db.Set<ImportJob>().Where(row => row.County == job.County && row.Id == job.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancel);
        return job.Tries + 1 >= most;
    }

    AsyncServiceScope Scope(out ServiceDb db)
    {
        var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<CallerScope>();
        caller.ActFor(job.County);
        caller.ActAs(job.CreatedBy);
        db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        return scope;
    }
}
