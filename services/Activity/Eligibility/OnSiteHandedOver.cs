using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>A site closed and another goes on: open needs and projects move. Activities keep the site at which they were planned, and all figures of flows theirs.</summary>
public sealed class OnSiteHandedOver(Inbox<ActivityDb> inbox) : IConsumer<SiteHandedOver>
{
    // What is done waits for its rating only; should that reopen it, it moves then.
    static readonly int[] open = [(int)NeedStatus.NeedPosted, (int)NeedStatus.NeedVerified, (int)NeedStatus.NeedDispatched, (int)NeedStatus.NeedAccepted, (int)NeedStatus.NeedInService];

    public Task Consume(ConsumeContext<SiteHandedOver> context) => inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, context.CancellationToken));

    static async Task<bool> BatchAsync(ActivityDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        await Succession.CloseAsync(db, fact.County, fact.Code, fact.ClosedOn, fact.Successor, fact.Version);
        var to = await Succession.RunningAsync(db, fact.County, fact.Successor, cancel);
        if (to == fact.Code) return false;
        var name = await db.Sites.Where(site => site.County == fact.County && site.Code == to).Select(site => site.Name).SingleOrDefaultAsync(cancel) ?? fact.SuccessorName;

        var needs = await db.Needs.FromSql($"select * from need where county = {fact.County} and site = {fact.Code} and status = any({open}) order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var need in needs) need.Move(to, name, fact.Day, db.Clock.GetUtcNow());
        if (needs.Count > 0) return true;

        var projects = await db.Projects.FromSql($"select * from project where county = {fact.County} and site = {fact.Code} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var project in projects)
        {
            project.Move(to, fact.Day);
            db.CountMoved(project);
        }
        return projects.Count > 0;
    }
}
