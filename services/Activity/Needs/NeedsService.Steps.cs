using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Needs;

public sealed partial class NeedsService
{
    /// <summary>Newest first: to staff the needs of their sites, to a leader those of the own teams.</summary>
    [Requires<ReadNeeds>]
    public override async Task<ListNeedsResponse> ListNeeds(ListNeedsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var page = Page.Of(request, 1);

        var led = (await db.TeamsLedAsync(Caller, cancel)).Select(row => (Guid?)row.Id).ToArray();
        var overseen = Caller.Overseen<ReadNeeds>().ToArray();
        var rows = db.Needs.AsNoTracking().Where(row => row.County == Caller.County).Sought(request);
        rows = led.Length == 0 ? rows.Under(row => row.Site, overseen)
            : rows.Where(row => led.Contains(row.TeamId) || overseen.Any(each => row.Site.StartsWith(each)));
        if (!page.IsFirst && Guid.TryParse(page.After[0], out var after)) rows = rows.Where(row => row.Id < after);

        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var response = new ListNeedsResponse { NextPageToken = page.Next(found, row => [row.Id.ToString()]) };
        var teams = found.Select(row => row.TeamId).Distinct().ToArray();
        var names = await db.Teams.Where(row => row.County == Caller.County && teams.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        response.Needs.AddRange(found.Select(row => row.ToWire(row.TeamId is { } id ? names.GetValueOrDefault(id, "") : "", withContact: false)));
        return response;
    }

    [Requires<ReadNeeds>]
    public override async Task<V1.Need> GetNeed(GetNeedRequest request, ServerCallContext context)
    {
        var need = await FindAsync(request.Id, context.CancellationToken);
        if (!await db.ReachesAsync<ReadNeeds>(Caller, need.Site, need.TeamId, context.CancellationToken)) throw Fault.NotFound("这个需求");
        return await AnswerAsync(need, context.CancellationToken);
    }

    [Requires<VerifyNeeds>]
    public override async Task<V1.Need> VerifyNeed(VerifyNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var note = check.Optional("note", "说明", request.Note, 200);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<VerifyNeeds>(need.Site);
        need.Verify(await SiteNameAsync(need, context.CancellationToken), note, clock.GetUtcNow());
        return await SavedAsync(need, "need.verify", context.CancellationToken);
    }

    [Requires<VerifyNeeds>]
    public override async Task<V1.Need> RefuseNeed(RefuseNeedRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<VerifyNeeds>(need.Site);
        need.Refuse(await SiteNameAsync(need, context.CancellationToken), reason, clock.GetUtcNow());
        return await SavedAsync(need, "need.refuse", context.CancellationToken);
    }

    [Requires<DispatchNeeds>]
    public override async Task<V1.Need> DispatchNeed(DispatchNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("teamId", "队伍", request.TeamId);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<DispatchNeeds>(need.Site);
        var team = await TeamAsync(need, id, context.CancellationToken);
        need.Dispatch(team.Id, team.Name, clock.GetUtcNow());
        return await SavedAsync(need, "need.dispatch", context.CancellationToken);
    }

    [Requires<DispatchNeeds>]
    public override async Task<V1.Need> RedispatchNeed(RedispatchNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("teamId", "队伍", request.TeamId);
        var reason = check.Text("reason", "原因", request.Reason, 200);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<DispatchNeeds>(need.Site);
        if (request.Version != 0 && request.Version != need.Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "需求刚被别人办理过,请看看现在的情况再决定");
        var team = await TeamAsync(need, id, context.CancellationToken);
        need.Redispatch(team.Id, team.Name, reason, clock.GetUtcNow());
        return await SavedAsync(need, "need.redispatch", context.CancellationToken);
    }

    [Requires<VerifyNeeds>]
    public override async Task<V1.Need> ReferNeed(ReferNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var body = check.Text("body", "转介单位", request.Body, 60);
        var reason = check.Text("reason", "原因", request.Reason, 200);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<VerifyNeeds>(need.Site);
        // To take it from a team is the office's business, as dispatching it was.
        if (need.TeamId is not null) Caller.Require<DispatchNeeds>(need.Site);
        need.Refer(body, reason, clock.GetUtcNow());
        return await SavedAsync(need, "need.refer", context.CancellationToken);
    }

    [Requires<VerifyNeeds>]
    public override async Task<V1.Need> MergeNeed(MergeNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var into = check.Id("intoId", "并入的需求", request.IntoId);
        var reason = check.Optional("reason", "说明", request.Reason, 200);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<VerifyNeeds>(need.Site);
        var other = await db.Needs.Include(row => row.Steps).SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == into, context.CancellationToken) ?? throw Fault.NotFound("要并入的需求");
        Caller.Require<VerifyNeeds>(other.Site);
        need.MergeInto(other, reason, clock.GetUtcNow());
        return await SavedAsync(need, "need.merge", context.CancellationToken);
    }

    [Requires<VerifyNeeds>]
    public override async Task<V1.Need> RecordCallBack(RecordCallBackRequest request, ServerCallContext context)
    {
        var check = new Check();
        var rating = check.Range("rating", "评分", request.Rating, 1, 5);
        var comment = check.Optional("comment", "评价", request.Comment, 200);
        var reason = check.Text("reason", "代为登记的原因", request.Reason, 60, least: 2);
        check.Done();
        var need = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<VerifyNeeds>(need.Site);
        // Whoever served is not asked how content the served one was.
        if (await db.LeadsAsync(Caller, need.TeamId, need.Site, context.CancellationToken)) throw Fault.Precondition("OWN_SERVICE", "自己队伍服务的需求,请由其他人回访");
        await RateAsync(need, rating, comment, reason, "need.call-back", context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await AnswerAsync(need, context.CancellationToken);
    }

    [Requires<ServeNeeds>]
    public override async Task<V1.Need> AcceptNeed(AcceptNeedRequest request, ServerCallContext context)
    {
        var (need, team) = await FindAsLeaderAsync(request.Id, context.CancellationToken);
        var (now, first) = (clock.GetUtcNow(), need.Reached(NeedStatus.NeedAccepted) is null);
        need.Accept(team.Name, now);
        if (first) db.CountAccepted(need, now);
        return await SavedAsync(need, "need.accept", context.CancellationToken);
    }

    [Requires<ServeNeeds>]
    public override async Task<V1.Need> DeclineNeed(DeclineNeedRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var (need, team) = await FindAsLeaderAsync(request.Id, context.CancellationToken);
        need.Decline(team.Name, reason, clock.GetUtcNow());
        return await SavedAsync(need, "need.decline", context.CancellationToken);
    }

    static string Reason(string value)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", value, 200);
        check.Done();
        return reason;
    }

    async Task<Need> FindAsync(string value, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "需求", value);
        check.Done();
        return await db.Needs.Include(row => row.Steps).SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel)
            ?? throw Fault.NotFound("这个需求");
    }

    // A need that was not given to one of the own teams is none of a leader's business: not found.
    async Task<(Need Need, KnownTeam Team)> FindAsLeaderAsync(string value, CancellationToken cancel)
    {
        var need = await FindAsync(value, cancel);
        if (!await db.LeadsAsync(Caller, need.TeamId, need.Site, cancel)) throw Fault.NotFound("这个需求");
        return (need, await db.Teams.AsNoTracking().SingleAsync(row => row.County == need.County && row.Id == need.TeamId, cancel));
    }

    Task<KnownTeam> TeamAsync(Need need, Guid id, CancellationToken cancel) => KnownTeam.RequireAsync(db, need.County, id, ChinaTime.Today(clock), cancel);

    async Task<string> SiteNameAsync(Need need, CancellationToken cancel) =>
        await db.Sites.Where(row => row.County == need.County && row.Code == need.Site).Select(row => row.Name).SingleOrDefaultAsync(cancel) ?? need.Site;

    async Task<V1.Need> SavedAsync(Need need, string action, CancellationToken cancel)
    {
        db.Audit(need.County, action, need.Number);
        await db.SaveChangesAsync(cancel);
        return await AnswerAsync(need, cancel);
    }

    async Task<V1.Need> AnswerAsync(Need need, CancellationToken cancel) => need.ToWire(await TeamNameAsync(need, cancel), await NeedsContactAsync(need, cancel));

    // The asker agreed that those who verify and serve see the contact. Who looks over needs, as a spot-checker does, does neither.
    async Task<bool> NeedsContactAsync(Need need, CancellationToken cancel) =>
        Caller.Oversees<VerifyNeeds>(need.Site) || Caller.Oversees<DispatchNeeds>(need.Site) || Caller.Oversees<ManageActivities>(need.Site)
        || await db.LeadsAsync(Caller, need.TeamId, need.Site, cancel);
}
