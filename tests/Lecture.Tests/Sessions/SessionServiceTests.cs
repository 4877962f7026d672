using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sessions;

public sealed class SessionServiceTests(LectureRunning running)
{
    [Fact]
    public async Task Sessions_move_the_figures_by_exactly_what_was_held()
    {
        const string county = "140302";
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        var door = await running.PlanAsync(Form(team, lecturer), county);
        Assert.Equal((SessionStatus.Planned, team.Name, "测试讲师"), (door.Status, door.TeamName, door.LecturerName));
        Assert.Equal(6, (await running.HoldAsync(door, 6, CountMethod.HeadCount, county)).Audience);
        var radio = await running.PlanAsync(Form(team, channel: Channel.Loudspeaker), county);
        Assert.Equal((StatusCode.FailedPrecondition, "BROADCAST_HEAD_COUNT"), await RefusedAsync(() => running.HoldAsync(radio, 500, CountMethod.HeadCount, county)));
        await running.HoldAsync(radio, 500, CountMethod.Estimate, county);
        var dropped = await running.PlanAsync(Form(team, lecturer), county);
        await running.Sessions.CancelSessionAsync(new() { Id = dropped.Id, Reason = "下大雪" }, running.Service.As(Clerk(county)));

        var asked = new GetTallyRequest { Indicators = { "lecturer-teams", "lecturers", "lectures.audience.estimate", "lectures.audience.headcount", "lectures.audience.scans", "lectures.held" }, Prefix = county, From = "2012-01-01" };
        var tally = await running.Sessions.GetTallyAsync(asked, running.Service.As(Clerk(county)));
        Assert.Equal(["lecturer-teams 1", "lecturers 1", "lectures.audience.estimate 500", "lectures.audience.headcount 6", "lectures.audience.scans 0", "lectures.held 2"],
            tally.Lines.Select(line => $"{line.Indicator} {line.Value}").Order(StringComparer.Ordinal));
        tally = await running.Sessions.GetTallyAsync(new GetTallyRequest { Indicators = { "lectures.held" }, Prefix = county, From = "2026-03-02", To = "2026-03-02", GroupBy = TallyGrouping.Dimension }, running.Service.As(Clerk(county)));
        Assert.Equal(["Village 2"], tally.Lines.Select(line => $"{line.Group} {line.Value}"));
    }

    [Fact]
    public async Task Holding_twice_at_once_counts_once()
    {
        const string county = "140303";
        var session = await running.PlanAsync(Form(await running.TeamAsync(county)), county);
        var held = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { await running.HoldAsync(session, 30, CountMethod.HeadCount, county); return 1; }
            catch (RpcException refusal)
            {
                Assert.Contains(refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason, new[] { "NOT_PLANNED", "CHANGED_MEANWHILE" });
                return 0;
            }
        }));
        Assert.Equal(1, held.Sum());
        var tally = await running.Sessions.GetTallyAsync(new GetTallyRequest { Indicators = { "lectures.audience.headcount" }, Prefix = county }, running.Service.As(Clerk(county)));
        Assert.Equal(30, Assert.Single(tally.Lines).Value);
    }

    [Fact]
    public async Task A_list_shows_what_was_recorded_until_a_moment_and_what_came_after_it()
    {
        const string county = "140316";
        var team = await running.TeamAsync(county);
        var (first, second) = (await running.PlanAsync(Form(team), county), await running.PlanAsync(Form(team), county));
        first = await running.HoldAsync(first, 5, CountMethod.HeadCount, county);
        var moment = first.RecordedAt.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await running.HoldAsync(second, 6, CountMethod.HeadCount, county);
        async Task<IEnumerable<string>> Ids(string until, string after) =>
            (await running.Sessions.ListSessionsAsync(new ListSessionsRequest { Prefix = county, Status = SessionStatus.Held, RecordedUntil = until, RecordedAfter = after }, running.Service.As(Clerk(county)))).Sessions.Select(session => session.Id);
        Assert.Equal([first.Id], await Ids(moment, ""));
        Assert.Equal([second.Id], await Ids("", moment));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MOMENT"), await RefusedAsync(() => Ids("昨天", "")));

        // What was corrected or voided since still says what it said then.
        await running.Sessions.CorrectAudienceAsync(new CorrectAudienceRequest { Id = first.Id, Audience = 50, CountMethod = CountMethod.Estimate, Reason = "照片估算" }, running.Service.As(Clerk(county)));
        await running.Sessions.VoidSessionAsync(new VoidSessionRequest { Id = first.Id, Reason = "重复登记" }, running.Service.As(Clerk(county)));
        var then = Assert.Single((await running.Sessions.ListSessionsAsync(new ListSessionsRequest { Prefix = county, Status = SessionStatus.Held, RecordedUntil = moment }, running.Service.As(Clerk(county)))).Sessions);
        Assert.Equal((first.Id, 5, CountMethod.HeadCount, SessionStatus.Held, false), (then.Id, then.Audience, then.CountMethod, then.Status, then.Corrected));
        Assert.Equal([second.Id], (await running.Sessions.ListSessionsAsync(new ListSessionsRequest { Prefix = county, Status = SessionStatus.Held }, running.Service.As(Clerk(county)))).Sessions.Select(session => session.Id));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        var (team, other) = (await running.TeamAsync(), await running.TeamAsync());
        var stranger = await running.LecturerAsync(other);
        Assert.Equal((StatusCode.FailedPrecondition, "LECTURER_OF_ANOTHER_TEAM"), await RefusedAsync(() => running.PlanAsync(Form(team, stranger))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(async () => await running.Sessions.CreateSessionAsync(Form(team), running.Service.As(Clerk(site: "140322002")))));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(() => running.PlanAsync(Form(team, site: "140322999"))));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusedAsync(() => running.PlanAsync(new CreateSessionRequest { Site = Callers.B, TeamId = "x", DurationMinutes = 4, Level = (Level)99 })));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await RefusedAsync(() => running.PlanAsync(Form(team, startsAt: DateTimeOffset.UtcNow.AddDays(800)))));

        var tomorrow = await running.PlanAsync(Form(team, startsAt: DateTimeOffset.UtcNow.AddDays(1)));
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_STARTED"), await RefusedAsync(() => running.HoldAsync(tomorrow, 1, CountMethod.HeadCount)));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await RefusedAsync(() => running.HoldAsync(tomorrow, 100_001, CountMethod.HeadCount)));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_VALUE"), await RefusedAsync(() => running.HoldAsync(tomorrow, 1, CountMethod.Unspecified)));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(async () => await running.Sessions.HoldSessionAsync(new() { Id = tomorrow.Id }, running.Service.As(Callers.Visitor()))));
    }

    [Fact]
    public async Task Everybody_reads_the_list_page_by_page_newest_first()
    {
        const string county = "140311";
        var team = await running.TeamAsync(county);
        foreach (var day in new[] { 1, 3, 2, 3, 5 })
            await running.PlanAsync(Form(team, channel: day == 3 ? Channel.Meeting : Channel.DoorToDoor, startsAt: new DateTimeOffset(2026, 3, day, 0, 30, 0, TimeSpan.FromHours(8))), county);
        async Task<List<int>> Days(ListSessionsRequest request)
        {
            request.PageSize = 2;
            var days = new List<int>();
            do
            {
                var page = await running.Sessions.ListSessionsAsync(request, running.Service.As(Callers.Visitor(county)));
                days.AddRange(page.Sessions.Select(session => session.StartsAt.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).Day));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return days;
        }
        Assert.Equal([5, 3, 3, 2, 1], await Days(new()));
        Assert.Equal([3, 3, 2], await Days(new() { From = "2026-03-02", To = "2026-03-03" }));
        Assert.Equal([3, 3], await Days(new() { Channel = Channel.Meeting, Prefix = county }));
        Assert.Empty(await Days(new() { Status = SessionStatus.Held }));
        Assert.Empty(await Days(new() { Prefix = "140322" }));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_DATE"), await RefusedAsync(() => Days(new() { To = "9999-12-31" })));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_DATE"), await RefusedAsync(() => Days(new() { From = "0001-01-01" })));
    }

    [Fact]
    public async Task Another_countys_session_is_not_found_and_its_own_clerk_finds_it()
    {
        var team = await running.TeamAsync(Callers.B);
        var session = await running.PlanAsync(Form(team), Callers.B);
        Func<Caller, Task>[] requests =
        [
            async by => await running.Sessions.GetSessionAsync(new() { Id = session.Id }, running.Service.As(by)),
            async by => await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, running.Service.As(by)),
            async by => await running.Teams.ListLecturersAsync(new() { TeamId = team.Id }, running.Service.As(by)),
            async by => await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = "测试讲师" }, running.Service.As(by)),
            async by => await running.Sessions.CancelSessionAsync(new() { Id = session.Id, Reason = "下雨" }, running.Service.As(by)),
        ];
        foreach (var request in requests)
        {
            Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(() => request(Clerk())));
            await request(Clerk(Callers.B));
        }
        // The city reads, since nothing here is personal; it changes nothing.
        Assert.Equal("下雨", (await running.Sessions.GetSessionAsync(new() { Id = session.Id }, running.Service.As(Callers.Coordinator()))).Reason);
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(async () => await running.Sessions.CancelSessionAsync(new() { Id = session.Id, Reason = "下雨" }, running.Service.As(Callers.Coordinator()))));

        await using var connection = await running.Service.App.OpenConnectionAsync();
        foreach (var sql in new[] { "select set_config('app.county', '140322', false)", "select set_config('app.counties', '140322', false)" })
            await new Npgsql.NpgsqlCommand(sql, connection).ExecuteNonQueryAsync();
        foreach (var table in new[] { "lecturer_team", "lecturer", "lecture_session", "audience_entry", "regular_slot", "question", "lecture_order", "lecture_course", "course_version", "board", "board_change", "tally_entry", "audit_entry" })
            Assert.Equal(0L, await new Npgsql.NpgsqlCommand($"select count(*) from {table} where county = '140321'", connection).ExecuteScalarAsync());
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => new Npgsql.NpgsqlCommand(
            "insert into board (county, id, name, kind, site, place, opened_on, theme, changes, version) values ('140321', gen_random_uuid(), 'x', 1, '140321', '', '2026-01-01', '', 0, 1)", connection).ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task The_same_is_spoken_in_json()
    {
        var team = await running.TeamAsync();
        var body = new { title = "微党课", site = team.Site, teamId = team.Id, level = "VILLAGE", channel = "MEETING", startsAt = "2026-03-02T01:00:00Z", durationMinutes = 45 };
        using var made = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, "/api/sessions", Clerk(), JsonContent.Create(body)));
        var session = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("PLANNED", session.GetProperty("status").GetString());
        using var refused = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, $"/api/sessions/{session.GetProperty("id").GetString()}:hold", Clerk(), JsonContent.Create(new { audience = 5, countMethod = "GUESS" })));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("UNKNOWN_VALUE", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var held = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, $"/api/sessions/{session.GetProperty("id").GetString()}:hold", Clerk(), JsonContent.Create(new { audience = 5, countMethod = "HEAD_COUNT" })));
        Assert.Equal("HELD", (await held.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Moral_lectures_and_kept_plans_are_listed_as_they_were_written_down_at_a_moment()
    {
        var county = await running.CountyAsync("180684");
        var (team, by, desk) = (await running.TeamAsync(county), running.Service.As(Clerk(county)), new Desk(running, county));
        async Task<Session> AddAsync(string title, DateTimeOffset starts)
        {
            var form = Form(team, site: county, startsAt: starts);
            form.Title = $"宣讲{title}";
            return await running.PlanAsync(form, county);
        }
        async Task HoldAsync(Session session) => await running.HoldAsync(session, 10, CountMethod.HeadCount, county);
        async Task TellAsync(Session session) => await running.Sessions.RecordMoralLectureAsync(new() { Id = session.Id, Steps = { "唱歌曲" } }, by);
        async Task VoidAsync(Session session) => await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "记错了" }, by);
        var starts = DateTimeOffset.UtcNow.AddSeconds(6);
        var (planned, fails, late) = (await AddAsync("甲", starts), await AddAsync("乙", starts), await AddAsync("丙", starts));
        var (afterwards, also) = (await AddAsync("丁", starts.AddHours(-5)), await AddAsync("戊", starts.AddHours(-5)));
        await Moment.PassedAsync(starts);
        foreach (var each in new[] { planned, fails, afterwards, also }) await HoldAsync(each);
        foreach (var each in new[] { fails, afterwards }) await TellAsync(each);
        await Task.Delay(20);
        var (moment, figures) = ($"{DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}", (await desk.FigureAsync("lectures.planned.held"), await desk.FigureAsync("lectures.moral")));
        await Task.Delay(20);

        await VoidAsync(fails);
        await HoldAsync(late);
        await TellAsync(also);
        await TellAsync(afterwards);

        async Task<string> ListAsync(ListSessionsRequest request) => string.Concat((await running.Sessions.ListSessionsAsync(new ListSessionsRequest(request) { Prefix = county, Status = SessionStatus.Held }, by)).Sessions.Select(session => session.Title[2..]).Order(StringComparer.Ordinal));
        Assert.Equal(("乙甲", "丙", "丙甲"), (await ListAsync(new() { Planned = true, RecordedUntil = moment }), await ListAsync(new() { Planned = true, RecordedAfter = moment }), await ListAsync(new() { Planned = true })));
        // It counts from when it was told of, however early it was held.
        Assert.Equal(("丁乙", "戊", "丁戊"), (await ListAsync(new() { Moral = true, RecordedUntil = moment }), await ListAsync(new() { Moral = true, RecordedAfter = moment }), await ListAsync(new() { Moral = true })));
        Assert.Equal(((2L, 2L), (2L, 2L)), (figures, (await desk.FigureAsync("lectures.planned.held"), await desk.FigureAsync("lectures.moral"))));
    }
}
