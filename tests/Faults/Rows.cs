using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Faults;

/// <summary>What the databases really hold, read as superuser.</summary>
public sealed class Rows(Stack stack) : IAsyncDisposable
{
    readonly Dictionary<string, NpgsqlDataSource> sources = [];

    public const string Activity = "civ_activity", Volunteer = "civ_volunteer";

    public async Task<long> CountAsync(string database, string sql, params object[] values)
    {
        await using var command = Command(database, sql, values);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<List<T>> ListAsync<T>(string database, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        var rows = new List<T>();
        await using var command = Command(database, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The platform's databases that have a table.</summary>
    public async Task<IReadOnlyList<string>> DatabasesWithAsync(string table)
    {
        var found = new List<string>();
        foreach (var database in await ListAsync("postgres", "select datname from pg_database where datname like 'civ\\_%' order by 1", row => row.GetString(0)))
            if (await CountAsync(database, "select count(*) from pg_tables where tablename = $1", table) > 0) found.Add(database);
        return found;
    }

    NpgsqlCommand Command(string database, string sql, object[] values)
    {
        if (!sources.TryGetValue(database, out var source)) sources[database] = source = NpgsqlDataSource.Create(stack.Superuser(database) + ";Pooling=false");
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values) await source.DisposeAsync();
    }
}
