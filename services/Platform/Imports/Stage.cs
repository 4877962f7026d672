using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Platform.Imports;

/// <summary>
/// The temporary table that a batch is copied into (COPY cannot fill a table under row security), gone at the transaction's end. Its first column is
/// <c>row</c>, the number of the row in the file; what follows is said by <see cref="With"/> and <see cref="Room"/>.
/// </summary>
public sealed class Stage<TRow>(string table)
{
    readonly List<string> copied = ["row"];
    readonly List<string> all = ["row integer"];
    readonly List<Action<NpgsqlBinaryImporter, TRow>> writes = [];

    /// <summary>A column that is copied, under its type in PostgreSQL.</summary>
    public Stage<TRow> With<T>(string column, string type, Func<TRow, T> value)
    {
        Room(column, type);
        copied.Add(column);
        writes.Add((copy, row) =>
        {
            if (value(row) is { } some) copy.Write(some, type);
            else copy.WriteNull();
        });
        return this;
    }

    /// <inheritdoc cref="With{T}(string, string, Func{TRow, T})"/>
    public Stage<TRow> With<T>(string column, string type, Func<TRow, T?> value) where T : struct
    {
        Room(column, type);
        copied.Add(column);
        writes.Add((copy, row) =>
        {
            if (value(row) is { } some) copy.Write(some, type);
            else copy.WriteNull();
        });
        return this;
    }

    /// <summary>A column that is empty at first, for what a statement finds out.</summary>
    public Stage<TRow> Room(string column, string type)
    {
        all.Add($"{column} {type}");
        return this;
    }

    /// <summary>
    /// Makes the table on the transaction's own connection and copies the rows into it. Until the transaction's end statements are planned without a look at their values: whose statistics are older
    /// than the county's first row think it empty, take any index that begins with the county for as good as the one of the key, and would read the county for each row of the batch.
    /// </summary>
    public async Task FillAsync(ServiceDb db, IReadOnlyList<(int Number, TRow Row)> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var create = new NpgsqlCommand($"create temporary table {table} ({string.Join(", ", all)}) on commit drop; set local plan_cache_mode = force_generic_plan", connection)) await create.ExecuteNonQueryAsync(cancel);
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", copied)}) from stdin (format binary)", cancel);
        // Awaiting each value would cost more than the copy does; what is written here fills a buffer.
        foreach (var (number, row) in rows)
        {
            cancel.ThrowIfCancellationRequested();
            copy.StartRow();
            copy.Write(number, "integer");
            foreach (var write in writes) write(copy, row);
        }
        await copy.CompleteAsync(cancel);
    }
}

/// <summary>Statements of a batch, which take its rows in sets.</summary>
public static class BatchStatement
{
    /// <summary>Runs a statement on the transaction's own connection and reads what it gives back. Values stand for $1, $2 and so on.</summary>
    public static async Task<List<T>> RunAsync<T>(this ServiceDb db, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        return rows;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(this ServiceDb db, string sql, CancellationToken cancel, params object[] values) => db.RunAsync(sql, _ => 0, cancel, values);
}
