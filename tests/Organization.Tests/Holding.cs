using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Organization.Tests;

/// <summary>Somebody who holds rows in an open transaction, so that a test decides who comes first: those who wait for them are let go in the order in which they came.</summary>
sealed class Holding : IAsyncDisposable
{
    readonly ServiceUnderTest service;
    readonly NpgsqlConnection connection;
    readonly NpgsqlTransaction transaction;

    Holding(ServiceUnderTest service, NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.service, this.connection, this.transaction) = (service, connection, transaction);

    /// <param name="sql">A select with a lock.</param>
    public static async Task<Holding> OfAsync(ServiceUnderTest service, string sql)
    {
        var connection = await service.Superuser.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new Holding(service, connection, transaction);
    }

    public static Task<Holding> OfSiteAsync(ServiceUnderTest service, string site) => OfAsync(service, $"select from practice_site where code = '{site}' for no key update");

    public static Task<Holding> OfVenueAsync(ServiceUnderTest service, string venue) => OfAsync(service, $"select from venue where id = '{venue}' for update");

    /// <summary>Until so many wait for these rows, or behind somebody who does; whatever was asked has ended before that when <paramref name="asked"/> did.</summary>
    public async Task UntilWaitAsync(int n, Task asked)
    {
        var sql =
            $"""
            with recursive waiting as (
                select pid from pg_stat_activity where {connection.ProcessID} = any(pg_blocking_pids(pid))
                union
                select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid))
            ) select count(*) from waiting
            """;
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            await using var command = service.Superuser.CreateCommand(sql);
            if ((long)(await command.ExecuteScalarAsync())! >= n) return;
            // What did not wait at all says so itself.
            if (asked.IsCompleted) await asked;
            Assert.True(DateTime.UtcNow < until && !asked.IsCompleted, $"{n} should wait here.\n{service.Output}");
        }
    }

    public Task ReleaseAsync() => transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
