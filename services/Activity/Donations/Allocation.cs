using CivPractice.Activity.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Activity.Donations;

/// <summary>What was given of a donation to a beneficiary on a day (发放). Added, never changed: what was written wrongly is taken back by a counter-entry (<see cref="AllocationReversal"/>).</summary>
public sealed class Allocation : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>发放编号, once in a county: the same list twice gives nothing twice.</summary>
    public required string Number { get; init; }
    public required Guid DonationId { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required string Association { get; init; }
    public required string Site { get; init; }

    /// <summary>The beneficiary's on that day: all that the public list says of the person.</summary>
    public required BeneficiaryCategory Category { get; init; }
    public required DateOnly HelpedOn { get; init; }

    /// <summary>In fen, more than 0.</summary>
    public required long Amount { get; init; }
    public required string Purpose { get; init; }
}
