using CivPractice.Gateway.SignIns;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Grants;

/// <summary>A site closed and another goes on: whoever held a role there holds it at the successor, from now to the same last day.</summary>
public sealed class OnSiteHandedOver(Inbox<GatewayDb> inbox, Sessions sessions) : IConsumer<SiteHandedOver>
{
    public async Task Consume(ConsumeContext<SiteHandedOver> context)
    {
        var moved = new HashSet<Guid>();
        await inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, moved, context.CancellationToken));
        foreach (var person in moved) sessions.ForgetPerson(person);
    }

    static async Task<bool> BatchAsync(GatewayDb db, SiteHandedOver fact, HashSet<Guid> moved, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"insert into site_successor (county, code, successor) values ({fact.County}, {fact.Code}, {fact.Successor}) on conflict do nothing", cancel);
        var to = await SiteSuccessor.RunningAsync(db, fact.County, fact.Successor, cancel);
        if (to == fact.Code) return false;
        var (now, today) = (db.Clock.GetUtcNow(), fact.Day);
        var grants = await db.RoleGrants.FromSql($"select * from role_grant where county = {fact.County} and prefix = {fact.Code} and ended_at is null and (\"to\" is null or \"to\" >= {today}) order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        var persons = grants.Select(grant => grant.Person).ToList();
        var there = await db.RoleGrants.Where(row => row.County == fact.County && row.Prefix == to && persons.Contains(row.Person)).ToListAsync(cancel);
        foreach (var grant in grants)
        {
            var next = grant.MoveTo(to, today, now);
            if (!there.Any(row => row.Person == next.Person && row.Role == next.Role && row.Overlaps(next.From, next.To))) db.Add(next);
            db.Audit(grant.County, "grant.move", grant.Id.ToString());
            moved.Add(grant.Person);
        }
        return grants.Count > 0;
    }
}
