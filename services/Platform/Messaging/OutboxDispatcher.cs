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
/// </summary>
public sealed partial class OutboxDispatcher(
    [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IBus bus, IBusControl control, ILogger<OutboxDispatcher> log) : BackgroundService
{
    const int most = 200;
    const string take =
        """
        delete from outbox_message where (county, id) in
            (select county, id from outbox_message order by id limit $1 for update skip locked)
        returning id, type, body, trace, at
        """;

    static readonly TimeSpan poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    static readonly Histogram<double> lag = CivTelemetry.Meter.CreateHistogram<double>("civ.outbox.lag", "s", "From the commit of an event to the broker's confirmation");

    sealed record Waiting(Guid Id, string Type, string Body, string? Trace, DateTimeOffset At);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Own queues first, then events: what is published to nobody is lost.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (control.CheckHealth().Status == BusHealthStatus.Healthy && await DispatchAsync(stoppingToken) == most) continue;
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

    async Task<int> DispatchAsync(CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var batch = new List<Waiting>();
        await using (var command = new NpgsqlCommand(take, connection, transaction) { Parameters = { new NpgsqlParameter<int> { TypedValue = most } } })
        await using (var rows = await command.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel))
                batch.Add(new Waiting(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4)));
        if (batch.Count == 0) return 0;

        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patient.CancelAfter(patience);
        await Task.WhenAll(batch.OrderBy(waiting => waiting.Id).Select(waiting => PublishAsync(waiting, patient.Token)));
        await transaction.CommitAsync(CancellationToken.None);
        return batch.Count;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events wait in the outbox: {Why}")]
    partial void LogFailed(string why);
}
