using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Creation;

/// <summary>One step of a candidate's trail (创建过程).</summary>
public sealed class CandidateStep : ICountyRow
{
    public required string County { get; init; }
    public required Guid CandidateId { get; init; }

    /// <summary>The candidate's version after the step.</summary>
    public required long No { get; init; }
    public required CandidateStatus Status { get; init; }
    public required DateOnly TakenOn { get; init; }
    public required string Note { get; init; }
}
