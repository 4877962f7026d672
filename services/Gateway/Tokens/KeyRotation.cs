using CivPractice.Platform.Database;
using CivPractice.Platform.Personal;
using CivPractice.Platform.Writes;
using Npgsql;

namespace CivPractice.Gateway.Tokens;

/// <summary>Makes the first key before the first request, a new one each 30 days, and drops those that are over; one replica at a time.</summary>
public sealed partial class KeyRotation(
    [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, KeyRing ring, PersonalVault vault, TimeProvider clock, ILogger<KeyRotation> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(1);
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    readonly Guid holder = Guid.NewGuid();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var until = DateTime.UtcNow + patience; ring.IsEmpty; await Task.Delay(500, cancellationToken))
            try
            {
                await RotateAsync(cancellationToken);
                await ring.ReadAsync(cancellationToken);
                if (!ring.IsEmpty) break;
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException } && DateTime.UtcNow < until) { }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(pause, stoppingToken);
            try
            {
                await RotateAsync(stoppingToken);
                await ring.ReadAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException) { LogFailed(exception.Message); }
        }
    }

    async Task RotateAsync(CancellationToken cancel)
    {
        if (!await Lease.TakeAsync(jobs, nameof(KeyRotation), holder, pause, cancel)) return;
        var now = clock.GetUtcNow();
        var keys = await ReadAsync(cancel);
        if (SigningKey.NewIsDue(keys, now))
        {
            var key = SigningKey.Make(keys.Count == 0 ? now : now + SigningKey.Margin, vault);
            await RunAsync("insert into signing_key (id, signs_from, sealed) values ($1, $2, $3)", cancel, key.Id, key.SignsFrom, key.Sealed);
        }
        foreach (var over in SigningKey.Over(keys, now)) await RunAsync("delete from signing_key where id = $1", cancel, over.Id);
    }

    async Task<List<SigningKey>> ReadAsync(CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand("select id, signs_from, sealed from signing_key");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var keys = new List<SigningKey>();
        while (await rows.ReadAsync(cancel))
            keys.Add(new SigningKey { Id = rows.GetString(0), SignsFrom = rows.GetFieldValue<DateTimeOffset>(1), Sealed = rows.GetFieldValue<byte[]>(2) });
        return keys;
    }

    async Task RunAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = jobs.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys were not looked after: {Why}")]
    partial void LogFailed(string why);
}
