using CivPractice.Activity.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Activity.Needs;

/// <summary>One step of a need's trail, which the asker reads: the site or the team that did it, a reason, never a person's name.</summary>
public sealed class NeedStep : ICountyRow
{
    public required string County { get; init; }
    public required Guid NeedId { get; init; }

    /// <summary>The need's version after the step, so steps are in order without being read.</summary>
    public required long No { get; init; }
    public required NeedStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Note { get; init; }
}
