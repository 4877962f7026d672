using CivPractice.Platform.Database;

namespace CivPractice.Platform.Writes;

/// <summary>What a write answered, under the key that its caller chose, so that a repeated request is not a repeated write.</summary>
public sealed class IdempotencyKey : ICountyRow
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public required string County { get; init; }

    /// <summary>The person's id; for visitors all the same, so that their keys must be unguessable.</summary>
    public required string Caller { get; init; }
    public required string Method { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }

    /// <summary>Sealed.</summary>
    public byte[]? Response { get; set; }
    public required DateTimeOffset At { get; init; }
}
