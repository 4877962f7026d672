using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Platform.Writes;

/// <summary>
/// A hot write (sign-up, check-in): one batch, one round trip, one transaction of its own, the county's setting included.
/// Within an idempotent request it joins that request's transaction.
/// </summary>
public sealed class HotWrite(NpgsqlDataSource source, CallerScope scope, ServiceDb db)
{
    /// <summary>Runs one statement and reads its rows. Nothing is written when it throws.</summary>
    public async Task<List<T>> RunAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        var rows = new List<T>(1);
        if (db.Database.CurrentTransaction is not null)
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
            return rows;
        }

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CountySetting.For(scope));
        var write = new NpgsqlBatchCommand(sql);
        write.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(write);
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await reader.NextResultAsync(cancel);
            while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        }
        return rows;
    }

    /// <summary>Tells the dispatcher that the write left an event; call it when rows came back.</summary>
    public static void Told() => OutboxSignal.Set();
}
