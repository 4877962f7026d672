using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.SignUps;

/// <summary>
/// The time that a person has given to an activity, waiting ones included, so that whoever moves up is free, or to a shift of a mobilization, whose id then stands for the activity's. An exclusion constraint over all
/// counties (closed list of the keys) keeps one human from being in two places. A cancellation gives the time back, and so does the closing of a shift to whoever did not come.
/// </summary>
public sealed class PersonTime : ICountyRow
{
    public required string County { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid ActivityId { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Gives the time of one person back, or of everybody.</summary>
    public static Task<int> ReleaseAsync(ActivityDb db, string county, Guid activity, CancellationToken cancel, params Guid[] persons) =>
        db.Set<PersonTime>().Where(row => row.County == county && row.ActivityId == activity && (persons.Length == 0 || persons.Contains(row.PersonId))).ExecuteDeleteAsync(cancel);
}
