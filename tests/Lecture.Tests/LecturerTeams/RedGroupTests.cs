using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Testing;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.LecturerTeams;

/// <summary>A red-lecturer group (红色讲师团): its rule, its leader, its regular slot.</summary>
public sealed class RedGroupTests(LectureRunning running)
{
    static AddLecturerRequest Member(LecturerTeam team, string name = "测试甲", bool local = true) =>
        new() { TeamId = team.Id, Name = name, Kind = LecturerKind.TheoryExpert, Local = local, Background = "党校教员" };

    static SetRegularSlotRequest Every(LecturerTeam team, int weekday, string site, string title = "红色讲堂") => new()
    {
        Id = team.Id,
        Slot = new() { Rhythm = Rhythm.Weekly, Day = weekday, Time = "19:30", DurationMinutes = 60, Site = site, Place = "红色讲堂", Title = title, Channel = Channel.Meeting },
    };

    async Task<Session[]> SessionsAsync(string county) => [.. (await running.Sessions.ListSessionsAsync(new() { Prefix = county, PageSize = 200 }, running.Service.As(Clerk(county)))).Sessions];

    [Fact]
    public async Task The_rule_decides_who_lectures_and_one_of_them_leads()
    {
        var county = await running.CountyAsync("180501");
        var (team, other, by) = (await running.TeamAsync(county), await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var rule = new V1.EligibilityRule { Text = "本社区的", Local = true, Background = true, Kinds = { LecturerKind.TheoryExpert, LecturerKind.LecturerVolunteer } };
        Assert.Equal(rule, (await running.Teams.SetEligibilityRuleAsync(new() { Id = team.Id, Rule = rule }, by)).Rule);
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_ELIGIBLE"), await RefusedAsync(async () => await running.Teams.AddLecturerAsync(Member(team, local: false), by)));
        var leader = await running.Teams.AddLecturerAsync(Member(team), by);
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_ELIGIBLE"), await RefusedAsync(async () => await running.Teams.UpdateLecturerAsync(new() { TeamId = team.Id, Id = leader.Id, Kind = LecturerKind.TheoryExpert, Local = true }, by)));
        var led = await running.Teams.SetLecturerTeamLeaderAsync(new() { Id = team.Id, LecturerId = leader.Id }, by);
        Assert.Equal((leader.Id, "测试甲"), (led.LeaderId, led.LeaderName));
        var stranger = await running.LecturerAsync(other, county);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Teams.SetLecturerTeamLeaderAsync(new() { Id = team.Id, LecturerId = stranger.Id }, by)));

        await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = leader.Id, LeftOn = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), Reason = "调走了" }, by);
        var after = await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, by);
        Assert.Equal((0, ""), (after.Lecturers, after.LeaderId));
        Assert.Empty((await running.Teams.ListLecturersAsync(new() { TeamId = team.Id }, by)).Lecturers);
        Assert.Equal((StatusCode.FailedPrecondition, "LECTURER_LEFT"), await RefusedAsync(() => running.PlanAsync(Form(team, leader, startsAt: DateTimeOffset.UtcNow.AddDays(1)), county)));
        Assert.Equal(1, await new Desk(running, county).FigureAsync("lecturers"));
    }

    [Fact]
    public async Task A_slot_plans_its_sessions_once_whoever_plans_at_once()
    {
        var county = await running.CountyAsync("180502");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var slot = (await running.Teams.SetRegularSlotAsync(Every(team, 3, county), by)).Slot;
        Assert.Equal((ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(35)), "红色讲堂"), (slot.PlannedUntil, slot.Place));
        var planned = await SessionsAsync(county);
        Assert.InRange(planned.Length, 5, 6);
        Assert.All(planned, session => Assert.Equal((SessionStatus.Planned, true, slot.Id, "红色讲堂", DayOfWeek.Wednesday),
            (session.Status, session.PlannedAhead, session.SlotId, session.Place, session.StartsAt.ToDateTimeOffset().ToOffset(ChinaTime.Offset).DayOfWeek)));

        // As if it had been planned until last week: eight planners plan what is missing, once. A session that was cancelled does not come back.
        var last = planned[^1];
        await running.Sessions.CancelSessionAsync(new() { Id = last.Id, Reason = "下大雪" }, by);
        await using (var back = running.Service.Superuser.CreateCommand($"delete from lecture_session where county = '{county}' and status = 1; update regular_slot set planned_until = current_date - 7 where county = '{county}'"))
            await back.ExecuteNonQueryAsync();
        var options = new DbContextOptionsBuilder<LectureDb>().UseNpgsql(running.Service.App).AddInterceptors(new CountySetting()).Options;
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = new LectureDb(options, new CallerScope { Caller = Office(county) }, TimeProvider.System);
            return await Lecture.LecturerTeams.SlotPlanning.PlanAsync(db, county, Guid.Parse(slot.Id), default);
        }));
        var after = await SessionsAsync(county);
        Assert.Equal(planned.Length - 1, made.Sum());
        Assert.Equal(planned.Select(session => session.StartsAt), after.Select(session => session.StartsAt));
        Assert.Equal([last.Id], after.Where(session => session.Status == SessionStatus.SessionCancelled).Select(session => session.Id));
    }

    [Fact]
    public async Task Another_slot_takes_the_place_of_the_old_one_and_a_closed_site_has_none()
    {
        var county = await running.CountyAsync("180503");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        await running.Teams.SetRegularSlotAsync(Every(team, 1, county, "旧的"), by);
        await running.Teams.SetRegularSlotAsync(Every(team, 2, county, "新的"), by);
        Assert.Equal(["新的 Planned", "旧的 SessionCancelled"], (await SessionsAsync(county)).Select(session => $"{session.Title} {session.Status}").Distinct().Order(StringComparer.Ordinal));
        Assert.Null((await running.Teams.EndRegularSlotAsync(new() { Id = team.Id, Reason = "农忙" }, by)).Slot);
        Assert.DoesNotContain(await SessionsAsync(county), session => session.Status == SessionStatus.Planned);
        Assert.Equal((StatusCode.FailedPrecondition, "NO_REGULAR_SLOT"), await RefusedAsync(async () => await running.Teams.EndRegularSlotAsync(new() { Id = team.Id, Reason = "农忙" }, by)));

        foreach (var (day, time, reason) in new[] { (8, "19:30", "OUT_OF_RANGE"), (1, "25:00", "INVALID_TIME") })
        {
            var wrong = Every(team, day, county);
            wrong.Slot.Time = time;
            Assert.Equal((StatusCode.InvalidArgument, reason), await RefusedAsync(async () => await running.Teams.SetRegularSlotAsync(wrong, by)));
        }
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(async () => await running.Teams.SetRegularSlotAsync(Every(team, 1, county + "999"), by)));
    }

    [Fact]
    public async Task What_somebody_who_left_was_to_give_is_called_off_or_given_by_the_team()
    {
        var county = await running.CountyAsync("180505");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var lecturer = await running.LecturerAsync(team, county, "要走的");
        var every = Every(team, 5, county);
        every.Slot.LecturerId = lecturer.Id;
        var slot = (await running.Teams.SetRegularSlotAsync(every, by)).Slot;
        Assert.All(await SessionsAsync(county), session => Assert.Equal("要走的", session.LecturerName));
        var promised = await running.PlanAsync(Form(team, lecturer, startsAt: DateTimeOffset.UtcNow.AddDays(3)), county);
        async Task RemoveAsync() => await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = lecturer.Id, LeftOn = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), Reason = "搬走了" }, by);

        Assert.Equal((StatusCode.FailedPrecondition, "SESSIONS_PLANNED"), await RefusedAsync(RemoveAsync));
        await running.Sessions.CancelSessionAsync(new() { Id = promised.Id, Reason = "宣讲员要走" }, by);
        await RemoveAsync();
        Assert.Equal("", (await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, by)).Slot.LecturerId);
        var left = (await SessionsAsync(county)).Where(session => session.SlotId == slot.Id && session.StartsAt.ToDateTimeOffset() >= ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(1))).ToList();
        Assert.NotEmpty(left);
        Assert.All(left, session => Assert.Equal((SessionStatus.Planned, ""), (session.Status, session.LecturerId)));

        // A slot that still names somebody who is gone plans nothing in that name.
        await using (var before = running.Service.Superuser.CreateCommand($"delete from lecture_session where county = '{county}' and slot_id is not null; update regular_slot set planned_until = null, lecturer_id = '{lecturer.Id}' where county = '{county}'"))
            await before.ExecuteNonQueryAsync();
        var options = new DbContextOptionsBuilder<LectureDb>().UseNpgsql(running.Service.App).AddInterceptors(new CountySetting()).Options;
        await using var db = new LectureDb(options, new CallerScope { Caller = Office(county) }, TimeProvider.System);
        Assert.True(await Lecture.LecturerTeams.SlotPlanning.PlanAsync(db, county, Guid.Parse(slot.Id), default) > 0);
        Assert.All((await SessionsAsync(county)).Where(session => session.SlotId == slot.Id), session => Assert.Equal("", session.LecturerId));
    }

    [Fact]
    public async Task A_slot_that_ends_leaves_no_session_that_its_planner_adds_meanwhile()
    {
        var county = await running.CountyAsync("180506");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        await running.Teams.SetRegularSlotAsync(Every(team, 4, county), by);
        await using var connection = await running.Service.Superuser.OpenConnectionAsync();
        await using var planner = await connection.BeginTransactionAsync();
        // What the planner does: it holds the slot and has not yet committed the newest session.
        await SqlAsync($"select id from regular_slot where county = '{county}' for update");
        await SqlAsync($"""
            create temporary table newest as select * from lecture_session where county = '{county}' order by starts_at desc limit 1;
            update newest set id = gen_random_uuid(), starts_at = starts_at + interval '7 days', slot_day = slot_day + 7;
            insert into lecture_session select * from newest
            """);
        var ending = running.Teams.EndRegularSlotAsync(new() { Id = team.Id, Reason = "农忙" }, by).ResponseAsync;
        await using (var waiting = running.Service.Superuser.CreateCommand($"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%regular_slot%')"))
            while (!ending.IsCompleted && !(bool)(await waiting.ExecuteScalarAsync())!) await Task.Delay(20);
        await planner.CommitAsync();
        Assert.Null((await ending).Slot);
        Assert.DoesNotContain(await SessionsAsync(county), session => session.Status == SessionStatus.Planned);

        async Task SqlAsync(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, planner);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task Load_lists_the_busiest_first_and_those_who_were_never_asked()
    {
        var county = await running.CountyAsync("180504");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var (busy, once) = (await running.LecturerAsync(team, county, "常讲"), await running.LecturerAsync(team, county, "讲过"));
        await running.LecturerAsync(team, county, "没讲过");
        foreach (var day in new[] { -3, 2, 5 }) await running.PlanAsync(Form(team, busy, startsAt: DateTimeOffset.UtcNow.AddDays(day)), county);
        await running.PlanAsync(Form(team, once, startsAt: DateTimeOffset.UtcNow.AddDays(1)), county);
        var first = await running.Teams.ListLoadAsync(new() { PageSize = 2 }, by);
        var rest = await running.Teams.ListLoadAsync(new() { PageSize = 2, PageToken = first.NextPageToken }, by);
        Assert.Equal(["常讲 3 180", "讲过 1 60", "没讲过 0 0"], first.Load.Concat(rest.Load).Select(each => $"{each.Name} {each.Held + each.Planned} {each.Minutes}"));
        Assert.Equal((3, 4, 1), (first.Lecturers, first.Sessions, first.Idle));
    }
}
