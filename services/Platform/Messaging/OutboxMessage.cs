using CivPractice.Platform.Database;

namespace CivPractice.Platform.Messaging;

/// <summary>An event that waits to be published; deleted once the broker has confirmed it.</summary>
public sealed class OutboxMessage : ICountyRow
{
    public required string County { get; init; }

    /// <summary>Becomes the message id, by which an inbox knows a redelivery.</summary>
    public required Guid Id { get; init; }

    /// <summary>Full name of the event's type.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>W3C trace parent of the request that caused it.</summary>
    public string? Trace { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A message that a consumer has applied. Kept for thirty days, longer than any message waits in a queue.</summary>
public sealed class InboxMessage : ICountyRow
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public required string County { get; init; }
    public required string Consumer { get; init; }
    public required Guid MessageId { get; init; }
    public required DateTimeOffset At { get; init; }
}
