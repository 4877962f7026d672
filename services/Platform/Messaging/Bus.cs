using System.Reflection;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CivPractice.Platform.Messaging;

/// <summary>The broker: one quorum queue for each consumer, retried with growing pauses, then the visible queue <c>…_error</c> (docs/operations.md tells how to replay it).</summary>
static class Bus
{
    internal static void AddCivBus(this IServiceCollection services, string service, Assembly consumers, string broker, bool declareOnly)
    {
        services.AddSingleton(provider => new Queues(broker, [.. Consumers(consumers).Select(consumer => QueueOf(service, consumer))], provider.GetRequiredService<ILogger<Queues>>()));
        services.AddMassTransit(bus =>
        {
            bus.AddConsumers(consumers);
            bus.DisableUsageTelemetry();   // a county's platform reports to nobody
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker), host => host.PublisherConfirmation = true);
                rabbit.DeployPublishTopology = true;
                rabbit.DeployTopologyOnly = declareOnly;
                foreach (var consumer in Consumers(consumers))
                    rabbit.ReceiveEndpoint(QueueOf(service, consumer), endpoint =>
                    {
                        endpoint.SetQuorumQueue();
                        endpoint.PrefetchCount = 64;
                        endpoint.ConcurrentMessageLimit = 8;
                        // Together about five minutes: longer than a database or a broker takes to come back.
                        endpoint.UseMessageRetry(retry => retry.Exponential(20, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(400)));
                        endpoint.ConfigureConsumer(context, consumer);
                    });
            });
        });
        services.Configure<MassTransitHostOptions>(host =>
        {
            // A service is live without its broker (writes wait in the outbox); readiness says what is missing.
            host.WaitUntilStarted = declareOnly;
            host.StartTimeout = TimeSpan.FromMinutes(2);
            host.StopTimeout = TimeSpan.FromSeconds(10);
        });
    }

    static IEnumerable<Type> Consumers(Assembly assembly) => assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IConsumer)));

    /// <summary>E.g. <c>volunteer.on-attendance-confirmed</c>.</summary>
    internal static string QueueOf(string service, Type consumer) =>
        $"{service}.{string.Concat(consumer.Name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()))}";
}
