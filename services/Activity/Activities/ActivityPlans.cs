using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>What of an activity never changes after it was made: a check-in needs no more of it, and reads it once.</summary>
public sealed record ActivityPlan(string Site, Guid? TeamId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, byte[] Secret);

/// <summary>Plans that were read lately. The key holds the county of the caller, so a plan is remembered only for those who could read it.</summary>
public sealed class ActivityPlans
{
    const int most = 10_000;

    readonly ConcurrentDictionary<(string County, Guid Id), ActivityPlan> known = new();

    /// <summary>The plan, or null when the county has no such activity.</summary>
    public async ValueTask<ActivityPlan?> FindAsync(ActivityDb db, string county, Guid id, CancellationToken cancel)
    {
        if (known.TryGetValue((county, id), out var plan)) return plan;
        plan = await db.Activities.Where(row => row.County == county && row.Id == id)
            .Select(row => new ActivityPlan(row.Site, row.TeamId, row.StartsAt, row.EndsAt, row.Secret)).SingleOrDefaultAsync(cancel);
        if (plan is null) return null;
        if (known.Count >= most) known.Clear();
        known[(county, id)] = plan;
        return plan;
    }
}
