using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Needs;

/// <summary>Leaders take needs themselves (抢单), where the county has switched that on.</summary>
public sealed partial class NeedsService
{
    [Requires<ServeNeeds>]
    public override async Task<ListNeedsToGrabResponse> ListNeedsToGrab(ListNeedsToGrabRequest request, ServerCallContext context)
    {
        var (cancel, page) = (context.CancellationToken, Page.Of(request, 1));
        var led = await db.TeamsLedAsync(Caller, cancel);
        var response = new ListNeedsToGrabResponse { Grab = await MayGrabAsync(cancel), Teams = { led.Select(team => new OwnTeam { Id = team.Id.ToString(), Name = team.Name }) } };
        if (!response.Grab || led.Count == 0) return response;
        var near = Caller.Grants.Where(grant => grant.Role == Role.TeamLeader).Select(grant => grant.Prefix).Distinct().ToArray();
        var rows = db.Needs.AsNoTracking().Where(row => row.County == Caller.County && row.Status == NeedStatus.NeedVerified).Under(row => row.Site, near);
        if (!page.IsFirst && Guid.TryParse(page.After[0], out var after)) rows = rows.Where(row => row.Id > after);
        var found = await rows.OrderBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        response.NextPageToken = page.Next(found, row => [row.Id.ToString()]);
        foreach (var row in found)
        {
            // Many leaders read this: what is private stands in the detail, and in a reason.
            var wire = row.ToWire("", withContact: false);
            (wire.Detail, wire.Reason, wire.RatingComment) = ("", "", "");
            response.Needs.Add(wire);
        }
        return response;
    }

    [Requires<ServeNeeds>]
    public override async Task<V1.Need> GrabNeed(GrabNeedRequest request, ServerCallContext context)
    {
        var (cancel, check, now) = (context.CancellationToken, new Check(), clock.GetUtcNow());
        var team = check.Id("teamId", "队伍", request.TeamId);
        check.Done();
        if (!await MayGrabAsync(cancel)) throw Fault.Precondition("GRAB_OFF", "本县没有开通抢单,请等中心办公室派单");
        var need = await FindAsync(request.Id, cancel);
        // Which needs there are elsewhere is none of a leader's business: not found.
        var led = (await db.TeamsLedAsync(Caller, cancel)).Find(row => row.Id == team);
        if (led is null || !Caller.Grants.Any(grant => grant.Role == Role.TeamLeader && grant.Covers(need.Site))) throw Fault.NotFound("这个需求");
        var first = need.Reached(NeedStatus.NeedAccepted) is null;
        need.Grab(led.Id, led.Name, now);
        if (first) db.CountAccepted(need, now);
        return await SavedAsync(need, "need.grab", cancel);
    }

    [Requires<ReadNeeds>]
    public override async Task<V1.DispatchRule> GetDispatchRule(GetDispatchRuleRequest request, ServerCallContext context) => new() { Grab = await MayGrabAsync(context.CancellationToken) };

    [Requires<DispatchNeeds>]
    public override async Task<V1.DispatchRule> SetDispatchRule(SetDispatchRuleRequest request, ServerCallContext context)
    {
        var (cancel, county) = (context.CancellationToken, Caller.County);
        if (!Caller.Oversees<DispatchNeeds>(county)) throw Fault.Denied(Permission.Of<DispatchNeeds>());
        if (await db.Set<DispatchRule>().SingleOrDefaultAsync(rule => rule.County == county, cancel) is { } rule) rule.Grab = request.Grab;
        else db.Add(new DispatchRule { County = county, Grab = request.Grab });
        db.Audit(county, "need.dispatch-rule", request.Grab ? "grab" : "none");
        await db.SaveChangesAsync(cancel);
        return new V1.DispatchRule { Grab = request.Grab };
    }

    Task<bool> MayGrabAsync(CancellationToken cancel) => db.Set<DispatchRule>().AnyAsync(rule => rule.County == Caller.County && rule.Grab, cancel);
}
