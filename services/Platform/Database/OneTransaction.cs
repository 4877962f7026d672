using System.Data;
using CivPractice.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Platform.Database;

/// <summary>Several statements that commit together, e.g. a lock, a decision and the rows that follow from it.</summary>
public static class OneTransaction
{
    /// <summary>Runs the work in one transaction; within an idempotent request or an event's consumer it joins the one that is open.</summary>
    public static async Task<T> TogetherAsync<T>(this ServiceDb db, Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null) return await work();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            var result = await work();
            await transaction.CommitAsync(cancel);
            // Only now can the dispatcher see what was written.
            OutboxSignal.Set();
            return result;
        }
        // Where the server dies between two statements, the driver complains of its own state and not of the loss.
        catch (InvalidOperationException state) when (db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            throw new NpgsqlException("The connection was lost between two statements.", state);
        }
    }
}
