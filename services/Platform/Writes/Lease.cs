using Npgsql;

namespace CivPractice.Platform.Writes;

/// <summary>The right to run a scheduled job (租约), held by one replica at a time.</summary>
public sealed class Lease
{
    public required string Name { get; init; }
    public required Guid Holder { get; init; }
    public required DateTimeOffset Until { get; init; }

    /// <summary>Takes or renews the lease; false while another holds it. The database's clock decides.</summary>
    public static async Task<bool> TakeAsync(NpgsqlDataSource jobs, string name, Guid holder, TimeSpan life, CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand(
            """
            insert into lease as held (name, holder, until) values ($1, $2, now() + $3)
            on conflict (name) do update set holder = excluded.holder, until = excluded.until
            where held.holder = excluded.holder or held.until < now()
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = holder });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = life });
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }
}
