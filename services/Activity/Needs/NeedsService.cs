using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Personal;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Needs;

/// <summary>What askers do: post, follow, withdraw, rate. What staff and teams do stands in NeedsService.Steps.cs.</summary>
public sealed partial class NeedsService(ActivityDb db, TimeProvider clock) : V1.Needs.NeedsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<PostNeeds>]
    public override async Task<CreateNeedResponse> CreateNeed(CreateNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var site = check.Site("site", request.Site, Caller);
        var title = check.Text("title", "标题", request.Title, 60);
        var detail = check.Optional("detail", "说明", request.Detail, 1000);
        var contact = check.Text("contactName", "联系人", request.ContactName, 30);
        var phone = check.Phone("contactPhone", request.ContactPhone);
        var behalf = check.Optional("onBehalfOf", "代谁提出", request.OnBehalfOf, 20);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "请同意核实和服务的人员看到您的联系方式");
        check.Done();
        var known = await KnownSite.RequireAsync(db, Caller.County, site, context.CancellationToken);

        var now = clock.GetUtcNow();
        var number = await NeedCounter.NextAsync(db, Caller.County, ChinaTime.Day(now), context.CancellationToken);
        var code = TrackingCode.Make();
        var need = new Need
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(now),
            Number = number,
            CodeHash = TrackingCode.Hash(number, code),
            Title = title,
            Detail = detail,
            Site = site,
            Urgent = request.Urgent,
            ContactName = contact,
            ContactPhone = phone,
            OnBehalfOf = behalf,
        };
        need.Post(known.Name, now);
        db.Add(need);
        db.Audit(need.County, "need.post", need.Number);
        db.Count(need.County, need.Site, ChinaTime.Day(now), ActivityMeasures.NeedsPosted);
        await db.SaveChangesAsync(context.CancellationToken);
        return new CreateNeedResponse { Id = need.Id.ToString(), Number = number, TrackingCode = code, Status = need.Status };
    }

    [Requires<TrackNeeds>]
    public override async Task<NeedTrail> TrackNeed(TrackNeedRequest request, ServerCallContext context) =>
        await TrailAsync(await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken), context.CancellationToken);

    [Requires<TrackNeeds>]
    public override async Task<NeedTrail> WithdrawNeed(WithdrawNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Optional("reason", "原因", request.Reason, 200);
        check.Done();
        var need = await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken);
        need.Withdraw(reason, clock.GetUtcNow());
        db.Audit(need.County, "need.withdraw", need.Number);
        await db.SaveChangesAsync(context.CancellationToken);
        return await TrailAsync(need, context.CancellationToken);
    }

    [Requires<TrackNeeds>]
    public override async Task<NeedTrail> RateNeed(RateNeedRequest request, ServerCallContext context)
    {
        var check = new Check();
        var rating = check.Range("rating", "评分", request.Rating, 1, 5);
        var comment = check.Optional("comment", "评价", request.Comment, 200);
        check.Done();
        var asked = await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken);
        var need = await GoesOnAsync(asked, context.CancellationToken);
        await RateAsync(need, rating, comment, "", "need.rate", context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        return await TrailAsync(asked, context.CancellationToken);
    }

    async Task RateAsync(Need need, int rating, string comment, string told, string action, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // One need, one rating: the last one counts.
        if (need.Reached(NeedStatus.NeedRated) is { } earlier) Count(earlier, ActivityMeasures.NeedsRated, -1);
        need.Rate(rating, comment, now, told);
        db.Audit(need.County, action, need.Number);
        if (need.IsReopened)
        {
            db.Audit(need.County, "need.reopen", need.Number);
            db.CountDone(need, need.Reached(NeedStatus.NeedDone)!.Value, -1);
        }
        Count(now, ActivityMeasures.NeedsRated);
        if (rating >= 4) Count(now, ActivityMeasures.NeedsSatisfied);
        if (need.IsReopened) await MoveOnAsync(need, now, cancel);

        void Count(DateTimeOffset at, Measure measure, int by = 1) => db.Count(need.County, need.SiteOn(ChinaTime.Day(at)), ChinaTime.Day(at), measure, by);
    }

    // It was done when its site closed, and so stayed there; now it is open again.
    async Task MoveOnAsync(Need need, DateTimeOffset now, CancellationToken cancel)
    {
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.County == need.County && row.Code == need.Site, cancel);
        if (site is not { ClosedOn: not null, Successor.Length: > 0 }) return;
        var to = await Succession.RunningAsync(db, need.County, site.Successor, cancel);
        var name = await db.Sites.Where(row => row.County == need.County && row.Code == to).Select(row => row.Name).SingleOrDefaultAsync(cancel) ?? to;
        need.Move(to, name, ChinaTime.Day(now), now);
    }

    // A wrong code and an unknown number are one answer, found by the same work: nobody learns which numbers exist.
    async Task<Need> AskedAsync(string number, string code, CancellationToken cancel)
    {
        number = number.Trim().ToUpperInvariant();
        var need = number.Length > 30 || code.Length > 30 || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? null
            : await db.Needs.Include(row => row.Steps).SingleOrDefaultAsync(row => row.County == Caller.County && row.Number == number, cancel);
        return TrackingCode.Fits(need?.CodeHash, number, code.Length > 30 ? "" : code) ? need! : throw Fault.NotFound("这个需求,请核对编号和查询码");
    }

    // The need that a merged one went on in, through as many mergings as there were; any other is its own.
    async Task<Need> GoesOnAsync(Need need, CancellationToken cancel)
    {
        while (need.MergedInto is { } into) need = await db.Needs.Include(row => row.Steps).SingleAsync(row => row.County == need.County && row.Id == into, cancel);
        return need;
    }

    async Task<NeedTrail> TrailAsync(Need need, CancellationToken cancel)
    {
        var goesOn = await GoesOnAsync(need, cancel);
        var team = await TeamNameAsync(goesOn, cancel);
        return goesOn == need ? need.ToTrail(team) : need.ToTrail(goesOn, team);
    }

    async Task<string> TeamNameAsync(Need need, CancellationToken cancel) => need.TeamId is null ? ""
        : await db.Teams.Where(team => team.County == need.County && team.Id == need.TeamId).Select(team => team.Name).SingleOrDefaultAsync(cancel) ?? "";
}
