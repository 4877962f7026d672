using System.Collections.Concurrent;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CsCheck;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Mobilizations;

/// <summary>Tasks, shifts, who came and what was handed over, on a real database.</summary>
public sealed class MobilizationTasksServiceTests(ActivityRunning running)
{
    V1.Mobilizations.MobilizationsClient Calls => new(running.Service.Channel);

    V1.MobilizationTasks.MobilizationTasksClient Tasks => new(running.Service.Channel);

    static Timestamp In(double hours) => (DateTimeOffset.UtcNow + TimeSpan.FromHours(hours)).ToTimestamp();

    async Task<County> CalledAsync(bool drill = false)
    {
        var county = await running.CountyAsync();
        await Calls.CallMobilizationAsync(new CallMobilizationRequest
        {
            Number = "YJ-1",
            Event = "疫情防控",
            Level = EmergencyLevel.LevelTwo,
            IssuedBy = "中心",
            Command = "指挥部",
            Call = "请就近报到",
            Area = county.Code,
            TaskKinds = { "消毒", "登记" },
            Needed = 2,
            Drill = drill,
        }, county.As(county.Office));
        return county;
    }

    async Task<Caller> AnsweredAsync(County county)
    {
        var volunteer = await county.VolunteerAsync();
        await Calls.AnswerForSelfAsync(new AnswerForSelfRequest { Number = "YJ-1", Site = county.Station }, county.As(volunteer));
        return volunteer;
    }

    async Task TeamAnsweredAsync(County county, int people) =>
        await Calls.AnswerForTeamAsync(new AnswerForTeamRequest { Number = "YJ-1", TeamId = county.Team.ToString(), Site = county.Station, People = people }, county.As(county.Leader));

    async Task<V1.MobilizationTask> TaskAsync(County county) => await Tasks.CreateTaskAsync(
        new CreateTaskRequest { Number = "YJ-1", What = "消毒", Site = county.Station, Neighbourhood = "锦绣花园", Needed = 3, StartsAt = In(-2), EndsAt = In(20) }, county.As(county.Clerk));

    async Task<Shift> ShiftAsync(County county, V1.MobilizationTask task, double from, double to, int needed) =>
        await Tasks.AddShiftAsync(new AddShiftRequest { TaskId = task.Id, StartsAt = In(from), EndsAt = In(to), Needed = needed }, county.As(county.Clerk));

    AsyncUnaryCall<Shift> Take(County county, Shift shift, Caller volunteer) => Tasks.TakeShiftAsync(new TakeShiftRequest { Id = shift.Id }, county.As(volunteer));

    AsyncUnaryCall<Shift> PutTeam(County county, Shift shift, int people) => Tasks.PutOnShiftAsync(new PutOnShiftRequest { Id = shift.Id, TeamId = county.Team.ToString(), People = people }, county.As(county.Leader));

    static Task<List<string>> FiguresAsync(County county) => county.AskAsync<string>(
        "select measure || ' ' || dimension || ' ' || sum(n) from tally_entry where county = $1 and (measure like 'mobilizations%' or measure like 'drills%') group by measure, dimension having sum(n) <> 0 order by measure collate \"C\"", county.Code);

    async Task RecountedAsync(params IEnumerable<string> counties) =>
        Assert.DoesNotContain((await running.Service.CheckFiguresAsync("Activity")).Lines, line => counties.Any(county => line.StartsWith(county, StringComparison.Ordinal)));

    [Fact]
    public async Task Who_is_on_a_later_shift_of_a_task_that_is_done_is_free_again_and_no_shift_is_added_after_the_call()
    {
        var county = await CalledAsync();
        var volunteer = await AnsweredAsync(county);
        var task = await TaskAsync(county);
        var (now, later) = (await ShiftAsync(county, task, -1, 1, 2), await ShiftAsync(county, task, 5, 7, 1));
        await Take(county, now, volunteer);
        await Take(county, later, volunteer);
        await Tasks.CompleteTaskAsync(new CompleteTaskRequest { Id = task.Id, Outcome = "消毒完毕" }, county.As(county.Clerk));
        Assert.Equal([(now.Id, 1), (later.Id, 0)], (await Tasks.ListShiftsAsync(new ListShiftsRequest { TaskId = task.Id }, county.As(county.Visitor))).Shifts.Select(shift => (shift.Id, shift.People)));
        Assert.Equal([now.Id], await county.AskAsync<string>("select activity_id::text from person_time where county = $1", county.Code));
        var other = await TaskAsync(county);
        await Calls.EndMobilizationAsync(new EndMobilizationRequest { Number = "YJ-1" }, county.As(county.Office));
        Assert.Equal("MOBILIZATION_ENDED", (await County.RefusedAsync(Tasks.AddShiftAsync(new AddShiftRequest { TaskId = other.Id, StartsAt = In(1), EndsAt = In(2), Needed = 1 }, county.As(county.Clerk)))).Reason);
        await RecountedAsync(county.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_checked_in_early_leaves_no_more_and_is_free_with_the_others_when_the_task_is_over(bool done)
    {
        var county = await CalledAsync();
        var (one, other) = (await AnsweredAsync(county), await AnsweredAsync(county));
        await TeamAnsweredAsync(county, 1);
        var task = await TaskAsync(county);
        var shift = await ShiftAsync(county, task, 0.3, 2, 3);
        await Take(county, shift, one);
        await Take(county, shift, other);
        await Tasks.AssignTaskAsync(new AssignTaskRequest { Id = task.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk));
        Assert.NotNull((await PutTeam(county, shift, 1)).FilledAt);
        var code = (await Tasks.GetShiftCodeAsync(new GetShiftCodeRequest { Id = shift.Id }, county.As(county.Clerk))).Code;
        Assert.True((await Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, Code = code }, county.As(one))).Present);

        Assert.Equal("CHECKED_IN", (await County.RefusedAsync(Tasks.LeaveShiftAsync(new LeaveShiftRequest { Id = shift.Id }, county.As(one)))).Reason);
        Assert.Equal("CHECKED_IN", (await County.RefusedAsync(Tasks.TakeOffShiftAsync(new TakeOffShiftRequest { Id = shift.Id, PersonId = one.PersonId.ToString() }, county.As(county.Clerk)))).Reason);
        await Tasks.TakeOffShiftAsync(new TakeOffShiftRequest { Id = shift.Id, TeamId = county.Team.ToString() }, county.As(county.Leader));
        Assert.True((await Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, Code = code }, county.As(other))).Present);
        var detail = await Tasks.GetShiftAsync(new GetShiftRequest { Id = shift.Id }, county.As(county.Clerk));
        Assert.Equal((2, 2), (detail.Shift.People, detail.Shift.Present));
        Assert.Contains("mobilizations.person-shifts YJ-1 2", await FiguresAsync(county));
        await RecountedAsync(county.Code);

        if (done) await Tasks.CompleteTaskAsync(new CompleteTaskRequest { Id = task.Id, Outcome = "提前完成" }, county.As(county.Leader));
        else await Tasks.CancelTaskAsync(new CancelTaskRequest { Id = task.Id, Reason = "暂不需要" }, county.As(county.Clerk));
        Assert.Equal([(0, 0)], (await Tasks.ListShiftsAsync(new ListShiftsRequest { TaskId = task.Id }, county.As(county.Visitor))).Shifts.Select(row => (row.People, row.Present)));
        Assert.DoesNotContain(await FiguresAsync(county), line => line.Contains("shifts", StringComparison.Ordinal));
        Assert.Equal([0L], await county.AskAsync<long>("select count(*) from person_time where county = $1", county.Code));
        await RecountedAsync(county.Code);
    }

    [Fact]
    public async Task A_task_says_who_plans_it_and_who_keeps_its_shifts()
    {
        var county = await CalledAsync();
        await TeamAnsweredAsync(county, 2);
        var task = await TaskAsync(county);
        var elsewhere = Callers.Staff(Role.StationClerk, county.Code + "001002", county.Code);
        async Task<(bool Plans, bool Keeps)> MayAsync(Caller caller)
        {
            var seen = await Tasks.GetTaskAsync(new GetTaskRequest { Id = task.Id }, county.As(caller));
            return (seen.MayPlan, seen.MayKeep);
        }
        Assert.Equal((true, true), await MayAsync(county.Clerk));
        foreach (var other in new[] { county.Leader, elsewhere, county.Visitor, await AnsweredAsync(county) }) Assert.Equal((false, false), await MayAsync(other));
        await Tasks.AssignTaskAsync(new AssignTaskRequest { Id = task.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk));
        Assert.Equal((false, true), await MayAsync(county.Leader));
        Assert.Equal((false, false), await MayAsync(elsewhere));
        // It says what is done: who may not plan is refused.
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.CancelTaskAsync(new CancelTaskRequest { Id = task.Id, Reason = "暂不需要" }, county.As(county.Leader)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.CompleteTaskAsync(new CompleteTaskRequest { Id = task.Id }, county.As(elsewhere)))).Reason);
    }

    [Fact]
    public async Task From_the_call_to_the_hand_over()
    {
        var county = await CalledAsync();
        var (one, other) = (await AnsweredAsync(county), await AnsweredAsync(county));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.AnswerForTeamAsync(new AnswerForTeamRequest { Number = "YJ-1", TeamId = county.Team.ToString(), Site = county.Station, People = 4 }, county.As(county.Clerk)))).Reason);
        Assert.Equal([County.TeamName], (await Calls.ListTeamsToAnswerAsync(new ListTeamsToAnswerRequest { Number = "YJ-1" }, county.As(county.Leader))).Teams.Select(team => team.Name));
        await TeamAnsweredAsync(county, 4);
        await TeamAnsweredAsync(county, 4);
        Assert.Equal("ANSWERED", (await County.RefusedAsync(Calls.AnswerForTeamAsync(new AnswerForTeamRequest { Number = "YJ-1", TeamId = county.Team.ToString(), Site = county.Station, People = 9 }, county.As(county.Leader)))).Reason);
        Assert.Empty((await Calls.ListTeamsToAnswerAsync(new ListTeamsToAnswerRequest { Number = "YJ-1" }, county.As(county.Leader))).Teams);
        Assert.Equal([(County.TeamName, 4)], (await Calls.ListTeamAnswersAsync(new ListTeamAnswersRequest { Number = "YJ-1" }, county.As(county.Visitor))).Answers.Select(row => (row.TeamName, row.People)));

        var task = await TaskAsync(county);
        Assert.Equal((CallTaskState.TaskOpen, "锦绣花园", county.Station), (task.State, task.Neighbourhood, task.Site));
        Assert.Equal("TASK_STATE", (await County.RefusedAsync(Tasks.CompleteTaskAsync(new CompleteTaskRequest { Id = task.Id }, county.As(county.Clerk)))).Reason);
        // The leader keeps what his team was given, and nothing else.
        var begun = await ShiftAsync(county, task, -1, 3, 3);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(PutTeam(county, begun, 1))).Reason);
        task = await Tasks.AssignTaskAsync(new AssignTaskRequest { Id = task.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk));
        Assert.Equal((CallTaskState.TaskAssigned, County.TeamName), (task.State, task.TeamName));

        Assert.Equal("ANSWER_FIRST", (await County.RefusedAsync(Take(county, begun, await county.VolunteerAsync()))).Reason);
        await Take(county, begun, one);
        Assert.Equal(1, (await Take(county, begun, one)).People);
        await Tasks.PutOnShiftAsync(new PutOnShiftRequest { Id = begun.Id, PersonId = other.PersonId.ToString() }, county.As(county.Leader));
        var full = await PutTeam(county, begun, 1);
        Assert.Equal((3, true), (full.People, full.FilledAt is not null));
        Assert.Equal("SHIFT_FULL", (await County.RefusedAsync(Take(county, begun, await AnsweredAsync(county)))).Reason);
        Assert.Equal("SHIFT_BEGUN", (await County.RefusedAsync(Tasks.LeaveShiftAsync(new LeaveShiftRequest { Id = begun.Id }, county.As(one)))).Reason);

        // Who came; told again, the later stands.
        var confirm = new ConfirmShiftRequest { Id = begun.Id, PresentPersonIds = { one.PersonId.ToString(), other.PersonId.ToString() }, Teams = { new TeamPresence { TeamId = county.Team.ToString(), People = 1 } } };
        Assert.Equal(3, (await Tasks.ConfirmShiftAsync(confirm, county.As(county.Leader))).Present);
        confirm.PresentPersonIds.RemoveAt(1);
        Assert.Equal(2, (await Tasks.ConfirmShiftAsync(confirm, county.As(county.Leader))).Present);
        confirm.PresentPersonIds.Add(Guid.CreateVersion7().ToString());
        Assert.Equal("NOT_ON_SHIFT", (await County.RefusedAsync(Tasks.ConfirmShiftAsync(confirm, county.As(county.Leader)))).Reason);

        var next = await ShiftAsync(county, task, 3, 6, 2);
        Assert.Equal("SHIFT_NOT_BEGUN", (await County.RefusedAsync(Tasks.ConfirmShiftAsync(new ConfirmShiftRequest { Id = next.Id }, county.As(county.Leader)))).Reason);
        var told = await Tasks.HandOverShiftAsync(new HandOverShiftRequest { Id = begun.Id, Note = "消毒液还剩两桶" }, county.As(one));
        Assert.Equal((next.Id, "测试志愿者"), (told.NextShiftId, told.PersonName));
        Assert.Equal("HANDED_OVER", (await County.RefusedAsync(Tasks.HandOverShiftAsync(new HandOverShiftRequest { Id = begun.Id, Note = "再说一次" }, county.As(county.Leader)))).Reason);
        var seen = await Tasks.GetShiftAsync(new GetShiftRequest { Id = next.Id }, county.As(county.Leader));
        Assert.Equal(["消毒液还剩两桶"], seen.Told.Select(row => row.Note));
        Assert.True(seen.MayKeep);
        // Whoever is on a shift sees himself; whoever is not sees nothing.
        var own = await Tasks.GetShiftAsync(new GetShiftRequest { Id = begun.Id }, county.As(other));
        Assert.Equal([(other.PersonId.ToString(), false)], own.People.Select(row => (row.PersonId, row.Present)));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.GetShiftAsync(new GetShiftRequest { Id = next.Id }, county.As(one)))).Reason);
        var stranger = await running.CountyAsync();
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(Tasks.GetShiftAsync(new GetShiftRequest { Id = next.Id }, stranger.As(stranger.Office)))).Reason);

        await Tasks.CompleteTaskAsync(new CompleteTaskRequest { Id = task.Id, Outcome = "全部消毒" }, county.As(county.Leader));
        Assert.Equal("TASK_STATE", (await County.RefusedAsync(Take(county, next, one))).Reason);
        var shown = await Calls.GetMobilizationAsync(new GetMobilizationRequest { Number = "YJ-1" }, county.As(county.Visitor));
        Assert.Equal((1, 4, 1, 1, 2, 1), (shown.TeamsAnswered, shown.TeamPeople, shown.Tasks, shown.TasksDone, shown.Shifts, shown.ShiftsFilled));
        Assert.Equal((3, 2), (shown.PeopleNeeded, shown.PeoplePresent));
        // Two were needed: met with the second answer.
        Assert.InRange(shown.MetAt.ToDateTimeOffset(), shown.StartsAt.ToDateTimeOffset(), full.FilledAt!.ToDateTimeOffset());
        Assert.Equal(["mobilizations.person-shifts YJ-1 2", "mobilizations.shifts.filled YJ-1 1", "mobilizations.tasks.done YJ-1 1", "mobilizations.teams YJ-1 1", "mobilizations.volunteers YJ-1 3"], await FiguresAsync(county));
        Assert.Equal([begun.Id, next.Id], (await Tasks.ListShiftsAsync(new ListShiftsRequest { TaskId = task.Id }, county.As(county.Visitor))).Shifts.Select(row => row.Id));
        Assert.Empty((await Tasks.ListTasksAsync(new ListTasksRequest { Number = "YJ-1", State = CallTaskState.TaskOpen }, county.As(county.Visitor))).Tasks);
        await RecountedAsync(county.Code);
    }

    [Fact]
    public async Task A_team_is_not_promised_twice_and_what_is_cancelled_gives_the_time_back()
    {
        var county = await CalledAsync(drill: true);
        await TeamAnsweredAsync(county, 5);
        var volunteer = await AnsweredAsync(county);
        var task = await TaskAsync(county);
        await Tasks.AssignTaskAsync(new AssignTaskRequest { Id = task.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk));
        var (early, same, late) = (await ShiftAsync(county, task, 1, 3, 4), await ShiftAsync(county, task, 2, 4, 4), await ShiftAsync(county, task, 5, 7, 5));
        await PutTeam(county, early, 4);
        Assert.Equal("TEAM_ON_SHIFT", (await County.RefusedAsync(PutTeam(county, early, 1))).Reason);
        Assert.Equal("TEAM_TOO_FEW", (await County.RefusedAsync(PutTeam(county, same, 2))).Reason);
        await PutTeam(county, same, 1);
        await PutTeam(county, late, 5);
        Assert.Equal(["drills.shifts.filled YJ-1 2", "drills.teams YJ-1 1", "drills.volunteers YJ-1 1"], await FiguresAsync(county));
        await Tasks.TakeOffShiftAsync(new TakeOffShiftRequest { Id = late.Id, TeamId = county.Team.ToString() }, county.As(county.Leader));

        await Take(county, same, volunteer);
        Assert.Equal("CLASH", (await County.RefusedAsync(Tasks.PutOnShiftAsync(new PutOnShiftRequest { Id = (await ShiftAsync(county, task, 3, 5, 1)).Id, PersonId = volunteer.PersonId.ToString() }, county.As(county.Leader)))).Reason);
        // The same hours are taken for activities, too.
        var activity = await county.PublishedAsync(TimeSpan.FromHours(2.5));
        Assert.Equal("CLASH", (await County.RefusedAsync(county.SignUps.SignUpAsync(new SignUpRequest { ActivityId = activity.Id, PostId = activity.Posts[0].Id, RiskAccepted = true }, county.As(volunteer)))).Reason);
        await Tasks.CancelTaskAsync(new CancelTaskRequest { Id = task.Id, Reason = "暂不需要" }, county.As(county.Clerk));
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(volunteer, activity)).Status);
        Assert.Equal(["drills.teams YJ-1 1", "drills.volunteers YJ-1 1"], await FiguresAsync(county));
        Assert.Equal([0L], await county.AskAsync<long>("select count(*) from shift_person p join mobilization_shift s on s.id = p.shift_id where s.county = $1", county.Code));
        await RecountedAsync(county.Code);
    }

    /// <summary>However many want however many shifts at once: nobody is on two at the same time, no shift holds more than it needs, and the figures are those of the rows.</summary>
    [Fact]
    public async Task Whoever_takes_and_leaves_at_once_is_never_in_two_places()
    {
        var counties = new ConcurrentBag<string>();
        await Gen.Select(Gen.Select(Gen.Int[1, 8], Gen.Int[1, 3], Gen.Int[1, 3]).Array[2, 5], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3]).Array[6, 24]).SampleAsync(async (shapes, deeds) =>
        {
            var county = await CalledAsync();
            counties.Add(county.Code);
            var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AnsweredAsync(county)));
            var task = await TaskAsync(county);
            var shifts = await Task.WhenAll(shapes.Select(shape => ShiftAsync(county, task, shape.Item1, shape.Item1 + shape.Item2, shape.Item3)));
            await Task.WhenAll(deeds.Select(async deed =>
            {
                var (volunteer, shift) = (people[deed.Item1], shifts[deed.Item2 % shifts.Length]);
                try
                {
                    if (deed.Item3 == 0) await Tasks.LeaveShiftAsync(new LeaveShiftRequest { Id = shift.Id }, county.As(volunteer));
                    else await Take(county, shift, volunteer);
                }
                catch (RpcException refusal) when (refusal.StatusCode == StatusCode.FailedPrecondition) { }
            }));
            Assert.Equal([0L], await county.AskAsync<long>(
                """
                select count(*) from shift_person p join mobilization_shift s on s.county = p.county and s.id = p.shift_id
                join shift_person q on q.county = p.county and q.person_id = p.person_id and q.shift_id > p.shift_id join mobilization_shift t on t.county = q.county and t.id = q.shift_id
                where p.county = $1 and s.starts_at < t.ends_at and t.starts_at < s.ends_at
                """, county.Code));
            Assert.Equal([0L], await county.AskAsync<long>(
                """
                select count(*) from mobilization_shift s, lateral (select count(*) as n from shift_person p where p.county = s.county and p.shift_id = s.id) as p,
                    lateral (select count(*) as n from person_time t where t.county = s.county and t.activity_id = s.id) as t
                where s.county = $1 and (s.people <> p.n or s.people <> t.n or s.people > s.needed or (s.filled_at is not null) <> (s.people = s.needed))
                """, county.Code));
        }, iter: 10, threads: 2);
        await RecountedAsync([.. counties]);
    }
}
