using CivPractice.Platform.Database;

namespace CivPractice.Activity.Activities;

/// <summary>A correction of an activity after its list was closed (更正): what the headcount was, what it is, and why. Who said so stands in the audit trail.</summary>
public sealed class ActivityCorrection : ICountyRow
{
    public required string County { get; init; }
    public required Guid ActivityId { get; init; }

    /// <summary>Version of the activity that was corrected.</summary>
    public required long No { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int AttendeesBefore { get; init; }
    public required int Attendees { get; init; }
    public required string Reason { get; init; }
}
