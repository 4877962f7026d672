using CivPractice.Activity.V1;
using Grpc.Core;

namespace CivPractice.Activity.Tests.SignUps;

public sealed class SignUpServiceTests(ActivityRunning running)
{
    static readonly TimeSpan tomorrow = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_refusal_says_exactly_why()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(tomorrow, "", new V1.ActivityPost { Title = "家电维修", Capacity = 2, Skill = "电工", LeastAge = 18 });
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(await county.VolunteerAsync("电工"), activity)).Status);
        Assert.Equal((StatusCode.FailedPrecondition, "SKILL_REQUIRED", "需要技能:电工"), await RefusedAsync(county, await county.VolunteerAsync(), activity));
        Assert.Equal("TOO_YOUNG", (await RefusedAsync(county, await county.VolunteerAsync("电工", age: 17), activity)).Reason);
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(await county.VolunteerAsync("电工", age: 18), activity)).Status);
        Assert.Equal("VOLUNTEER_PROFILE_REQUIRED", (await RefusedAsync(county, Testing.Callers.Person(Guid.CreateVersion7(), county.Code), activity)).Reason);
        Assert.Equal("RISK_NOT_ACCEPTED", (await County.RefusedAsync(county.SignUps.SignUpAsync(
            new SignUpRequest { ActivityId = activity.Id, PostId = activity.Posts[0].Id }, county.As(await county.VolunteerAsync("电工"))))).Reason);
        var draft = await county.Activities.CreateActivityAsync(county.Plan(tomorrow), county.As(county.Leader));
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(county, await county.VolunteerAsync(), draft)).Code);
        await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = activity.Id, Reason = "下雨" }, county.As(county.Leader));
        Assert.Equal("NOT_RECRUITING", (await RefusedAsync(county, await county.VolunteerAsync("电工"), activity)).Reason);
        Assert.Equal(StatusCode.Unauthenticated, (await RefusedAsync(county, county.Visitor, activity)).Code);
    }

    [Fact]
    public async Task One_person_is_never_in_two_places_not_even_in_two_counties_and_is_not_told_where()
    {
        var here = await running.CountyAsync();
        var there = await running.CountyAsync();
        var volunteer = await here.VolunteerAsync();
        var same = await there.VolunteerAsync(person: volunteer.PersonId);
        var first = await here.PublishedAsync(tomorrow);
        await here.SignUpAsync(volunteer, first);

        var overlapping = await there.PublishedAsync(tomorrow + TimeSpan.FromHours(1));
        Assert.Equal((StatusCode.FailedPrecondition, "CLASH", "这段时间您已报名其他活动"), await RefusedAsync(there, same, overlapping));
        Assert.Equal("CLASH", (await RefusedAsync(here, volunteer, await here.PublishedAsync(tomorrow - TimeSpan.FromHours(1)))).Reason);
        Assert.Equal(SignUpStatus.SignedUp, (await there.SignUpAsync(same, await there.PublishedAsync(tomorrow + TimeSpan.FromHours(3)))).Status);

        await here.CancelAsync(volunteer, first);
        Assert.Equal(SignUpStatus.SignedUp, (await there.SignUpAsync(same, overlapping)).Status);
        // Nothing of the refused attempts was left behind.
        Assert.Equal([2L], await here.AskAsync<long>("select count(*) from person_time where person_id = $1", volunteer.PersonId));
        Assert.Equal([0], await here.AskAsync<int>("select taken from activity_post where activity_id = $1", Guid.Parse(first.Id)));
    }

    [Fact]
    public async Task The_same_person_at_two_places_at_the_same_moment_gets_one()
    {
        var county = await running.CountyAsync();
        var activities = new List<V1.Activity>();
        for (var n = 0; n < 8; n++) activities.Add(await county.PublishedAsync(tomorrow + TimeSpan.FromMinutes(n)));
        for (var round = 0; round < 5; round++)
        {
            var volunteer = await county.VolunteerAsync();
            var answers = await Task.WhenAll(activities.Select(async activity =>
            {
                try { return (await county.SignUpAsync(volunteer, activity)).Status.ToString(); }
                catch (RpcException refusal) { return refusal.StatusCode.ToString(); }
            }));
            Assert.Equal(1, answers.Count(answer => answer == "SignedUp"));
            Assert.Equal(7, answers.Count(answer => answer == "FailedPrecondition"));
        }
        Assert.Equal([5L], await county.AskAsync<long>("select sum(taken) from activity_post where county = $1", county.Code));
    }

    [Fact]
    public async Task Pressing_twice_is_signing_up_once_and_after_a_cancellation_one_may_come_again()
    {
        var county = await running.CountyAsync();
        var volunteer = await county.VolunteerAsync();
        var activity = await county.PublishedAsync(tomorrow);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => county.SignUpAsync(volunteer, activity)));
        Assert.All(answers, answer => Assert.Equal(SignUpStatus.SignedUp, answer.Status));
        Assert.Equal(1, (await county.FiguresAsync())["sign-ups"]);

        Assert.Equal(SignUpStatus.SignUpCancelled, (await county.CancelAsync(volunteer, activity)).Status);
        Assert.Equal(SignUpStatus.SignUpCancelled, (await county.CancelAsync(volunteer, activity)).Status);
        Assert.Equal(0, (await county.FiguresAsync())["sign-ups"]);
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(volunteer, activity)).Status);
        Assert.Equal(1, (await county.FiguresAsync())["sign-ups"]);
        var mine = await county.SignUps.ListMySignUpsAsync(new ListMySignUpsRequest(), county.As(volunteer));
        Assert.Equal((activity.Id, 1), (mine.SignUps.Single().Activity.Id, mine.SignUps.Single().Activity.Posts[0].Taken));
        Assert.Equal("NOT_SIGNED_UP", (await County.RefusedAsync(county.SignUps.CancelSignUpAsync(new CancelSignUpRequest { ActivityId = activity.Id }, county.As(await county.VolunteerAsync())))).Reason);
    }

    [Fact]
    public async Task Two_hundred_at_once_for_twenty_places_then_five_cancel_and_five_move_up_in_order()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(tomorrow, "", new V1.ActivityPost { Title = "帮手", Capacity = 20 });
        var volunteers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => county.VolunteerAsync()));
        var answers = await Task.WhenAll(volunteers.Select(volunteer => county.SignUpAsync(volunteer, activity)));

        var placed = answers.Where(answer => answer.Status == SignUpStatus.SignedUp).ToList();
        var waiting = answers.Where(answer => answer.Status == SignUpStatus.Waiting).OrderBy(answer => answer.WaitingPlace).ToList();
        Assert.Equal((20, 180), (placed.Count, waiting.Count));
        Assert.Equal(Enumerable.Range(1, 180), waiting.Select(answer => answer.WaitingPlace));
        Assert.Equal(200, (await county.FiguresAsync())["sign-ups"]);

        var leaving = placed.Take(5).Select(answer => volunteers.Single(volunteer => volunteer.PersonId.ToString() == answer.PersonId));
        await Task.WhenAll(leaving.Select(volunteer => county.CancelAsync(volunteer, activity)));
        var promoted = await county.AskAsync<Guid>("select person_id from sign_up where activity_id = $1 and status = 1 and queue > 20", Guid.Parse(activity.Id));
        Assert.Equal(waiting.Take(5).Select(answer => Guid.Parse(answer.PersonId)).Order(), promoted.Order());

        var post = (await county.Activities.GetActivityAsync(new GetActivityRequest { Id = activity.Id }, county.As(county.Visitor))).Posts[0];
        Assert.Equal((20, 175), (post.Taken, post.Waiting));
        Assert.Equal(195, (await county.FiguresAsync())["sign-ups"]);
        Assert.Equal([195L], await county.AskAsync<long>("select count(*) from person_time where activity_id = $1", Guid.Parse(activity.Id)));
        var list = await county.SignUps.ListSignUpsAsync(new ListSignUpsRequest { ActivityId = activity.Id, PageSize = 200 }, county.As(county.Leader));
        Assert.Equal(Enumerable.Range(1, 175), list.SignUps.Where(row => row.Status == SignUpStatus.Waiting).Select(row => row.WaitingPlace).Order());
        Assert.All(list.SignUps, row => Assert.Equal("测试志愿者", row.PersonName));
    }

    [Fact]
    public async Task Coming_and_going_at_once_neither_overbooks_nor_leaves_a_place_empty_while_somebody_waits()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(tomorrow, "", new V1.ActivityPost { Title = "帮手", Capacity = 7 });
        var volunteers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => county.VolunteerAsync()));
        await Task.WhenAll(volunteers.Select(async (volunteer, n) =>
        {
            var dice = new Random(n);
            for (var turn = 0; turn < 8; turn++)
                try
                {
                    if (dice.Next(2) == 0) await county.SignUpAsync(volunteer, activity);
                    else await county.CancelAsync(volunteer, activity);
                }
                catch (RpcException refusal) when (refusal.StatusCode is StatusCode.FailedPrecondition or StatusCode.Aborted) { /* not signed up; changed meanwhile */ }
        }));

        var counts = await county.AskAsync<long>(
            """
            select unnest(array[p.taken, p.waiting, (select count(*) from sign_up s where s.post_id = p.id and s.status = 1), (select count(*) from sign_up s where s.post_id = p.id and s.status = 2),
                (select count(*) from person_time t where t.activity_id = p.activity_id)]::bigint[]) from activity_post p where p.activity_id = $1
            """, Guid.Parse(activity.Id));
        Assert.Equal(counts[0], counts[2]);
        Assert.Equal(counts[1], counts[3]);
        Assert.Equal(counts[0] + counts[1], counts[4]);
        Assert.InRange(counts[0], 0, 7);
        if (counts[1] > 0) Assert.Equal(7, counts[0]);
        Assert.Equal(counts[4], (await county.FiguresAsync())["sign-ups"]);
    }

    [Fact]
    public async Task A_request_with_a_key_is_done_once_and_a_refused_one_leaves_nothing()
    {
        var county = await running.CountyAsync();
        var volunteer = await county.VolunteerAsync();
        var (activity, clashing) = (await county.PublishedAsync(tomorrow), await county.PublishedAsync(tomorrow));
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WithKey(activity, key).ResponseAsync));
        Assert.All(answers, answer => Assert.Equal(SignUpStatus.SignedUp, answer.Status));
        Assert.Equal("CLASH", (await County.RefusedAsync(WithKey(clashing, Guid.NewGuid().ToString()))).Reason);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await County.RefusedAsync(WithKey(clashing, key))).Reason);
        Assert.Equal([1L], await county.AskAsync<long>("select count(*) from person_time where person_id = $1", volunteer.PersonId));
        Assert.Equal([1L], await county.AskAsync<long>("select count(*) from audit_entry where county = $1 and action = 'sign-up'", county.Code));

        AsyncUnaryCall<SignUpResponse> WithKey(V1.Activity wanted, string with)
        {
            var headers = county.As(volunteer);
            headers.Add("idempotency-key", with);
            return county.SignUps.SignUpAsync(new SignUpRequest { ActivityId = wanted.Id, PostId = wanted.Posts[0].Id, RiskAccepted = true }, headers);
        }
    }

    static Task<(StatusCode Code, string Reason, string Message)> RefusedAsync(County county, Platform.Callers.Caller volunteer, V1.Activity activity) =>
        County.RefusedAsync(county.SignUps.SignUpAsync(new SignUpRequest { ActivityId = activity.Id, PostId = activity.Posts[0].Id, RiskAccepted = true }, county.As(volunteer)));
}
