using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>How a county publishes activities (发布规则). A county that has said nothing wants no review: the station publishes its own.</summary>
public sealed class PublishingRule : ICountyRow
{
    /// <summary>Below this tier an activity is a station's; centers and institutes publish their own.</summary>
    const int stationTier = 3;

    public required string County { get; init; }

    /// <summary>A station's activities are published by the institute or the center's office (先审后发).</summary>
    public required bool Review { get; set; }

    /// <summary>Whether an activity of a site of that tier waits for somebody above.</summary>
    public static async Task<bool> WantsReviewAsync(ActivityDb db, string county, int tier, CancellationToken cancel) =>
        tier >= stationTier && await db.Set<PublishingRule>().AnyAsync(rule => rule.County == county && rule.Review, cancel);
}
