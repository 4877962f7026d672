using System.Runtime.CompilerServices;
using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Personal;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CivPractice.Platform.Counties;

/// <summary>
/// A county leaves (县区迁出, <c>--take-out</c>): all that the service holds of it goes into a folder, readable, one csv for each table and the files themselves; with
/// <c>--erase</c> it is gone from the service afterwards, in the same transaction, and nothing of another county is touched. Run as the owner, like a migration.
/// </summary>
sealed class CountyLeaving(ServiceDb db, string service, string owner, IFileStore files, Func<PersonalVault> vault)
{
    static readonly JsonSerializerOptions json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    // What a service keeps for its own working only. It goes when the county goes, and nobody could use it elsewhere.
    static readonly Type[] workings = [typeof(OutboxMessage), typeof(InboxMessage), typeof(IdempotencyKey)];

    /// <returns>Lines to show: each table with its number of rows.</returns>
    /// <exception cref="ArgumentException">The county is no six digits, or the folder holds something already.</exception>
    internal async Task<IReadOnlyList<string>> RunAsync(string county, string folder, bool erase, CancellationToken cancel)
    {
        if (county.Length != 6 || !county.All(char.IsAsciiDigit)) throw new ArgumentException($"{county} is not the code of a county: six digits.");
        var own = Path.Combine(folder, service);
        if (Directory.Exists(own) && Directory.EnumerateFileSystemEntries(own).Any()) throw new ArgumentException($"{own} holds something already: take a county out into an empty folder.");
        Directory.CreateDirectory(own);

        await using var source = NpgsqlDataSource.Create(owner);
        await using var connection = await source.OpenConnectionAsync(cancel);
        // What is written down and what is deleted are the same rows.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var tables = db.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(ICountyRow))).OrderBy(Depth).ThenBy(entity => entity.GetTableName(), StringComparer.Ordinal).ToList();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Where(table => !workings.Contains(table.ClrType)))
            counts[table.GetTableName()!] = await WriteAsync(connection, table, county, Path.Combine(own, $"{table.GetTableName()}.csv"), cancel);
        var copied = await CopyFilesAsync(county, Path.Combine(own, "files"), cancel);

        if (erase) await EraseAsync(connection, tables, county, cancel);
        await transaction.CommitAsync(cancel);
        if (erase) files.Erase(county);
        // Last of all: a folder with a manifest is whole.
        await File.WriteAllTextAsync(Path.Combine(own, "manifest.json"), JsonSerializer.Serialize(new { county, service, takenAt = db.Clock.GetUtcNow(), rows = counts, files = copied, erased = erase }, json), cancel);
        return [.. counts.Where(table => table.Value > 0).Select(table => $"{service} {table.Key}: {table.Value} rows"), $"{service}: {copied} files{(erase ? ", erased here" : "")}"];
    }

    async Task<long> WriteAsync(NpgsqlConnection connection, IEntityType table, string county, string path, CancellationToken cancel)
    {
        var columns = table.GetProperties().Select(property => (Name: property.GetColumnName(), Purpose: property.FindAnnotation(CountyTables.SealedPurpose)?.Value as string)).ToList();
        var order = string.Join(", ", table.FindPrimaryKey()!.Properties.Select(property => $"\"{property.GetColumnName()}\""));
        await using var command = new NpgsqlCommand(
            $"select {string.Join(", ", columns.Select(column => column.Purpose is null ? $"\"{column.Name}\"::text" : $"\"{column.Name}\""))} from {table.GetTableName()} where county = $1 order by {order}", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = county });
        long rows = 0;
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // It holds people's data: for the one who runs the command only.
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, how);
        await SheetWriter.WriteCsvAsync(file, [.. columns.Select(column => column.Name)], RowsAsync(cancel), cancel);
        file.Flush(flushToDisk: true);
        return rows;

        async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
        {
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                rows++;
                yield return [.. columns.Select((column, i) => reader.IsDBNull(i) ? "" : column.Purpose is { } purpose ? vault().Open(purpose, reader.GetFieldValue<byte[]>(i)) : reader.GetString(i))];
            }
        }
    }

    async Task<int> CopyFilesAsync(string county, string folder, CancellationToken cancel)
    {
        var hashes = files.List(county);
        if (hashes.Count > 0) Directory.CreateDirectory(folder);
        foreach (var hash in hashes)
        {
            await using var from = files.Open(county, hash)!;
            await using var to = File.Create(Path.Combine(folder, hash));
            await from.CopyToAsync(to, cancel);
            to.Flush(flushToDisk: true);
        }
        return hashes.Count;
    }

    async Task EraseAsync(NpgsqlConnection connection, List<IEntityType> tables, string county, CancellationToken cancel)
    {
        var besides = db.Model.FindAnnotation(CountyTables.Leaving)?.Value as string;
        foreach (var sql in tables.Select(table => $"delete from {table.GetTableName()} where county = $1").Concat(besides?.Split(';') ?? []))
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
            if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = county });
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    // Rows that point to others go first.
    static int Depth(IEntityType entity) => -entity.GetForeignKeys().Select(key => 1 - Depth(key.PrincipalEntityType)).DefaultIfEmpty(0).Max();
}
