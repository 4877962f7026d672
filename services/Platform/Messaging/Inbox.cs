using System.Diagnostics.Metrics;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Telemetry;
using CivPractice.Platform.V1;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CivPractice.Platform.Messaging;

/// <summary>Applies an event exactly once: the inbox row and the consumer's own rows are one transaction, in the county that the event concerns.</summary>
public sealed partial class Inbox<TDb>(TDb db, CallerScope scope, ILogger<Inbox<TDb>> log) where TDb : ServiceDb
{
    static readonly Counter<long> absorbed = CivTelemetry.Meter.CreateCounter<long>("civ.inbox.absorbed", "{message}", "Redelivered messages that changed nothing");

    /// <summary>Runs <paramref name="apply"/> and saves, unless this consumer has seen the message. An exception leaves no trace and the message is tried again.</summary>
    public async Task OnceAsync<TEvent>(IConsumer<TEvent> consumer, ConsumeContext<TEvent> context, Func<TDb, TEvent, Task> apply) where TEvent : class, IEvent
    {
        var fact = context.Message;
        scope.ActFor(fact.County);
        var name = consumer.GetType().Name;
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var first = await db.Database.ExecuteSqlAsync(
            $"insert into inbox_message (county, consumer, message_id, at) values ({fact.County}, {name}, {context.MessageId!.Value}, {db.Clock.GetUtcNow()}) on conflict do nothing",
            context.CancellationToken);
        if (first == 0)
        {
            absorbed.Add(1, new KeyValuePair<string, object?>("consumer", name));
            LogAbsorbed(name, context.MessageId.Value);
            return;
        }
        await apply(db, fact);
        await db.SaveChangesAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
        OutboxSignal.Set();
    }

    /// <summary>
    /// Applies an event in bounded transactions, for one that concerns more rows than one should hold: each is good by itself, and the inbox row commits with the last.
    /// After a crash in between, the redelivery does the rest; so a batch looks for what is not done yet, and says whether there is more.
    /// </summary>
    public async Task InBatchesAsync<TEvent>(IConsumer<TEvent> consumer, ConsumeContext<TEvent> context, Func<TDb, TEvent, Task<bool>> batch) where TEvent : class, IEvent
    {
        var (fact, id, name, cancel) = (context.Message, context.MessageId!.Value, consumer.GetType().Name, context.CancellationToken);
        scope.ActFor(fact.County);
        for (var more = true; more;)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (await db.Set<InboxMessage>().AnyAsync(row => row.County == fact.County && row.Consumer == name && row.MessageId == id, cancel))
            {
                absorbed.Add(1, new KeyValuePair<string, object?>("consumer", name));
                LogAbsorbed(name, id);
                return;
            }
            more = await batch(db, fact);
            await db.SaveChangesAsync(cancel);
            if (!more)
                await db.Database.ExecuteSqlAsync($"insert into inbox_message (county, consumer, message_id, at) values ({fact.County}, {name}, {id}, {db.Clock.GetUtcNow()}) on conflict do nothing", cancel);
            await transaction.CommitAsync(cancel);
            OutboxSignal.Set();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A message was delivered again and changed nothing: {Consumer} {MessageId}")]
    partial void LogAbsorbed(string consumer, Guid messageId);
}
