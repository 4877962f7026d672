using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Mobilizations;

/// <summary>A shift credits hours, on a real database.</summary>
public sealed class ShiftHoursServiceTests(ActivityRunning running)
{
    V1.Mobilizations.MobilizationsClient Calls => new(running.Service.Channel);

    V1.MobilizationTasks.MobilizationTasksClient Tasks => new(running.Service.Channel);

    static Timestamp In(double hours) => (DateTimeOffset.UtcNow + TimeSpan.FromHours(hours)).ToTimestamp();

    async Task<(County County, Shift Shift, Caller[] People)> ServingAsync(int people, bool drill = false)
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
        var task = await Tasks.CreateTaskAsync(new CreateTaskRequest { Number = "YJ-1", What = "消毒", Site = county.Station, Neighbourhood = "锦绣花园", Needed = 9, StartsAt = In(-9), EndsAt = In(20) }, county.As(county.Clerk));
        var shift = await Tasks.AddShiftAsync(new AddShiftRequest { TaskId = task.Id, StartsAt = In(-0.2), EndsAt = In(1.8), Needed = people }, county.As(county.Clerk));
        var volunteers = new Caller[people];
        for (var index = 0; index < people; index++)
        {
            volunteers[index] = await county.VolunteerAsync();
            await Calls.AnswerForSelfAsync(new AnswerForSelfRequest { Number = "YJ-1", Site = county.Station }, county.As(volunteers[index]));
            await Tasks.TakeShiftAsync(new TakeShiftRequest { Id = shift.Id }, county.As(volunteers[index]));
        }
        return (county, shift, volunteers);
    }

    /// <summary>The clock does not run ahead: the shift is over, and the first was there from its start to its end.</summary>
    static async Task PassAsync(County county, Shift shift, Caller first)
    {
        var id = Guid.Parse(shift.Id);
        await county.SqlAsync("update mobilization_shift set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where id = $1", id);
        // In the first hours of a day in China that was the day before: what was counted of the shift goes with it.
        await county.SqlAsync("update tally_entry set day = (select (starts_at at time zone 'Asia/Shanghai')::date from mobilization_shift where id = $2) where county = $1 and measure like '%shifts%'", county.Code, id);
        await county.SqlAsync("update person_time t set starts_at = s.starts_at, ends_at = s.ends_at from mobilization_shift s where s.id = t.activity_id and s.id = $1", id);
        await county.SqlAsync("update shift_person p set checked_in_at = s.starts_at, checked_out_at = s.ends_at, in_by_code = true, out_by_code = true from mobilization_shift s where s.id = p.shift_id and shift_id = $1 and person_id = $2", id, first.PersonId);
    }

    AsyncUnaryCall<OnShift> Set(County county, Shift shift, Caller whom, int minutes, Caller? by = null) =>
        Tasks.SetShiftMinutesAsync(new SetShiftMinutesRequest { Id = shift.Id, PersonId = whom.PersonId.ToString(), Minutes = minutes, Reason = "值班记录为准" }, county.As(by ?? county.Clerk));

    static Task<List<string>> FactsAsync(County county) => county.AskAsync<string>(
        "select (body::json->>'minutes') || ' ' || (body::json->>'grade') || ' ' || (body::json->>'kind') from outbox_message where county = $1 and type like '%AttendanceConfirmed' order by id", county.Code);

    static Task<List<string>> FiguresAsync(County county) => county.AskAsync<string>(
        "select measure || ' ' || sum(n) from tally_entry where county = $1 and measure in ('mobilizations.minutes', 'mobilizations.person-shifts', 'drills.person-shifts') group by measure having sum(n) <> 0 order by measure collate \"C\"", county.Code);

    static Task<List<long>> HeldAsync(County county, Shift shift) => county.AskAsync<long>("select count(*) from person_time where activity_id = $1", Guid.Parse(shift.Id));

    async Task RecountedAsync(County county)
    {
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
        Assert.DoesNotContain(await county.AskAsync<string>(HeldTimes.Differing), line => line.Contains($"({county.Code},", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_the_code_of_the_day_to_the_ledger_and_its_corrections()
    {
        var (county, shift, people) = await ServingAsync(3);
        var (one, other, absent) = (people[0], people[1], people[2]);
        var code = (await Tasks.GetShiftCodeAsync(new GetShiftCodeRequest { Id = shift.Id }, county.As(county.Clerk))).Code;
        Assert.Matches("^[0-9]{6}$", code);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.GetShiftCodeAsync(new GetShiftCodeRequest { Id = shift.Id }, county.As(one)))).Reason);
        Assert.Equal("WRONG_CODE", (await County.RefusedAsync(Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, Code = code == "000000" ? "000001" : "000000" }, county.As(one)))).Reason);
        Assert.Equal("NOT_CHECKED_IN", (await County.RefusedAsync(Tasks.CheckOutShiftAsync(new CheckOutShiftRequest { Id = shift.Id, Code = code }, county.As(one)))).Reason);
        var first = await Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, Code = code }, county.As(one));
        Assert.True(first.Present);
        Assert.Equal(first, await Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, Code = code }, county.As(one)));
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, PersonId = other.PersonId.ToString() }, county.As(one)))).Reason);
        Assert.Equal("NOT_ON_SHIFT", (await County.RefusedAsync(Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, PersonId = (await county.VolunteerAsync()).PersonId.ToString() }, county.As(county.Clerk)))).Reason);
        await Tasks.CheckInShiftAsync(new CheckInShiftRequest { Id = shift.Id, PersonId = other.PersonId.ToString() }, county.As(county.Clerk));
        Assert.NotNull((await Tasks.CheckOutShiftAsync(new CheckOutShiftRequest { Id = shift.Id, Code = code }, county.As(one))).CheckedOutAt);
        Assert.Equal(["mobilizations.person-shifts 2"], await FiguresAsync(county));
        Assert.Equal("SHIFT_NOT_OVER", (await County.RefusedAsync(Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id }, county.As(county.Clerk)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id }, county.As(one)))).Reason);

        await PassAsync(county, shift, one);
        var closed = await Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id, WholeForRest = true }, county.As(county.Clerk));
        Assert.True(closed.ClosedAt is not null && closed.ConfirmedAt is not null);
        Assert.Equal(["120 A mobilization-shift", "120 B mobilization-shift"], (await FactsAsync(county)).Order(StringComparer.Ordinal));
        Assert.Equal(["mobilizations.minutes 240", "mobilizations.person-shifts 2"], await FiguresAsync(county));
        Assert.Equal("SHIFT_CLOSED", (await County.RefusedAsync(Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id }, county.As(county.Clerk)))).Reason);
        // Who did not come is free for what he did instead.
        Assert.Equal([2L], await HeldAsync(county, shift));
        await RecountedAsync(county);

        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(Set(county, shift, other, 121))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Set(county, shift, other, 60, one))).Reason);
        Assert.Equal(60, (await Set(county, shift, other, 60)).Minutes);
        var late = await Set(county, shift, absent, 30);
        Assert.Equal((true, 30, "B"), (late.Present, late.Minutes, late.Grade));
        Assert.Equal(0, (await Set(county, shift, other, 0)).Minutes);
        Assert.Equal(["60 B mobilization-shift", "30 B mobilization-shift", "0 B mobilization-shift"], (await FactsAsync(county)).Skip(2));
        Assert.Equal(["mobilizations.minutes 150", "mobilizations.person-shifts 3"], await FiguresAsync(county));
        Assert.Equal([3L], await HeldAsync(county, shift));
        await RecountedAsync(county);

        var mine = Assert.Single((await Tasks.ListMyShiftsAsync(new ListMyShiftsRequest(), county.As(one))).Shifts);
        Assert.Equal((shift.Id, 120, "A", "消毒", "锦绣花园", "疫情防控"), (mine.Shift.Id, mine.Mine.Minutes, mine.Mine.Grade, mine.What, mine.Neighbourhood, mine.Event));
        Assert.Empty((await Tasks.ListMyShiftsAsync(new ListMyShiftsRequest(), county.As(county.Clerk))).Shifts);
    }

    [Fact]
    public async Task Who_served_elsewhere_meanwhile_is_not_credited_here_as_well()
    {
        var (county, shift, people) = await ServingAsync(2);
        await PassAsync(county, shift, people[0]);
        await Tasks.ConfirmShiftAsync(new ConfirmShiftRequest { Id = shift.Id, PresentPersonIds = { people[0].PersonId.ToString() } }, county.As(county.Clerk));
        await Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id }, county.As(county.Clerk));
        await county.SqlAsync("insert into person_time (county, person_id, activity_id, starts_at, ends_at) values ('899999', $1, gen_random_uuid(), now() - interval '3 hours', now() - interval '1 hour')", people[1].PersonId);
        Assert.Equal("CLASH", (await County.RefusedAsync(Set(county, shift, people[1], 30))).Reason);
        // Nothing of the refused correction is left.
        Assert.Equal(["120 A mobilization-shift"], await FactsAsync(county));
        await RecountedAsync(county);
    }

    [Fact]
    public async Task Nobody_sets_his_own_minutes_nor_closes_himself_a_whole_shift()
    {
        var (county, shift, people) = await ServingAsync(1);
        await Calls.AnswerForTeamAsync(new AnswerForTeamRequest { Number = "YJ-1", TeamId = county.Team.ToString(), Site = county.Station, People = 1 }, county.As(county.Leader));
        await Tasks.AssignTaskAsync(new AssignTaskRequest { Id = shift.TaskId, TeamId = county.Team.ToString() }, county.As(county.Clerk));
        await county.SqlAsync("update shift_person set person_id = $2 where shift_id = $1", Guid.Parse(shift.Id), county.Leader.PersonId);
        await county.SqlAsync("update person_time set person_id = $2 where activity_id = $1", Guid.Parse(shift.Id), county.Leader.PersonId);
        await Tasks.ConfirmShiftAsync(new ConfirmShiftRequest { Id = shift.Id, PresentPersonIds = { county.Leader.PersonId.ToString() } }, county.As(county.Leader));
        await county.SqlAsync("update mobilization_shift set starts_at = now() - interval '4 hours', ends_at = now() - interval '2 hours' where id = $1", Guid.Parse(shift.Id));
        Assert.Equal("OWN_HOURS", (await County.RefusedAsync(Set(county, shift, county.Leader, 60, county.Leader))).Reason);
        await Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id, WholeForRest = true }, county.As(county.Leader));
        Assert.Empty(await FactsAsync(county));
        Assert.NotEmpty(people);
    }

    [Fact]
    public async Task A_drill_counts_who_came_and_credits_nobody()
    {
        var (county, shift, people) = await ServingAsync(2, drill: true);
        await Tasks.ConfirmShiftAsync(new ConfirmShiftRequest { Id = shift.Id, PresentPersonIds = { people.Select(each => each.PersonId.ToString()) } }, county.As(county.Clerk));
        await PassAsync(county, shift, people[0]);
        await Tasks.CloseShiftAsync(new CloseShiftRequest { Id = shift.Id, WholeForRest = true }, county.As(county.Clerk));
        Assert.Empty(await FactsAsync(county));
        Assert.Equal(["drills.person-shifts 2"], await FiguresAsync(county));
        await RecountedAsync(county);
    }

    [Fact]
    public async Task Tasks_and_shifts_come_by_lists_and_only_once()
    {
        var (county, _, _) = await ServingAsync(1);
        static string At(double hours) => DateTimeOffset.UtcNow.AddHours(hours + 8).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var tasks = $"""
            动员编号,任务编号,任务,站点,小区,需要人数,开始时间,结束时间
            YJ-1,R-1,消毒,{county.Station},锦绣花园,6,{At(1)},{At(30)}
            YJ-1,R-2,登记,{county.Station},,4,{At(1)},{At(30)}
            YJ-1,R-2,登记,{county.Station},,4,{At(1)},{At(30)}
            YJ-9,R-3,登记,{county.Station},,4,{At(1)},{At(30)}
            YJ-1,R-4,唱歌,{county.Station},,4,{At(1)},{At(30)}
            YJ-1,R-5,登记,{county.Station},,0,{At(1)},{At(30)}
            YJ-1,R-6,登记,{county.Station},,4,{At(3)},{At(2)}
            """;
        var outcome = await county.ImportAsync("mobilization-tasks", tasks);
        Assert.Equal((2, 0, 0, 5, 0), outcome.Counts);
        Assert.Equal(["4 任务编号 TWICE_IN_FILE", "5 动员编号 UNKNOWN_MOBILIZATION", "6 任务 UNKNOWN_VALUE", "7 需要人数 INVALID_NUMBER", "8 结束时间 PERIOD_REVERSED"], outcome.Faults.Order(StringComparer.Ordinal));
        Assert.Equal((0, 2), ((await county.ImportAsync("mobilization-tasks", tasks)) is var again ? (again.Counts.Added, again.Counts.Unchanged) : default));
        var listed = (await Tasks.ListTasksAsync(new ListTasksRequest { Number = "YJ-1" }, county.As(county.Visitor))).Tasks;
        Assert.Equal(["", "R-1", "R-2"], listed.Select(row => row.SourceNumber).Order(StringComparer.Ordinal));
        await Tasks.CancelTaskAsync(new CancelTaskRequest { Id = listed.Single(row => row.SourceNumber == "R-2").Id, Reason = "不需要" }, county.As(county.Clerk));

        var shifts = $"""
            动员编号,任务编号,开始时间,结束时间,需要人数
            YJ-1,R-1,{At(1)},{At(5)},3
            YJ-1,R-1,{At(5)},{At(9)},3
            YJ-1,R-1,{At(5)},{At(9)},3
            YJ-1,R-1,{At(29)},{At(31)},3
            YJ-1,R-2,{At(1)},{At(5)},3
            YJ-1,R-7,{At(1)},{At(5)},3
            """;
        outcome = await county.ImportAsync("mobilization-shifts", shifts);
        Assert.Equal(["4 开始时间 TWICE_IN_FILE", "5 开始时间 OUTSIDE_TASK", "6 任务编号 TASK_STATE", "7 任务编号 UNKNOWN_TASK"], outcome.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(2, outcome.Counts.Added);
        Assert.Equal((0, 2), ((await county.ImportAsync("mobilization-shifts", shifts)) is var twice ? (twice.Counts.Added, twice.Counts.Unchanged) : default));
        Assert.Equal([3, 3], (await Tasks.ListShiftsAsync(new ListShiftsRequest { TaskId = listed.Single(row => row.SourceNumber == "R-1").Id }, county.As(county.Visitor))).Shifts.Select(row => row.Needed));
        await RecountedAsync(county);
    }
}
