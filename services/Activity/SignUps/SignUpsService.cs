using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Writes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.SignUps;

/// <summary>Signing up and cancelling. Attendance and lists stand in the files beside.</summary>
public sealed partial class SignUpsService(ActivityDb db, HotWrite hot, ActivityPlans plans, TimeProvider clock) : V1.SignUps.SignUpsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<SignUpSelf>]
    public override async Task<SignUpResponse> SignUp(SignUpRequest request, ServerCallContext context)
    {
        var check = new Check();
        var activity = check.Id("activityId", "活动", request.ActivityId);
        var post = check.Id("postId", "岗位", request.PostId);
        check.That(request.RiskAccepted, "riskAccepted", "RISK_NOT_ACCEPTED", "请先阅读并接受风险告知");
        check.Done();
        var person = Caller.PersonId;
        var now = clock.GetUtcNow();

        if (await SignUpStatement.RunAsync(hot, Caller.County, activity, post, person, now, context.CancellationToken) is var (status, place))
            return new SignUpResponse { ActivityId = activity.ToString(), PostId = post.ToString(), PersonId = person.ToString(), Status = status, WaitingPlace = place };

        // Pressed twice: the answer is what stands.
        if (await OwnAsync(activity, context.CancellationToken) is { IsOpen: true } standing) return await ToWireAsync(standing, context.CancellationToken);
        throw await SignUpRefusal.FindAsync(db, Caller.County, activity, post, person, now, context.CancellationToken);
    }

    [Requires<SignUpSelf>]
    public override async Task<SignUpResponse> CancelSignUp(CancelSignUpRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var activity = check.Id("activityId", "活动", request.ActivityId);
        var reason = check.Optional("reason", "原因", request.Reason, 200);
        check.Done();
        var person = Caller.PersonId;
        var plan = await plans.FindAsync(db, Caller.County, activity, cancel) ?? throw Fault.NotFound("这场活动");
        if (clock.GetUtcNow() >= plan.StartsAt) throw Fault.Precondition("ACTIVITY_STATE", "活动已经开始,不能取消报名");

        return await db.TogetherAsync(async () =>
        {
            // The post's lock first, as everywhere: whoever signs up or cancels at the same time waits here.
            var post = await db.Posts.FromSql(
                $"""
                select p.* from activity_post p join sign_up s on s.county = p.county and s.post_id = p.id
                where s.county = {Caller.County} and s.activity_id = {activity} and s.person_id = {person} for update of p
                """).SingleOrDefaultAsync(cancel) ?? throw NotSignedUp();
            var row = await db.SignUps.SingleAsync(each => each.County == Caller.County && each.ActivityId == activity && each.PersonId == person, cancel);
            if (row.PostId != post.Id) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请再试一次");
            if (row.Status == SignUpStatus.SignUpCancelled) return row.ToWire(plan.StartsAt, plan.EndsAt, 0);

            var waited = row.Status == SignUpStatus.Waiting;
            row.Cancel(reason);
            await PersonTime.ReleaseAsync(db, row.County, activity, cancel, person);
            if (waited) post.Unqueue();
            else
            {
                post.GiveBack();
                await PromoteNextAsync(post, cancel);
            }
            db.Audit(row.County, "sign-up.cancel", row.Id.ToString());
            db.Count(row.County, plan.Site, ChinaTime.Day(row.SignedUpAt), ActivityMeasures.SignUps, -1);
            await db.SaveChangesAsync(cancel);
            return row.ToWire(plan.StartsAt, plan.EndsAt, 0);
        }, cancel);
    }

    // The first of the queue who still has the skill. Their time is theirs since they queued, and their age only grows.
    async Task PromoteNextAsync(Activities.ActivityPost post, CancellationToken cancel)
    {
        if (!post.Open || post.Waiting == 0) return;
        var next = await db.SignUps.Where(each => each.County == post.County && each.PostId == post.Id && each.Status == SignUpStatus.Waiting
                && (post.Skill == "" || db.Volunteers.Any(known => known.County == each.County && known.PersonId == each.PersonId && known.Skills.Contains(post.Skill))))
            .OrderBy(each => each.Queue).FirstOrDefaultAsync(cancel);
        if (next is null) return;
        next.Promote();
        post.Promote();
        db.Audit(next.County, "sign-up.promote", next.Id.ToString());
    }

    static Fault NotSignedUp() => Fault.Precondition("NOT_SIGNED_UP", "没有这场活动的报名");

    Task<SignUp?> OwnAsync(Guid activity, CancellationToken cancel) => OfAsync(activity, Caller.PersonId, cancel);

    Task<SignUp?> OfAsync(Guid activity, Guid person, CancellationToken cancel) =>
        db.SignUps.SingleOrDefaultAsync(row => row.County == Caller.County && row.ActivityId == activity && row.PersonId == person, cancel);

    async Task<SignUpResponse> ToWireAsync(SignUp row, CancellationToken cancel)
    {
        var plan = await plans.FindAsync(db, row.County, row.ActivityId, cancel) ?? throw Fault.NotFound("这场活动");
        var place = row.Status != SignUpStatus.Waiting ? 0
            : await db.SignUps.CountAsync(each => each.County == row.County && each.PostId == row.PostId && each.Status == SignUpStatus.Waiting && each.Queue <= row.Queue, cancel);
        return row.ToWire(plan.StartsAt, plan.EndsAt, place);
    }
}
