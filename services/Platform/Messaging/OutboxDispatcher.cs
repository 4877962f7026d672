using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Platform.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Messaging;

/// <summary>
/// Publishes what was committed: takes a batch of rows, publishes them, deletes them when the broker has confirmed every one. A crash in between
/// publishes again under the same message id, and the inbox absorbs it. Several replicas share the work: a locked row is skipped.
/// An event that cannot be published is set aside and tried again alone, so that those behind it leave.
/// </summary>
public sealed partial class OutboxDispatcher(
    [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IBus bus, IBusControl control, ILogger<OutboxDispatcher> log) : BackgroundService
{
    const int most = 200;
    const string take =
        """
        delete from outbox_message where (county, id) in
            (select county, id from outbox_message where $2 = (id = any($3)) order by id limit $1 for update skip locked)
        returning id, type, body, trace, at
        """;

    static readonly TimeSpan poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);
    static readonly TimeSpan looks = TimeSpan.FromSeconds(15);
    static readonly Gauge<long> depth = CivTelemetry.Meter.CreateGauge<long>("civ.outbox.waiting", "{event}", "Events that wait in the outbox; counted up to ten thousand");
    static readonly Gauge<double> age = CivTelemetry.Meter.CreateGauge<double>("civ.outbox.age", "s", "How long the oldest event has waited in the outbox");
    static readonly Histogram<double> lag = CivTelemetry.Meter.CreateHistogram<double>("civ.outbox.lag", "s", "From the commit of an event to the broker's confirmation");

    readonly Dictionary<Guid, (DateTimeOffset Until, TimeSpan Pause)> setAside = [];

    sealed record Waiting(Guid Id, string Type, string Body, string? Trace, DateTimeOffset At);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Own queues first, then events: what is published to nobody is lost.
        var looked = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (looked == 0 || Stopwatch.GetElapsedTime(looked) > looks)
                {
                    looked = Stopwatch.GetTimestamp();
                    await LookAsync(stoppingToken);
                }
                if (control.CheckHealth().Status == BusHealthStatus.Healthy)
                {
                    foreach (var (id, _) in setAside.Where(one => one.Value.Until <= DateTimeOffset.UtcNow).ToList()) await DispatchAsync([id], stoppingToken);
                    if (await DispatchAsync([], stoppingToken) == most) continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception exception)
            {
                LogFailed(exception.Message);
                await Task.Delay(poll, stoppingToken);
            }
            await OutboxSignal.WaitAsync(poll, stoppingToken);
        }
    }

    /// <param name="alone">An event that was set aside; or none for all others.</param>
    async Task<int> DispatchAsync(Guid[] alone, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var batch = new List<Waiting>();
        await using (var command = new NpgsqlCommand(take, connection, transaction) { Parameters = { new NpgsqlParameter<int> { TypedValue = most }, new NpgsqlParameter<bool> { TypedValue = alone.Length > 0 }, new NpgsqlParameter<Guid[]> { TypedValue = alone.Length > 0 ? alone : [.. setAside.Keys] } } })
        await using (var rows = await command.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel))
                batch.Add(new Waiting(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4)));
        foreach (var gone in alone.Except(batch.Select(waiting => waiting.Id))) setAside.Remove(gone);
        if (batch.Count == 0) return 0;

        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patient.CancelAfter(patience);
        var published = batch.OrderBy(waiting => waiting.Id).Select(waiting => (waiting.Id, Done: PublishAsync(waiting, patient.Token))).ToList();
        try { await Task.WhenAll(published.Select(one => one.Done)); }
        catch when (!patient.IsCancellationRequested && control.CheckHealth().Status == BusHealthStatus.Healthy)
        {
            foreach (var (id, done) in published.Where(one => one.Done.IsFaulted)) SetAside(id, done.Exception!.InnerException!);
            return most;   // the rest of the batch is taken again at once
        }
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var id in alone) setAside.Remove(id);
        return batch.Count;
    }

    void SetAside(Guid id, Exception why)
    {
        var pause = setAside.TryGetValue(id, out var before) ? TimeSpan.FromTicks(Math.Min(before.Pause.Ticks * 2, longestPause.Ticks)) : poll;
        setAside[id] = (DateTimeOffset.UtcNow + pause, pause);
        LogSetAside(id, pause, why.Message);
    }

    // Also while the broker is away: that is when it matters.
    async Task LookAsync(CancellationToken cancel)
    {
        await using var command = jobs.CreateCommand("select count(*), (select at from outbox_message order by id limit 1) from (select from outbox_message limit 10000) as waiting");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        depth.Record(row.GetInt64(0));
        age.Record(row.IsDBNull(1) ? 0 : (DateTimeOffset.UtcNow - row.GetFieldValue<DateTimeOffset>(1)).TotalSeconds);
    }

    async Task PublishAsync(Waiting waiting, CancellationToken cancel)
    {
        ActivityContext.TryParse(waiting.Trace, null, out var parent);
        using var span = CivTelemetry.Source.StartActivity($"outbox {waiting.Type.Split('.')[^1]}", ActivityKind.Internal, parent);
        var type = EventTypes.Find(waiting.Type);
        var fact = JsonSerializer.Deserialize(waiting.Body, type, EventTypes.Json)!;
        await bus.Publish(fact, type, context =>
        {
            context.MessageId = waiting.Id;
            // An event that no queue takes stays in the outbox instead of vanishing.
            if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
        }, cancel);
        lag.Record((DateTimeOffset.UtcNow - waiting.At).TotalSeconds);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} cannot be published and is tried again in {Pause}: {Why}")]
    partial void LogSetAside(Guid id, TimeSpan pause, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events wait in the outbox: {Why}")]
    partial void LogFailed(string why);
}
