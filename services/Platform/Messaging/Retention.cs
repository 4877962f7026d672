using CivPractice.Platform.Database;
using CivPractice.Platform.Writes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Messaging;

/// <summary>Deletes inbox rows, idempotency keys and whatever a service lets expire past their life, hourly, under a lease: two replicas do not do it twice.</summary>
public sealed partial class Retention([FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IEnumerable<Expiring> expiring, ILogger<Retention> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromHours(1);
    readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; await Task.Delay(pause, stoppingToken))
            try
            {
                if (!await Lease.TakeAsync(jobs, nameof(Retention), holder, pause, stoppingToken)) continue;
                await DeleteAsync("inbox_message", InboxMessage.Life, stoppingToken);
                await DeleteAsync("idempotency_key", IdempotencyKey.Life, stoppingToken);
                foreach (var table in expiring)
                {
                    await using var connection = await jobs.OpenConnectionAsync(stoppingToken);
                    await table.DeleteAsync(connection, stoppingToken);
                }
            }
            catch (NpgsqlException exception) { LogFailed(exception.Message); }
    }

    async Task DeleteAsync(string table, TimeSpan life, CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand($"delete from {table} where at < now() - $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = life });
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows were not deleted: {Why}")]
    partial void LogFailed(string why);
}
