using CivPractice.Gateway.SignIns;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Grants;

/// <summary>A grant follows the appointment (授权随任职). An end date lapses by itself: grants are read by day, so no event is needed then.</summary>
sealed class GrantFollowing(GatewayDb db, Sessions sessions)
{
    readonly HashSet<Guid> touched = [];

    public async Task TakeAsync(IReadOnlyList<AppointmentChanged> facts, CancellationToken cancel)
    {
        if (facts.Count == 0) return;
        var (county, now) = (facts[0].County, db.Clock.GetUtcNow());
        var today = ChinaTime.Day(now);
        var ids = facts.Select(fact => (Guid?)fact.AppointmentId).ToList();
        var known = await db.RoleGrants.Where(row => row.County == county && ids.Contains(row.Appointment)).ToDictionaryAsync(row => row.Appointment!.Value, cancel);
        var successors = await SiteSuccessor.OfAsync(db, county, cancel);
        var ousted = new HashSet<Guid>();
        foreach (var fact in facts)
        {
            if (Role.Find(fact.Role) is not { } role) continue;
            var site = SiteSuccessor.Running(successors, fact.Site);
            if (!known.TryGetValue(fact.AppointmentId, out var grant))
            {
                // What is over needs no grant, unless an earlier word of it is still on its way: that one must find that it is over.
                if (fact.To < today && fact.Version == 1) continue;
                var given = RoleGrant.Follow(fact.PersonId, role, site, fact.From, fact.To, fact.AppointmentId, fact.Version, now);
                db.Add(given);
                known[fact.AppointmentId] = given;
                db.Audit(county, "grant.follow", given.Id.ToString());
            }
            // Events may come in another order: the latest counts.
            else if (grant.Learn(fact.Version))
            {
                grant.Lapse(fact.To);
                if (grant.Prefix != site && !grant.IsOver(today))
                {
                    var next = grant.MoveTo(site, today, now);
                    db.Add(next);
                    known[fact.AppointmentId] = next;
                }
                if (fact.To < today) ousted.Add(fact.PersonId);
                db.Audit(county, "grant.follow", grant.Id.ToString());
            }
            else continue;
            touched.Add(fact.PersonId);
        }
        // Who is out is out at once, at whatever browser or program; other roles come back with the next sign-in.
        if (ousted.Count > 0) await db.SignIns.Where(row => ousted.Contains(row.Person)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Once that is committed: what the door remembers of these people is read anew.</summary>
    public void Forget()
    {
        foreach (var person in touched) sessions.ForgetPerson(person);
    }
}
