using CivPractice.Gateway.SignIns;
using CivPractice.Platform.Database;
using CivPractice.Platform.Writes;
using Npgsql;

namespace CivPractice.Gateway.Limits;

/// <summary>Drops what is over: idle entries in memory each minute; ended sign-ins and unused guards of phones from the database each hour, one replica at a time.</summary>
public sealed partial class Housekeeping(
    Sessions sessions, RequestLimits limits, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, ILogger<Housekeeping> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(1), hour = TimeSpan.FromHours(1);

    readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var minute = 0; ; minute++, await Task.Delay(pause, stoppingToken))
            try
            {
                sessions.Sweep();
                limits.Sweep();
                if (minute % 60 != 0 || !await Lease.TakeAsync(jobs, nameof(Housekeeping), holder, hour, stoppingToken)) continue;
                await RunAsync("delete from sign_in where expires < now()", stoppingToken);
                await RunAsync("delete from phone_guard where at < now() - interval '2 days' and coalesce(locked_until, at) < now()", stoppingToken);
            }
            catch (NpgsqlException exception) { LogFailed(exception.Message); }
    }

    async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is over was not deleted: {Why}")]
    partial void LogFailed(string why);
}
