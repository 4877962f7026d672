using System.Diagnostics.Metrics;
using CivPractice.Platform.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CivPractice.Platform.Messaging;

/// <summary>The service's own queues and their error queues: how deep they are, and how parked messages go back.</summary>
sealed partial class Queues(string broker, IReadOnlyList<string> names, ILogger<Queues> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(15);
    static readonly Gauge<long> depth = CivTelemetry.Meter.CreateGauge<long>("civ.queue.depth", "{message}", "Messages that wait in a queue; in one that ends in _error, parked ones");

    internal static string ErrorsOf(string queue) => $"{queue}_error";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; !stoppingToken.IsCancellationRequested; await Task.Delay(pause, stoppingToken))
            try
            {
                await using var connection = await ConnectAsync(stoppingToken);
                foreach (var queue in names.Concat(names.Select(ErrorsOf)))
                {
                    var waiting = await DepthAsync(connection, queue, stoppingToken);
                    depth.Record(waiting, new KeyValuePair<string, object?>("queue", queue));
                    if (waiting > 0 && queue.EndsWith("_error", StringComparison.Ordinal)) LogParked(waiting, queue);
                }
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or IOException) { LogUnseen(exception.Message); }
    }

    /// <summary>Moves every parked message back to its queue (<c>--replay-errors</c>); a message leaves the error queue only once the broker has it in the other.</summary>
    internal async Task<int> ReplayAsync(CancellationToken cancel)
    {
        var moved = 0;
        await using var connection = await ConnectAsync(cancel);
        foreach (var queue in names)
        {
            if (await DepthAsync(connection, ErrorsOf(queue), cancel) == 0) continue;
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);
            while (await channel.BasicGetAsync(ErrorsOf(queue), autoAck: false, cancel) is { } message)
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(message.BasicProperties), message.Body, cancel);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancel);
                moved++;
            }
        }
        return moved;
    }

    Task<IConnection> ConnectAsync(CancellationToken cancel) => new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync("civ-queues", cancel);

    // Nought for a queue that does not exist: an error queue is declared when the first message is parked. The broker closes the channel then.
    static async Task<uint> DepthAsync(IConnection connection, string queue, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try { return (await channel.QueueDeclarePassiveAsync(queue, cancel)).MessageCount; }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404) { return 0; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Waiting} messages are parked in {Queue}; see docs/operations.md")]
    partial void LogParked(uint waiting, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues' depth is not known: {Why}")]
    partial void LogUnseen(string why);
}
