using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CivPractice.Platform.Writes;

/// <summary>
/// A hot write (sign-up, check-in): one batch, one round trip, one transaction of its own, the county's setting included.
/// Within an idempotent request it joins that request's transaction.
/// </summary>
public sealed class HotWrite([FromKeyedServices(DataSources.Hot)] NpgsqlDataSource source, CallerScope scope, ServiceDb db)
{
    /// <summary>Runs one statement and reads its rows. Nothing is written when it throws.</summary>
    public async Task<List<T>> RunAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        var rows = new List<T>(1);
        if (!db.HasTransaction)
        {
            await HotBatch.RunAsync(source, scope, sql, parameters, row => rows.Add(read(row)), cancel);
            return rows;
        }
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Tells the dispatcher that the write left an event; call it when rows came back.</summary>
    public static void Told() => OutboxSignal.Set();
}

/// <summary>A hot read (a public list): one batch, one round trip, the county's setting included. Sees what is committed, nothing else.</summary>
public sealed class HotRead([FromKeyedServices(DataSources.Hot)] NpgsqlDataSource source, CallerScope scope)
{
    /// <summary>Runs one statement and shows each of its rows.</summary>
    public Task EachAsync(Statement statement, Action<NpgsqlDataReader> each, CancellationToken cancel) =>
        EachAsync(statement.Text, each, cancel, statement.Parameters);

    /// <inheritdoc cref="EachAsync(Statement, Action{NpgsqlDataReader}, CancellationToken)"/>
    public Task EachAsync(string sql, Action<NpgsqlDataReader> each, CancellationToken cancel, params NpgsqlParameter[] parameters) =>
        HotBatch.RunAsync(source, scope, sql, parameters, each, cancel);
}

static class HotBatch
{
    internal static async Task RunAsync(
        NpgsqlDataSource source, CallerScope scope, string sql, NpgsqlParameter[] parameters, Action<NpgsqlDataReader> each, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(CountySetting.For(scope));
        var statement = new NpgsqlBatchCommand(sql);
        statement.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(statement);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel)) each(reader);
        // The rows come before the commit: done is what PostgreSQL says after it.
        await reader.NextResultAsync(cancel);
    }
}
