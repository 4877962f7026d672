using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Activity.Tests.SignUps;

public sealed class AttendanceTests(ActivityRunning running)
{
    [Fact]
    public async Task From_the_need_to_confirmed_attendance_and_moved_figures()
    {
        var county = await running.CountyAsync();
        var need = await county.AcceptedNeedAsync();
        var soon = TimeSpan.FromSeconds(12);
        var activity = await county.PublishedAsync(soon, need.Id, new V1.ActivityPost { Title = "家电维修", Capacity = 2, Skill = "电工" });
        Assert.Equal(NeedStatus.NeedInService, (await TrackAsync(county, need)).Status);

        var (a, b, d, late) = (await county.VolunteerAsync("电工"), await county.VolunteerAsync("电工"), await county.VolunteerAsync("电工"), await county.VolunteerAsync("电工"));
        await county.SignUpAsync(a, activity);
        await county.SignUpAsync(b, activity);
        Assert.Equal((SignUpStatus.Waiting, 1), ((await county.SignUpAsync(d, activity)) is var waits ? (waits.Status, waits.WaitingPlace) : default));
        Assert.Equal(2, (await county.SignUpAsync(late, activity)).WaitingPlace);
        await county.CancelAsync(b, activity);

        var code = (await county.Activities.GetCheckInCodeAsync(new GetCheckInCodeRequest { Id = activity.Id }, county.As(county.Leader))).Code;
        Assert.Matches("^[0-9]{6}$", code);
        var wrong = code == "000000" ? "000001" : "000000";
        Assert.Equal("WRONG_CODE", (await County.RefusedAsync(CheckIn(county, a, activity, wrong))).Reason);
        var first = await CheckIn(county, a, activity, code);
        Assert.Equal(first, await CheckIn(county, a, activity, code));
        Assert.Equal("SIGN_UP_STATE", (await County.RefusedAsync(CheckIn(county, late, activity, code))).Reason);
        Assert.Equal("NOT_SIGNED_UP", (await County.RefusedAsync(CheckIn(county, b, activity, code))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.SignUps.CheckInAsync(new CheckInRequest { ActivityId = activity.Id, PersonId = d.PersonId.ToString() }, county.As(a)))).Code);
        await county.SignUps.CheckInAsync(new CheckInRequest { ActivityId = activity.Id, PersonId = d.PersonId.ToString() }, county.As(county.Leader));
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, county.As(county.Leader)))).Reason);

        await Moment.PassedAsync(activity.StartsAt.ToDateTimeOffset());
        var left = await county.SignUps.CheckOutAsync(new CheckOutRequest { ActivityId = activity.Id, Code = code }, county.As(a));
        Assert.Equal(SignUpStatus.CheckedOut, left.Status);
        Assert.Equal(left, await county.SignUps.CheckOutAsync(new CheckOutRequest { ActivityId = activity.Id, Code = code }, county.As(a)));
        // The clock of the test machine does not run two hours ahead: the times of S1 are put into the row.
        await county.SqlAsync("update sign_up s set checked_in_at = a.starts_at - interval '5 min', checked_out_at = a.ends_at + interval '5 min' from practice_activity a where a.id = s.activity_id and s.activity_id = $1 and person_id = $2", Guid.Parse(activity.Id), a.PersonId);
        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(SetMinutes(county, d, activity, 121))).Reason);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "晚了" }, county.As(county.Leader)))).Reason);
        var closed = await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id, Attendees = 3, Outcome = "灯修好了" }, county.As(county.Leader));
        Assert.Equal(ActivityStatus.Completed, closed.Status);
        Assert.Equal([130L], await EventMinutesAsync(county));
        Assert.Equal(120, (await SetMinutes(county, d, activity, 120)).Minutes);
        Assert.Equal([120L, 130L], await EventMinutesAsync(county));
        Assert.Equal("ALREADY_CREDITED", (await County.RefusedAsync(SetMinutes(county, d, activity, 60))).Reason);
        Assert.Equal(["AB"], await county.AskAsync<string>("select string_agg(grade, '' order by grade) from sign_up where activity_id = $1", Guid.Parse(activity.Id)));

        var rated = await county.Needs.RateNeedAsync(new RateNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode, Rating = 5, Comment = "满意" }, county.As(county.Visitor));
        Assert.Equal(NeedStatus.NeedRated, rated.Status);
        Assert.Equal("NEED_NOT_DONE", (await County.RefusedAsync(county.Needs.RateNeedAsync(new RateNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode, Rating = 1 }, county.As(county.Visitor)))).Reason);
        Assert.Equal(new Dictionary<string, long>
        {
            ["needs.posted"] = 1,
            ["needs.accepted"] = 1,
            ["needs.done"] = 1,
            ["needs.rated"] = 1,
            ["needs.satisfied"] = 1,
            ["activities.published"] = 1,
            ["activities.completed"] = 1,
            ["activities.from-needs"] = 1,
            ["sign-ups"] = 2,
            ["attendances"] = 2,
            ["attendees"] = 3,
        }.OrderBy(figure => figure.Key), (await county.FiguresAsync()).Where(figure => figure.Value != 0).OrderBy(figure => figure.Key));
    }

    [Fact]
    public async Task A_cancelled_activity_frees_everybody_and_the_need_waits_for_another()
    {
        var county = await running.CountyAsync();
        var need = await county.AcceptedNeedAsync();
        var activity = await county.PublishedAsync(TimeSpan.FromDays(1), need.Id);
        var volunteer = await county.VolunteerAsync();
        await county.SignUpAsync(volunteer, activity);
        await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "下雨" }, county.As(county.Leader));
        var trail = await TrackAsync(county, need);
        Assert.Equal((NeedStatus.NeedAccepted, ""), (trail.Status, trail.ActivityId));
        Assert.Equal([0L], await county.AskAsync<long>("select count(*) from person_time where county = $1", county.Code));
        Assert.Equal(0, (await county.FiguresAsync())["sign-ups"]);
        Assert.Equal(SignUpStatus.SignUpCancelled, (await county.SignUps.ListMySignUpsAsync(new ListMySignUpsRequest(), county.As(volunteer))).SignUps.Single().SignUp.Status);
        await county.PublishedAsync(TimeSpan.FromDays(2), need.Id);
    }

    [Fact]
    public async Task A_sign_up_does_not_slip_into_an_activity_that_is_being_cancelled()
    {
        var county = await running.CountyAsync();
        for (var round = 0; round < 5; round++)
        {
            var activity = await county.PublishedAsync(TimeSpan.FromDays(1 + round));
            var volunteers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => county.VolunteerAsync()));
            var signing = volunteers.Select(async volunteer =>
            {
                try { await county.SignUpAsync(volunteer, activity); return ""; }
                catch (RpcException refusal) { return refusal.Status.Detail; }
            }).ToList();
            await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "下雨" }, county.As(county.Leader));
            Assert.All(await Task.WhenAll(signing), answer => Assert.Contains(answer, new[] { "", "活动不在招募中" }));
            Assert.Equal([0L], await county.AskAsync<long>("select count(*) from sign_up where activity_id = $1 and status <> 6", Guid.Parse(activity.Id)));
            Assert.Equal([0L], await county.AskAsync<long>("select count(*) from person_time where activity_id = $1", Guid.Parse(activity.Id)));
        }
        Assert.Equal(0, (await county.FiguresAsync()).GetValueOrDefault("sign-ups"));
    }

    [Fact]
    public async Task Check_in_is_too_early_before_the_last_half_hour()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(TimeSpan.FromHours(2));
        var volunteer = await county.VolunteerAsync();
        await county.SignUpAsync(volunteer, activity);
        var code = await county.Activities.GetCheckInCodeAsync(new GetCheckInCodeRequest { Id = activity.Id }, county.As(county.Clerk));
        Assert.Equal("TOO_EARLY", (await County.RefusedAsync(CheckIn(county, volunteer, activity, code.Code))).Reason);
        var other = Callers.Staff(Role.TeamLeader, county.Station, county.Code);
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.Activities.GetCheckInCodeAsync(new GetCheckInCodeRequest { Id = activity.Id }, county.As(other)))).Code);
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.SignUps.ListSignUpsAsync(new ListSignUpsRequest { ActivityId = activity.Id }, county.As(other)))).Code);
    }

    [Fact]
    public async Task Who_was_not_recorded_by_two_hours_after_the_end_is_credited_by_the_leader_until_the_list_is_closed()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(TimeSpan.FromDays(1));
        var (came, forgotten, absent) = (await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync());
        foreach (var volunteer in new[] { came, forgotten, absent }) await county.SignUpAsync(volunteer, activity);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(SetMinutes(county, came, activity, 90))).Reason);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '5 hours', ends_at = now() - interval '3 hours' where id = $1", Guid.Parse(activity.Id));

        Assert.Equal(SignUpStatus.CheckedOut, (await SetMinutes(county, came, activity, 90)).Status);
        var nothing = new SetMinutesRequest { ActivityId = activity.Id, PersonId = forgotten.PersonId.ToString(), Minutes = 60 };
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.SignUps.SetMinutesAsync(nothing, county.As(county.Clerk)))).Reason);
        nothing.Reason = "纸质签到表";
        await county.SignUps.SetMinutesAsync(nothing, county.As(county.Clerk));
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.SignUps.SetMinutesAsync(nothing, county.As(Callers.Staff(Role.TeamLeader, county.Station, county.Code))))).Code);
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, county.As(county.Leader));
        Assert.Equal([60L, 90L], await EventMinutesAsync(county));
        Assert.Equal(["BB"], await county.AskAsync<string>("select string_agg(grade, '' order by grade) from sign_up where activity_id = $1", Guid.Parse(activity.Id)));
        Assert.Equal("SIGN_UP_STATE", (await County.RefusedAsync(SetMinutes(county, absent, activity, 90))).Reason);
        Assert.Equal(2, (await county.FiguresAsync())["attendances"]);
        Assert.Equal(2L, (await county.AskAsync<long>("select count(*) from audit_entry where county = $1 and action = 'attendance.set-minutes'", county.Code)).Single());
    }

    static AsyncUnaryCall<SignUpResponse> CheckIn(County county, Caller volunteer, V1.Activity activity, string code) =>
        county.SignUps.CheckInAsync(new CheckInRequest { ActivityId = activity.Id, Code = code }, county.As(volunteer));

    static AsyncUnaryCall<SignUpResponse> SetMinutes(County county, Caller volunteer, V1.Activity activity, int minutes) =>
        county.SignUps.SetMinutesAsync(new SetMinutesRequest { ActivityId = activity.Id, PersonId = volunteer.PersonId.ToString(), Minutes = minutes, Reason = "现场确认" }, county.As(county.Leader));

    static AsyncUnaryCall<NeedTrail> TrackAsync(County county, CreateNeedResponse need) =>
        county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor));

    static Task<List<long>> EventMinutesAsync(County county) =>
        county.AskAsync<long>("select (body::json->>'minutes')::bigint from outbox_message where county = $1 and type like '%AttendanceConfirmed' order by 1", county.Code);
}
