using CivPractice.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Database;

/// <summary>Several statements that commit together, e.g. a lock, a decision and the rows that follow from it.</summary>
public static class OneTransaction
{
    /// <summary>Runs the work in one transaction; within an idempotent request or an event's consumer it joins the one that is open.</summary>
    public static async Task<T> TogetherAsync<T>(this ServiceDb db, Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null) return await work();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var result = await work();
        await transaction.CommitAsync(cancel);
        // Only now can the dispatcher see what was written.
        OutboxSignal.Set();
        return result;
    }
}
