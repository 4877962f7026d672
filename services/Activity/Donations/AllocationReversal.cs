using CivPractice.Platform.Database;

namespace CivPractice.Activity.Donations;

/// <summary>
/// A giving is taken back (冲正), wholly or in part: a counter-entry with its reason, added and never changed. The lines of a giving are numbered from 1, and each carries what still
/// stands after it, which the database keeps from falling below nought. What associations receive and give on must be accounted for to everybody, without names; so a slip is mended in sight, not erased.
/// </summary>
public sealed class AllocationReversal : ICountyRow
{
    public required string County { get; init; }
    public required Guid AllocationId { get; init; }
    public required int Line { get; init; }
    public required Guid DonationId { get; init; }

    /// <summary>In fen, more than 0.</summary>
    public required long Amount { get; init; }

    /// <summary>What still stands of the giving after it, in fen.</summary>
    public required long Standing { get; init; }
    public required string Reason { get; init; }
    public required Guid ReversedBy { get; init; }
    public required DateTimeOffset ReversedAt { get; init; }
}
