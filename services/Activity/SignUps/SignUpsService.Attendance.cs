using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.SignUps;

public sealed partial class SignUpsService
{
    /// <summary>Server time counts; a second check-in answers the first. By the person with the code of the day, or by the leader for a person.</summary>
    [Requires<SignUpSelf>]
    public override Task<SignUpResponse> CheckIn(CheckInRequest request, ServerCallContext context) =>
        AttendAsync(isIn: true, request.ActivityId, request.Code, request.PersonId, context.CancellationToken);

    [Requires<SignUpSelf>]
    public override Task<SignUpResponse> CheckOut(CheckOutRequest request, ServerCallContext context) =>
        AttendAsync(isIn: false, request.ActivityId, request.Code, request.PersonId, context.CancellationToken);

    [Requires<ManageAttendance>]
    public override async Task<SignUpResponse> SetMinutes(SetMinutesRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var id = check.Id("activityId", "活动", request.ActivityId);
        var person = check.Id("personId", "志愿者", request.PersonId);
        var reason = check.Text("reason", "原因", request.Reason, 200);
        check.Done();
        var activity = await db.Activities.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这场活动");
        await RequireAttendanceAsync(activity.Site, activity.TeamId, cancel);
        var most = (int)(activity.EndsAt - activity.StartsAt).TotalMinutes;
        check.Range("minutes", "时长(分钟)", request.Minutes, 0, most);
        check.Done();
        if (clock.GetUtcNow() < activity.StartsAt) throw Fault.Precondition("ACTIVITY_STATE", "活动还没有开始");

        var signUp = await OfAsync(id, person, cancel) ?? throw NotSignedUp();
        var before = signUp.Minutes ?? 0;
        signUp.SetMinutes(request.Minutes, reason);
        if (signUp.Status == SignUpStatus.Credited && activity.ProjectId is { } project) db.CountProjectMinutes(activity.County, activity.Site, activity.Day, project, request.Minutes - before);
        // After the list was closed nobody else tells it.
        if (signUp.Confirmed(activity) is { } fact) db.Publish(fact);
        db.Audit(signUp.County, "attendance.set-minutes", signUp.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return signUp.ToWire(activity.StartsAt, activity.EndsAt, 0);
    }

    async Task<SignUpResponse> AttendAsync(bool isIn, string activityId, string code, string personId, CancellationToken cancel)
    {
        var check = new Check();
        var activity = check.Id("activityId", "活动", activityId);
        var person = personId.Length == 0 ? Caller.PersonId : check.Id("personId", "志愿者", personId);
        check.Done();
        var plan = await plans.FindAsync(db, Caller.County, activity, cancel) ?? throw Fault.NotFound("这场活动");
        var now = clock.GetUtcNow();
        if (person != Caller.PersonId) await RequireAttendanceAsync(plan.Site, plan.TeamId, cancel);
        if (now < plan.StartsAt - DayCode.Before) throw Fault.Precondition("TOO_EARLY", $"开始前 {DayCode.Before.TotalMinutes:0} 分钟起可以签到");
        if (now > plan.EndsAt + DayCode.After) throw Fault.Precondition("TOO_LATE", person == Caller.PersonId ? "签到、签退的时间已过,请联系队长" : "签到、签退的时间已过,请直接设定时长");
        if (person == Caller.PersonId && !DayCode.Fits(plan.Secret, now, code)) throw Fault.Invalid("code", "WRONG_CODE", "签到码不对,请向队长核对今天的签到码");

        if (await AttendanceStatement.RunAsync(hot, isIn, Caller.County, activity, person, Caller.PersonId, now, cancel) is { } entry)
            return new SignUpResponse
            {
                ActivityId = activity.ToString(),
                PostId = entry.Post.ToString(),
                PersonId = person.ToString(),
                Status = entry.Status,
                CheckedInAt = entry.In?.ToTimestamp(),
                CheckedOutAt = entry.Out?.ToTimestamp(),
                Minutes = entry.Minutes ?? ServedMinutes.Of(entry.In, entry.Out, plan.StartsAt, plan.EndsAt),
            };

        var standing = await OfAsync(activity, person, cancel);
        if (standing is null or { Status: SignUpStatus.SignUpCancelled }) throw NotSignedUp();
        if ((isIn ? standing.CheckedInAt : standing.CheckedOutAt) is not null) return standing.ToWire(plan.StartsAt, plan.EndsAt, 0);
        // Says which state stands in the way.
        if (isIn) standing.CheckIn(now, byCode: false);
        else standing.CheckOut(now, byCode: false);
        throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请再试一次");
    }

    async Task RequireAttendanceAsync(string site, Guid? team, CancellationToken cancel)
    {
        if (!await db.ReachesAsync<ManageAttendance>(Caller, site, team, cancel)) throw Fault.Denied(Permission.Of<ManageAttendance>());
    }
}
