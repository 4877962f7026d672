using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>Before an activity is published, where the county wants a review; and after its list was closed.</summary>
public sealed partial class ActivitiesService
{
    [Requires<ManageActivities>]
    public override async Task<V1.Activity> ReturnActivity(ReturnActivityRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, 200);
        check.Done();
        var row = await FindAsync<ManageActivities>(request.Id, context.CancellationToken);
        await RequireAboveAsync(row, context.CancellationToken);
        row.Return(reason, clock.GetUtcNow());
        return await SavedAsync(row, "activity.return", context.CancellationToken);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Activity> CorrectActivity(CorrectActivityRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var attendees = check.Range("attendees", "群众参与人数", request.Attendees, 0, 100_000);
        var outcome = check.Optional("outcome", "成效", request.Outcome, 2000);
        var reason = check.Text("reason", "更正原因", request.Reason, 200);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var row = await FindLockedAsync<ManageActivities>(request.Id, cancel);
            var correction = row.Correct(attendees, outcome, reason, Caller.Oversees<ManageActivities>(row.County), clock.GetUtcNow());
            db.Add(correction);
            if (row.Association is null && attendees != correction.AttendeesBefore) db.Count(row.County, row.Site, row.Day, ActivityMeasures.Attendees, attendees - correction.AttendeesBefore);
            return await SavedAsync(row, "activity.correct", cancel);
        }, cancel);
    }

    [Requires<ReadActivities>]
    public override async Task<V1.PublishingRule> GetPublishingRule(GetPublishingRuleRequest request, ServerCallContext context) =>
        new() { Review = await db.Set<PublishingRule>().AnyAsync(rule => rule.County == Caller.County && rule.Review, context.CancellationToken) };

    [Requires<ManageActivities>]
    public override async Task<V1.PublishingRule> SetPublishingRule(SetPublishingRuleRequest request, ServerCallContext context)
    {
        var (cancel, county) = (context.CancellationToken, Caller.County);
        if (!Caller.Oversees<ManageActivities>(county)) throw Fault.Denied(Permission.Of<ManageActivities>());
        if (await db.Set<PublishingRule>().SingleOrDefaultAsync(rule => rule.County == county, cancel) is { } rule) rule.Review = request.Review;
        else db.Add(new PublishingRule { County = county, Review = request.Review });
        db.Audit(county, "activity.publishing-rule", request.Review ? "review" : "none");
        await db.SaveChangesAsync(cancel);
        return new V1.PublishingRule { Review = request.Review };
    }

    /// <summary>Whether it waits for somebody above, when it is to be published by this caller. What begins, begins at a site that runs.</summary>
    /// <exception cref="Fault">SITE_CLOSED.</exception>
    async Task<bool> WaitsAsync(PracticeActivity row, CancellationToken cancel)
    {
        var site = await KnownSite.RequireAsync(db, row.County, row.Site, cancel);
        return !Caller.StandsAbove<ManageActivities>(row.Site) && await PublishingRule.WantsReviewAsync(db, row.County, site.Tier, cancel);
    }

    async Task RequireAboveAsync(PracticeActivity row, CancellationToken cancel)
    {
        if (Caller.StandsAbove<ManageActivities>(row.Site) || Caller.StandsAbove<ManageActivities>((await Heirs.ReadAsync(db, row.County, cancel)).Of(row.Site))) return;
        throw Fault.Denied(Permission.Of<ManageActivities>());
    }
}
