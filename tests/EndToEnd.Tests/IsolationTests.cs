using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;
using Google.Protobuf.Reflection;

namespace CivPractice.EndToEnd.Tests;

/// <summary>
/// A county never reaches another's rows. Every method of every service is tried with the ids of county B: by the office of county A in its own county,
/// by the same office on B's path, and then by B's own people, for whom **the same request succeeds** — so that a refusal is not just a broken request.
/// A method that is on neither list fails the test.
/// </summary>
public sealed partial class IsolationTests(Practice practice)
{
    // Methods that belong to no county: sign-in, one's own account and record, the list of counties.
    static readonly HashSet<string> ofNoCounty =
    [
        "Accounts.Register", "Accounts.SendCode", "Accounts.SignIn", "Accounts.SignOut", "Accounts.Recover", "Accounts.ChangePassword", "Accounts.GetMe",
        "Accounts.ListMySignIns", "Accounts.EndSignIn", "Accounts.BeginSecondFactor", "Accounts.ConfirmSecondFactor",
        "Counties.ListCounties", "Counties.OpenCounty",
        // What the indicators mean is the same everywhere.
        "Indicators.ListIndicators", "Indicators.GetIndicator",
        // They have no id: whose rows they read comes from the token alone.
        "Roster.GetMyRecord", "Hours.ListMyHours", "Corrections.ListMyCorrections", "SignUps.ListMySignUps", "MobilizationTasks.ListMyShifts", "Sessions.ListMySessions", "Bookings.ListMyBookings", "Certificates.ListMyCertificates", "Certificates.IssueMyCertificate",
        // Nor have these: they make or list what belongs to the county of the token, and cannot name another.
        "Dictionaries.AddWord", "Dictionaries.AdoptWords", "Creation.CreateCampaign", "Creation.ListCampaigns", "Assessments.CreateScheme", "Assessments.ListSchemes",
        // An account is a person's, not a county's; what it may do in a county is a grant.
        "Grants.OpenAccount",
        // Asks what the person holds in all counties; the gateway's own tests try it from one county on another.
        "Grants.ResetSecondFactor",
    ];

    readonly HashSet<string> tried = [];
    readonly List<string> leaks = [];
    User? intruder, intruderAtB;

    [Fact]
    public async Task With_Bs_ids_A_gets_nothing_and_B_gets_everything()
    {
        (intruder, intruderAtB) = (await practice.SignInAsync("center-office", "平定", Practice.OtherCounty), await practice.SignInAsync("center-office", "平定"));
        var b = new Insiders(await practice.SignInAsync("center-office", "盂县"), await practice.SignInAsync("station-clerk"), await practice.SignInAsync("team-leader"), (await practice.Crowd.VolunteersAsync(1))[0].User, practice.Visitor());

        await OrganizationAsync(b);
        await CivicAsync(b);
        await PoliciesAsync(b);
        await LectureAsync(b);
        await VolunteerAsync(b);
        await ActivityAsync(b);
        await ReportAndGatewayAsync(b);
        await FilesAsync(b);

        Assert.Empty(leaks);
        var all = Methods().ToHashSet();
        Assert.Empty(all.Except(tried).Except(ofNoCounty));
        Assert.Empty(tried.Concat(ofNoCounty).Except(all));
    }

    sealed record Insiders(User Office, User Clerk, User Leader, User Person, User Visitor);

    /// <summary>
    /// Tries a request as A in A's county and on B's path, then as B's own; returns what B got. What everybody may do for themselves in any county
    /// (read what is published, register, sign up) is tried in A's county only: on B's path it is no trespass. A form that names nothing of B (<paramref name="ownForm"/>) is tried on B's path only.
    /// </summary>
    async Task<JsonNode> TryAsync(string method, User insider, HttpMethod verb, string path, object? body = null, bool anybody = false, bool ownForm = false)
    {
        tried.Add(method);
        if (!ownForm) await ExpectNothingAsync(method, intruder!, verb, path, body, "in A");
        if (!anybody) await ExpectNothingAsync(method, intruderAtB!, verb, path, body, "on B's path");
        return verb == HttpMethod.Get ? await insider.GetAsync(path) : await insider.PostAsync(path, body ?? new { });
    }

    Task<JsonNode> Get(string method, User insider, string path, bool anybody = false) => TryAsync(method, insider, HttpMethod.Get, path, null, anybody);

    Task<JsonNode> Post(string method, User insider, string path, object body, bool anybody = false, bool ownForm = false) => TryAsync(method, insider, HttpMethod.Post, path, body, anybody, ownForm);

    async Task ExpectNothingAsync(string method, User user, HttpMethod verb, string path, object? body, string where)
    {
        using var request = new HttpRequestMessage(verb, user.Path(path)) { Content = verb == HttpMethod.Get ? null : JsonContent.Create(body ?? new { }) };
        using var answer = await user.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        // A foreign site or association in one's own form is a mistake in a field, told without saying whether the site exists.
        var refused = status is 401 or 403 or 404 || status == 400 && User.Reason(text) is ("FOREIGN_SITE" or "UNKNOWN_ASSOCIATION");
        if (!refused && !(answer.IsSuccessStatusCode && IsEmpty(JsonNode.Parse(text)))) leaks.Add($"{method} {where}: {status} {text[..Math.Min(300, text.Length)]}");
    }

    // A list without rows, or figures that are all nought, with the names of the indicators; an answer about one row is never empty.
    static bool IsEmpty(JsonNode? answer) => answer is JsonObject fields && fields.All(field => field.Key is "nextPageToken" or "asOf" or "indicators" or "from" or "to"
        || field.Value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number && number.GetValue<long>() == 0
        || field.Value is JsonArray list && list.All(row => row is JsonObject line && line["value"] is { } value && value.GetValue<long>() == 0));

    static string Today => CivPractice.Platform.ChinaTime.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static string Id(JsonNode row, string field = "id") => row[field]!.GetValue<string>();

    async Task OrganizationAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        await Get("Sites.ListSites", b.Visitor, $"/sites?prefix={Practice.County}", anybody: true);
        await Get("Sites.GetSite", b.Visitor, $"/sites/{station}", anybody: true);
        await Get("Sites.ListDivisions", b.Visitor, $"/divisions?prefix={Practice.County}", anybody: true);
        await Post("Sites.CreateSite", b.Office, "/sites", new { code = $"{station}P09", name = "隔离测试点", tier = "STATION", openedOn = "2024-01-01" });
        await Get("SiteHistory.GetSiteHistory", b.Visitor, $"/sites/{station}/history", anybody: true);
        await Post("SiteHistory.SetSitePhase", b.Office, $"/sites/{station}P09:setPhase", new { phase = "PILOT_PHASE", since = "2024-02-01" });
        await Post("SiteHistory.MoveSite", b.Office, $"/sites/{station}P09:move", new { newCode = $"{station}P08", movedOn = "2024-03-01", reason = "测试" });
        await Post("Sites.UpdateSite", b.Office, $"/sites/{station}P08:update", new { version = 1, name = "隔离测试点", position = new { latitude = 38.08, longitude = 113.41 } });
        var star = await Post("SiteStars.RateSite", b.Office, $"/sites/{station}P08/stars", new { stars = 3, round = "2024年度", issuer = "测试机关", ratedOn = "2024-04" });
        await Get("SiteStars.ListSiteStars", b.Visitor, $"/siteStars?prefix={Practice.County}", anybody: true);
        await Post("SiteStars.RevokeSiteStar", b.Office, $"/siteStars/{Id(star)}:revoke", new { endedOn = "2024-05-01", reason = "测试" });
        await Post("Nearby.ListNearestPlaces", b.Visitor, "/nearestPlaces", new { site = $"{station}P08" }, anybody: true);
        await Get("Nearby.ListStartingPoints", b.Visitor, $"/startingPoints?prefix={station}&query={Uri.EscapeDataString("隔离测试点")}", anybody: true);
        await Get("Nearby.GetServiceCircle", b.Visitor, $"/serviceCircle?prefix={Practice.County}", anybody: true);
        await b.Office.PostAsync("/sites", new { code = $"{station}P07", name = "隔离筹建点", tier = "STATION", openedOn = "2024-01-01", preparing = true });
        await Post("Sites.OpenSite", b.Office, $"/sites/{station}P07:open", new { openedOn = "2024-02-01" });
        await b.Office.PostAsync($"/sites/{station}P07:close", new { closedOn = "2024-06-01", reason = "测试" });
        await Post("Sites.CloseSite", b.Office, $"/sites/{station}P08:close", new { closedOn = "2024-06-01", reason = "测试" });
        await Get("Sites.GetTally", b.Office, $"/organization/tally?prefix={Practice.County}");
        var venue = await Post("Venues.CreateVenue", b.Clerk, "/venues", new { site = station, integratedOn = "2024-01-01", name = "隔离测试书屋", kind = "农家书屋", use = "OWN" });
        await Get("Venues.ListVenues", b.Visitor, $"/venues?prefix={Practice.County}", anybody: true);
        await Get("Venues.GetPlatformCoverage", b.Visitor, $"/platformCoverage?prefix={Practice.County}", anybody: true);
        await Get("Venues.ListSitePlatforms", b.Visitor, $"/sitePlatforms?prefix={Practice.County}", anybody: true);
        await Get("Venues.GetVenue", b.Visitor, $"/venues/{Id(venue)}", anybody: true);
        await Post("Venues.UpdateVenue", b.Clerk, $"/venues/{Id(venue)}:update", new { version = 1, name = "隔离测试书屋", kind = "文化活动室", use = "SHARED" });
        await Post("Venues.WithdrawVenue", b.Clerk, $"/venues/{Id(venue)}:withdraw", new { withdrawnOn = "2024-06-01", reason = "测试" });
        var post = await Post("Posts.CreatePost", b.Office, $"/sites/{station}/posts", new { title = "专管员乙", places = 1 });
        await Get("Posts.ListPosts", b.Office, $"/sites/{station}/posts");
        var held = await Post("Posts.Appoint", b.Office, $"/posts/{Id(post)}/appointments", new { personId = Guid.NewGuid(), personName = "测试员", from = "2024-01-01" });
        await Get("PostSuccession.ListAppointments", b.Office, $"/posts/{Id(post)}/appointments");
        await Get("PostSuccession.GetPostCount", b.Office, $"/postCount?prefix={station}");
        await Get("PostSuccession.ListPostAlarms", b.Office, $"/postAlarms?prefix={station}");
        held = (await Post("PostSuccession.SucceedAppointment", b.Office, $"/posts/{Id(post)}:succeed", new { personId = Guid.NewGuid(), personName = "测试员乙", from = "2024-01-15" }))["begun"]!;
        await Post("Posts.EndAppointment", b.Office, $"/appointments/{Id(held, "appointmentId")}:end", new { to = "2024-02-01", reason = "测试" });
    }

    async Task PoliciesAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        var pilot = await Post("Pilots.CreatePilot", b.Office, "/pilots", new { site = station, level = "COUNTY_LEVEL", designatedOn = "2024-05" });
        await Get("Pilots.ListPilots", b.Visitor, $"/pilots?prefix={Practice.County}", anybody: true);
        await Post("Pilots.EndPilot", b.Office, $"/pilots/{Id(pilot)}:end", new { endedOn = "2024-06-30" });
        // A form without an id says nothing of a county: the row that it makes is the caller's own.
        var document = await Post("Documents.CreateDocument", b.Office, "/documents", new { title = $"隔离测试方案{Guid.NewGuid():N}"[..20], issuer = "测试机关", level = "COUNTY_LEVEL", kind = "实施方案", issuedOn = "2024" }, ownForm: true);
        await Get("Documents.ListDocuments", b.Office, $"/documents?prefix={Practice.County}");
        await Get("Documents.GetDocument", b.Office, $"/documents/{Id(document)}");
        var task = await Post("Documents.CreateDocumentTask", b.Office, $"/documents/{Id(document)}/tasks", new { clause = "第一条", text = "隔离测试任务", responsibleUnit = "测试单位" });
        await Get("Documents.ListDocumentTasks", b.Office, $"/documentTasks?documentId={Id(document)}");
        await Post("Documents.ReportDocumentTask", b.Office, $"/documentTasks/{Id(task)}:report", new { version = 1, state = "TASK_UNDER_WAY", note = "测试进展" });
        var unit = await Post("Coordination.CreateMemberUnit", b.Office, "/memberUnits", new { group = "隔离测试小组", name = "测试单位", joinedOn = "2024-01-01" }, ownForm: true);
        await Get("Coordination.ListMemberUnits", b.Office, $"/memberUnits?prefix={Practice.County}");
        await Post("Coordination.AddDuty", b.Office, $"/memberUnits/{Id(unit)}/duties", new { documentId = Id(document), clause = "第一条", text = "隔离测试职责", since = "2024-01-01" });
        await MechanismsAsync(b, Id(document), Id(unit));
        var meeting = await Post("Meetings.CreateMeeting", b.Office, "/meetings", new { title = $"隔离测试例会{Guid.NewGuid():N}"[..20], kind = "WORK_MEETING", convener = "测试中心", heldOn = "2024-01-05" }, ownForm: true);
        await Get("Meetings.ListMeetings", b.Office, $"/meetings?prefix={Practice.County}");
        await Get("Meetings.GetMeeting", b.Office, $"/meetings/{Id(meeting)}");
        var decision = await Post("Meetings.CreateDecision", b.Office, $"/meetings/{Id(meeting)}/decisions", new { text = "隔离测试决议", responsibleUnit = "测试单位", dueOn = "2024-03-01" });
        await Get("Meetings.ListDecisions", b.Office, $"/decisions?meetingId={Id(meeting)}");
        await Post("Meetings.ReportDecision", b.Office, $"/decisions/{Id(decision)}:report", new { version = 1, state = "DECISION_UNDER_WAY", note = "测试落实" });
        await Get("Meetings.ListFollowUps", b.Office, $"/decisions/{Id(decision)}/followUps");
        var neighbourhood = await Post("Neighbourhoods.CreateNeighbourhood", b.Clerk, "/neighbourhoods", new { site = station, name = "隔离测试小区", residents = 10, countedOn = "2024-01-01" });
        await Get("Neighbourhoods.ListNeighbourhoods", b.Visitor, $"/neighbourhoods?prefix={Practice.County}", anybody: true);
        await Post("Neighbourhoods.LocateNeighbourhood", b.Clerk, $"/neighbourhoods/{Id(neighbourhood)}:locate", new { position = new { latitude = 38.08, longitude = 113.41 } });
        await Post("Neighbourhoods.CountResidents", b.Clerk, $"/neighbourhoods/{Id(neighbourhood)}:count", new { residents = 0, countedOn = "2024-02-01" });
    }

    async Task MechanismsAsync(Insiders b, string document, string unit)
    {
        var shown = await Get("Coordination.GetMemberUnit", b.Office, $"/memberUnits/{unit}");
        var (duty, team) = (Id(shown["duties"]![0]!), Id((await b.Office.GetAsync($"/teams?prefix={Practice.County}"))["teams"]![0]!));
        var link = await Post("DutyLinks.LinkDuty", b.Office, $"/duties/{duty}/links", new { kind = "DEED_TEAM", subject = team });
        await Get("DutyLinks.ListDutyLinks", b.Office, $"/memberUnits/{unit}/links");
        await Post("DutyLinks.UnlinkDuty", b.Office, $"/dutyLinks/{Id(link)}:remove", new { });
        await Post("Coordination.UpdateMemberUnit", b.Office, $"/memberUnits/{unit}:update", new { version = (await b.Office.GetAsync($"/memberUnits/{unit}"))["version"]!.GetValue<long>(), liaison = "测试联络员" });

        using var content = new ByteArrayContent("%PDF-1.7 x"u8.ToArray());
        var file = Id(await b.Office.PostFileAsync($"/documents/{document}/files?fileName=x", content));
        await Get("DocumentFiles.ListDocumentFiles", b.Office, $"/documents/{document}/files");
        foreach (var user in new[] { intruder!, intruderAtB! })
        {
            Assert.Contains((await user.RefusedAsync($"/documents/{document}/files/{file}")).Status, new[] { 403, 404 });
            using var other = new ByteArrayContent("%PDF-1.7 y"u8.ToArray());
            Assert.Contains((await Assert.ThrowsAsync<UnexpectedAnswer>(() => user.PostFileAsync($"/documents/{document}/files?fileName=x", other))).Status, new[] { 403, 404 });
        }
        Assert.Equal("%PDF-1.7 x", await b.Office.Http.GetStringAsync(b.Office.Path($"/documents/{document}/files/{file}")));
        await Post("DocumentFiles.RemoveDocumentFile", b.Office, $"/documents/{document}/files/{file}:remove", new { });

        // Others may have said them before: whatever version that was, is seen first.
        long Version(JsonNode list, string rows) => list[rows]!.AsArray() is { Count: > 0 } all ? all[0]!["version"]!.GetValue<long>() : 0;
        await Post("CenterOffices.SetCenterOffice", b.Office, "/centerOffice", new { hostUnitId = unit, version = Version(await b.Office.GetAsync($"/centerOffices?prefix={Practice.County}"), "offices") }, ownForm: true);
        await Get("CenterOffices.ListCenterOffices", b.Office, $"/centerOffices?prefix={Practice.County}");
        await Post("CenterOffices.SetCorps", b.Office, "/corps", new { name = "隔离测试总队", foundedOn = "2019", version = Version(await b.Office.GetAsync($"/corps?prefix={Practice.County}"), "corps") }, ownForm: true);
        await Get("CenterOffices.ListCorps", b.Office, $"/corps?prefix={Practice.County}");
        await Get("PostStaffing.ListPostVacancies", b.Office, $"/postVacancies?prefix={Practice.County}");
        await Get("PostStaffing.ListClerkLoads", b.Office, $"/clerkLoads?prefix={Practice.County}");
    }

    async Task LectureAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        var team = await Post("LecturerTeams.CreateLecturerTeam", b.Office, "/lecturerTeams", new { name = "隔离宣讲队", level = "VILLAGE", site = station });
        await Get("LecturerTeams.ListLecturerTeams", b.Visitor, $"/lecturerTeams?prefix={Practice.County}", anybody: true);
        await Get("LecturerTeams.GetLecturerTeam", b.Visitor, $"/lecturerTeams/{Id(team)}", anybody: true);
        var lecturer = await Post("LecturerTeams.AddLecturer", b.Office, $"/lecturerTeams/{Id(team)}/lecturers", new { personId = Guid.NewGuid(), name = "测试讲师", field = "党史" });
        await Get("LecturerTeams.ListLecturers", b.Visitor, $"/lecturerTeams/{Id(team)}/lecturers", anybody: true);
        object Session(DateTimeOffset at) => new { title = "隔离测试宣讲", topic = "政策", site = station, teamId = Id(team), lecturerId = Id(lecturer), level = "VILLAGE", channel = "MEETING", method = "实例讲解", form = "宣讲会", placeKind = "农村", startsAt = at, durationMinutes = 60 };
        var held = await Post("Sessions.CreateSession", b.Office, "/sessions", Session(DateTimeOffset.UtcNow.AddHours(-2)));
        var planned = await b.Office.PostAsync("/sessions", Session(DateTimeOffset.UtcNow.AddDays(2)));
        await Get("Sessions.ListSessions", b.Visitor, $"/sessions?prefix={Practice.County}", anybody: true);
        await Get("Sessions.GetSession", b.Visitor, $"/sessions/{Id(held)}", anybody: true);
        await Post("Sessions.HoldSession", b.Office, $"/sessions/{Id(held)}:hold", new { audience = 30, countMethod = "HEAD_COUNT" });
        await Post("Sessions.CorrectAudience", b.Office, $"/sessions/{Id(held)}:correct", new { audience = 28, countMethod = "HEAD_COUNT", reason = "数错了" });
        await Get("Sessions.ListAudience", b.Office, $"/sessions/{Id(held)}/audience");
        await Post("Sessions.RecordMoralLecture", b.Office, $"/sessions/{Id(held)}:recordMoralLecture", new { steps = new[] { "唱歌曲", "学模范" } });
        var question = await Post("Sessions.AddQuestion", b.Office, $"/sessions/{Id(held)}/questions", new { text = "补贴什么时候发" });
        await Get("Sessions.ListQuestions", b.Office, $"/lectureQuestions?prefix={Practice.County}");
        await Post("Sessions.LinkQuestion", b.Office, $"/lectureQuestions/{Id(question)}:link", new { needNumber = "N-20260302-0001" });
        await Post("Sessions.VoidSession", b.Office, $"/sessions/{Id(held)}:void", new { reason = "测试" });
        var own = await b.Office.PostAsync($"/lecturerTeams/{Id(team)}/lecturers", new { personId = Id(await b.Person.GetAsync("/api/me"), "personId"), name = "测试甲" });
        var mine = await b.Office.PostAsync("/sessions", new { title = "我讲的", site = station, teamId = Id(team), lecturerId = Id(own), level = "VILLAGE", channel = "MEETING", startsAt = DateTimeOffset.UtcNow.AddHours(-3), durationMinutes = 30 });
        await Post("Sessions.HoldMySession", b.Person, $"/mySessions/{Id(mine)}:hold", new { audience = 3, countMethod = "HEAD_COUNT" }, anybody: true);
        await Get("Sessions.GetCoverage", b.Office, $"/lecture/coverage?prefix={Practice.County}");
        await Get("Sessions.GetNetwork", b.Office, $"/lecture/network?prefix={station[..9]}");
        await Post("Sessions.CancelSession", b.Office, $"/sessions/{Id(planned)}:cancel", new { reason = "测试" });
        await Get("Sessions.GetTally", b.Office, $"/lecture/tally?prefix={Practice.County}");
        await LecturerTeamAsync(b, station, Id(team), Id(lecturer));
        await LectureLibraryAsync(b, station);
        await LectureOrdersAsync(b, station, Id(team), Id(lecturer));
    }

    async Task LecturerTeamAsync(Insiders b, string station, string team, string lecturer)
    {
        await Post("LecturerTeams.SetLecturerTeamLeader", b.Office, $"/lecturerTeams/{team}:setLeader", new { lecturerId = lecturer });
        await Post("LecturerTeams.UpdateLecturer", b.Office, $"/lecturerTeams/{team}/lecturers/{lecturer}:update", new { field = "党史", kind = "THEORY_EXPERT", local = true, background = "党校教员" });
        await Post("LecturerTeams.SetEligibilityRule", b.Office, $"/lecturerTeams/{team}:setRule", new { rule = new { text = "本社区", local = true } });
        var slot = new { rhythm = "WEEKLY", day = 5, time = "19:30", durationMinutes = 60, site = station, title = "隔离定期宣讲", channel = "MEETING" };
        await Post("LecturerTeams.SetRegularSlot", b.Office, $"/lecturerTeams/{team}:setSlot", new { slot });
        await Post("LecturerTeams.EndRegularSlot", b.Office, $"/lecturerTeams/{team}:endSlot", new { reason = "测试" });
        await Get("LecturerTeams.ListLoad", b.Office, $"/lecturerLoad?prefix={Practice.County}");
        await Get("LecturerTeams.GetLecturer", b.Visitor, $"/lecturers/{lecturer}", anybody: true);
        var leaving = await b.Office.PostAsync($"/lecturerTeams/{team}/lecturers", new { name = "测试乙", local = true });
        await Post("LecturerTeams.RemoveLecturer", b.Office, $"/lecturerTeams/{team}/lecturers/{Id(leaving)}:remove", new { leftOn = Today, reason = "测试" });
    }

    async Task LectureLibraryAsync(Insiders b, string station)
    {
        var course = await Post("LectureCourses.CreateCourse", b.Office, "/lectureCourses", new { title = $"隔离课程{Guid.NewGuid():N}"[..20], site = station, source = "自编", outline = "一、政策" });
        await Post("LectureCourses.ReviewCourse", b.Office, $"/lectureCourses/{Id(course)}:review", new { version = 1, approve = true });
        await Get("LectureCourses.ListCourses", b.Visitor, $"/lectureCourses?prefix={Practice.County}", anybody: true);
        await Get("LectureCourses.GetCourse", b.Visitor, $"/lectureCourses/{Id(course)}", anybody: true);
        await Post("LectureCourses.ReviseCourse", b.Office, $"/lectureCourses/{Id(course)}:revise", new { source = "自编", outline = "二、新政策" });
        await Post("LectureCourses.RetireCourse", b.Office, $"/lectureCourses/{Id(course)}:retire", new { reason = "测试" });
        var board = await Post("Boards.CreateBoard", b.Office, "/boards", new { name = $"隔离宣传栏{Guid.NewGuid():N}"[..20], kind = "PUBLICITY_BOARD", site = station, openedOn = "2024-01-01" });
        await Post("Boards.ChangeBoard", b.Office, $"/boards/{Id(board)}/changes", new { changedOn = Today, theme = "防诈骗", issues = 1 });
        await Get("Boards.ListBoards", b.Visitor, $"/boards?prefix={Practice.County}", anybody: true);
        await Get("Boards.ListBoardChanges", b.Visitor, $"/boards/{Id(board)}/changes", anybody: true);
        await Post("Boards.CloseBoard", b.Office, $"/boards/{Id(board)}:close", new { closedOn = Today, reason = "测试" });
    }

    async Task LectureOrdersAsync(Insiders b, string station, string team, string lecturer)
    {
        object Wish() => new { site = station, topic = "高龄补贴政策", listeners = 1, contactName = "测试", contactPhone = "10012340000", consent = true };
        var order = await Post("LectureOrders.CreateOrder", b.Visitor, "/lectureOrders", Wish(), anybody: true);
        var code = new { number = order["number"], trackingCode = order["trackingCode"] };
        await Post("LectureOrders.TrackOrder", b.Visitor, "/lectureOrders:track", code, anybody: true);
        await Get("LectureOrders.ListOrders", b.Office, $"/lectureOrders?prefix={Practice.County}");
        await Get("LectureOrders.GetOrder", b.Office, $"/lectureOrders/{Id(order)}");
        await Get("LectureOrders.ListProposals", b.Office, $"/lectureOrders/{Id(order)}/proposals");
        var starts = DateTimeOffset.UtcNow.AddSeconds(4);
        order = await Post("LectureOrders.ScheduleOrder", b.Office, $"/lectureOrders/{Id(order)}:schedule", new { teamId = team, lecturerId = lecturer, startsAt = starts, durationMinutes = 5, level = "VILLAGE", channel = "DOOR_TO_DOOR" });
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (starts - DateTimeOffset.UtcNow).TotalSeconds + 1)));
        await b.Office.PostAsync($"/sessions/{Id(order, "sessionId")}:hold", new { audience = 1, countMethod = "HEAD_COUNT" });
        await Post("LectureOrders.RateOrder", b.Visitor, "/lectureOrders:rate", new { code.number, code.trackingCode, rating = 5 }, anybody: true);
        await Post("LectureOrders.RefuseOrder", b.Office, $"/lectureOrders/{Id(await b.Visitor.PostAsync("/lectureOrders", Wish()))}:refuse", new { reason = "测试" });
        var day = DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var offers = await Post("LectureOffers.CreateOffers", b.Office, "/lectureOffers", new { teamId = team, lecturerId = lecturer, title = "隔离供讲", level = "VILLAGE", channel = "MEETING", area = station, from = day, to = day, time = "09:00", durationMinutes = 30 });
        var offer = Id(offers["offers"]![0]!);
        await Get("LectureOffers.ListOffers", b.Visitor, $"/lectureOffers?prefix={Practice.County}", anybody: true);
        await Get("LectureOffers.GetOffer", b.Visitor, $"/lectureOffers/{offer}", anybody: true);
        await Post("LectureOffers.WithdrawOffer", b.Office, $"/lectureOffers/{offer}:withdraw", new { reason = "测试" });
        var withdrawn = await b.Visitor.PostAsync("/lectureOrders", Wish());
        await Post("LectureOrders.WithdrawOrder", b.Visitor, "/lectureOrders:withdraw", new { number = withdrawn["number"], trackingCode = withdrawn["trackingCode"] }, anybody: true);
    }

    async Task VolunteerAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        var person = await Post("Roster.RegisterVolunteer", b.Clerk, "/volunteers", new { name = "隔离员", phone = "10099990001", identityNumber = TestIdentity.Number(1990, 1, 1, 901), site = station, consent = true }, anybody: true);
        var id = Id(person, "personId");
        await Get("Roster.GetVolunteer", b.Clerk, $"/volunteers/{id}");
        await Post("Roster.ListVolunteers", b.Clerk, "/volunteers:search", new { prefix = Practice.County });
        await Post("Roster.SetSkills", b.Clerk, $"/volunteers/{id}:setSkills", new { skills = new[] { "理发" } });
        var kind = await Post("VolunteerProfiles.BeginKind", b.Clerk, $"/volunteers/{id}/kinds", new { kind = "民兵", since = "2024-01-01" });
        await Get("VolunteerProfiles.ListKinds", b.Clerk, $"/volunteers/{id}/kinds");
        await Post("VolunteerProfiles.EndKind", b.Clerk, $"/volunteers/{id}/kinds/{Id(kind)}:end", new { until = "2024-06-01" });
        await Post("VolunteerProfiles.SetAvailability", b.Clerk, $"/volunteers/{id}:setAvailability", new { availability = new[] { "SUNDAY_MORNING" } });
        await Post("VolunteerProfiles.SetEmergencyContact", b.Clerk, $"/volunteers/{id}:setEmergencyContact", new { name = "测家属", phone = "10099990003", relation = "配偶" });
        await Post("VolunteerProfiles.RevealEmergencyContact", b.Clerk, $"/volunteers/{id}:revealEmergencyContact", new { purpose = "EMERGENCY" });
        await Get("PersonRoles.ListMembershipsOfPerson", b.Clerk, $"/volunteers/{id}/memberships");
        // What these know of somebody in another county is nothing: an empty answer.
        await Get("PersonPosts.ListPostsOfPerson", b.Clerk, $"/persons/{id}/posts");
        await Get("PersonPosts.ListHonoursOfPerson", b.Office, $"/persons/{id}/honours");
        await Get("PersonLecturers.ListLecturersOfPerson", b.Clerk, $"/persons/{id}/lecturers");
        var team = await Post("Teams.CreateTeam", b.Clerk, "/teams", new { name = "隔离测试队", category = "便民利民服务", site = station, foundedOn = "2024-01-01" });
        await Get("Teams.GetTeam", b.Visitor, $"/teams/{Id(team)}", anybody: true);
        await Get("Teams.ListTeams", b.Visitor, $"/teams?prefix={Practice.County}", anybody: true);
        await Post("Teams.AddMember", b.Clerk, $"/teams/{Id(team)}/members", new { personId = id, joinedOn = "2024-01-01" });
        await Post("Teams.SetLeader", b.Clerk, $"/teams/{Id(team)}:setLeader", new { personId = id });
        await Get("Teams.ListMembers", b.Clerk, $"/teams/{Id(team)}/members");
        await Post("TeamTree.PlaceTeam", b.Clerk, $"/teams/{Id(team)}:place", new { level = "SQUAD", since = "2024-02-01" });
        await Post("TeamTree.SetHostUnit", b.Clerk, $"/teams/{Id(team)}:setHostUnit", new { hostUnit = "测试单位" });
        await Get("TeamTree.GetTeamTree", b.Visitor, $"/teams/{Id(team)}/tree", anybody: true);
        await Get("TeamTree.ListPlacements", b.Visitor, $"/teams/{Id(team)}/placements", anybody: true);
        await Get("TeamTree.ListTenKinds", b.Visitor, $"/tenKinds?prefix={Practice.County}&scope=CENTERS", anybody: true);
        var second = await b.Clerk.PostAsync("/volunteers", new { name = "隔离乙", phone = "10099990002", identityNumber = TestIdentity.Number(1991, 1, 1, 902), site = station, consent = true });
        await b.Clerk.PostAsync($"/teams/{Id(team)}/members", new { personId = Id(second, "personId"), joinedOn = "2024-01-01" });
        await Post("Teams.RemoveMember", b.Clerk, $"/teams/{Id(team)}/members/{Id(second, "personId")}:remove", new { leftOn = "2024-03-01", reason = "测试" });

        object Association() => new { number = "GL-1", name = "隔离测试协会", kind = "REGISTERED_ASSOCIATION", site = station, foundedOn = "2024-01-01" };
        await Post("Associations.CreateAssociation", b.Office, "/associations", Association());
        await Get("Associations.ListAssociations", b.Visitor, $"/associations?prefix={Practice.County}", anybody: true);
        await Get("Associations.GetAssociation", b.Visitor, "/associations/GL-1", anybody: true);
        var brand = await Post("Brands.CreateBrand", b.Office, "/brands", new { name = "隔离测试品牌", level = "COUNTY_BRAND", site = station, since = "2024-01-01" });
        await Get("Brands.ListBrands", b.Visitor, $"/brands?prefix={Practice.County}", anybody: true);
        await Get("Brands.GetBrand", b.Visitor, $"/brands/{Id(brand)}", anybody: true);
        await Post("Brands.UpdateBrand", b.Office, $"/brands/{Id(brand)}:update", new { story = "测试" });
        await Post("Brands.MoveBrand", b.Office, $"/brands/{Id(brand)}:move", new { status = "STOPPED", since = "2024-06-01", reason = "测试" });

        await new Chain(practice).ServeANeedAsync();
        var entry = (await Get("Hours.ListHours", b.Clerk, $"/hours?prefix={Practice.County}"))["entries"]![0]!;
        await Post("Hours.CorrectHours", b.Office, $"/hours/{Id(entry)}:correct", new { minutes = 1, reason = "测试更正" });
        await Post("Hours.CorrectHours", b.Office, $"/hours/{Id(entry)}:correct", new { minutes = -1, reason = "测试复原" });
        await Get("Hours.GetTally", b.Office, $"/volunteer/tally?prefix={Practice.County}");
        var certificate = await Post("Certificates.IssueCertificate", b.Office, "/certificates", new { personId = Id(entry, "personId"), from = "2024-01-01", to = Today, site = station });
        await Get("Certificates.ListCertificates", b.Clerk, $"/certificates?prefix={Practice.County}");
        await Get("Certificates.GetCertificate", b.Office, $"/certificates/{Id(certificate, "number")}");
        await Post("Certificates.VerifyCertificate", b.Visitor, "/certificates:verify", new { number = Id(certificate, "number"), code = Id(certificate, "code") }, anybody: true);
        await Post("Certificates.RevokeCertificate", b.Office, $"/certificates/{Id(certificate, "number")}:revoke", new { reason = "隔离测试" });

        var asked = await Post("Corrections.AskCorrection", b.Person, "/me/corrections", new { about = "PROFILE_RECORD", text = "手机号换了" });
        await Get("Corrections.ListCorrections", b.Office, $"/corrections?prefix={Practice.County}");
        await Post("Corrections.AnswerCorrection", b.Office, $"/corrections/{Id(asked)}:answer", new { accepted = true, answer = "已经改好" });
        var taken = await b.Person.PostAsync("/me/corrections", new { about = "OTHER_RECORD", text = "测试撤回" });
        await Post("Corrections.WithdrawCorrection", b.Person, $"/me/corrections/{Id(taken)}:withdraw", new { });
    }

    async Task ActivityAsync(Insiders b)
    {
        var chain = new Chain(practice);
        var (station, team) = (await chain.StationAsync(), await chain.TeamAsync());
        object Need() => new { site = station, title = "隔离测试需求", contactName = "测试", contactPhone = "10012340000", consent = true };
        var need = await Post("Needs.CreateNeed", b.Visitor, "/needs", Need(), anybody: true);
        var code = new { number = need["number"], trackingCode = need["trackingCode"] };
        await Post("Needs.TrackNeed", b.Visitor, "/needs:track", code, anybody: true);
        await Get("Needs.ListNeeds", b.Clerk, $"/needs?prefix={Practice.County}");
        await Get("Needs.GetNeed", b.Clerk, $"/needs/{Id(need)}");
        await Post("Needs.VerifyNeed", b.Clerk, $"/needs/{Id(need)}:verify", new { });
        await Post("Needs.DispatchNeed", b.Office, $"/needs/{Id(need)}:dispatch", new { teamId = team });
        await Post("Needs.DeclineNeed", b.Leader, $"/needs/{Id(need)}:decline", new { reason = "人手不够" });
        await b.Office.PostAsync($"/needs/{Id(need)}:dispatch", new { teamId = team });
        var other = (await b.Visitor.GetAsync($"/teams?prefix={Practice.County}"))["teams"]!.AsArray().Select(row => Id(row!)).First(id => id != team);
        await Post("Needs.RedispatchNeed", b.Office, $"/needs/{Id(need)}:redispatch", new { teamId = other, reason = "没有回音" });
        await b.Office.PostAsync($"/needs/{Id(need)}:redispatch", new { teamId = team, reason = "改回" });
        await Post("Needs.AcceptNeed", b.Leader, $"/needs/{Id(need)}:accept", new { });
        var refused = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.RefuseNeed", b.Clerk, $"/needs/{Id(refused)}:refuse", new { reason = "不属于服务范围" });
        var referred = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.ReferNeed", b.Clerk, $"/needs/{Id(referred)}:refer", new { body = "12345 热线", reason = "属于物业维修" });
        var withdrawn = await b.Visitor.PostAsync("/needs", Need());
        await Post("Needs.WithdrawNeed", b.Visitor, "/needs:withdraw", new { number = withdrawn["number"], trackingCode = withdrawn["trackingCode"], reason = "已解决" }, anybody: true);

        var (twin, into) = (await b.Visitor.PostAsync("/needs", Need()), await b.Visitor.PostAsync("/needs", Need()));
        await Post("Needs.MergeNeed", b.Clerk, $"/needs/{Id(twin)}:merge", new { intoId = Id(into), reason = "同一件事" });
        var told = await b.Visitor.PostAsync("/needs", Need());
        await b.Clerk.PostAsync($"/needs/{Id(told)}:verify", new { });
        await b.Office.PostAsync($"/needs/{Id(told)}:dispatch", new { teamId = team });
        await b.Leader.PostAsync($"/needs/{Id(told)}:accept", new { });

        object Project(string registry) => new { name = "隔离测试项目", category = "便民利民服务", platform = "SCIENCE", site = station, startsOn = "2024-01-01", registryNumber = registry };
        var project = await Post("Projects.CreateProject", b.Clerk, "/projects", Project(""));
        await Post("Projects.UpdateProject", b.Clerk, $"/projects/{Id(project)}:update", Project("QG-隔离"));
        await Get("Projects.GetProject", b.Visitor, $"/projects/{Id(project)}", anybody: true);
        await Get("Projects.GetProjectSums", b.Visitor, $"/projects:sum?projectIds={Id(project)}", anybody: true);
        await Get("Projects.GetProjectOverview", b.Visitor, $"/projects:overview?prefix={Practice.County}", anybody: true);
        await Get("Projects.ListProjects", b.Visitor, $"/projects?prefix={Practice.County}", anybody: true);

        // The association is on its way from Volunteer.
        await Eventually.TrueAsync(async () =>
        {
            try { await b.Office.PostAsync("/beneficiaries", new { association = "GL-1", code = "GL-0", name = "隔离测试", category = "ELDERLY", consent = true }); }
            catch (UnexpectedAnswer answer) { return answer.Message; }
            return null;
        });
        await Post("Mobilizations.CallMobilization", b.Office, "/mobilizations", new { number = "GL-1", @event = "隔离演练", level = "LEVEL_FOUR", issuedBy = "中心", command = "指挥部", call = "请响应", area = Practice.County, taskKinds = new[] { "登记" }, needed = 5, drill = true });
        await Get("Mobilizations.ListMobilizations", b.Visitor, $"/mobilizations?prefix={Practice.County}", anybody: true);
        await Get("Mobilizations.GetMobilization", b.Visitor, "/mobilizations/GL-1", anybody: true);
        await Post("Mobilizations.AnswerForSite", b.Clerk, "/mobilizations/GL-1:answerForSite", new { site = station });
        await Post("Mobilizations.AnswerForSelf", b.Person, "/mobilizations/GL-1:answer", new { site = station, taskKinds = new[] { "登记" } }, anybody: true);
        await Get("Mobilizations.ListSiteAnswers", b.Visitor, "/mobilizations/GL-1/siteAnswers", anybody: true);
        await Get("Mobilizations.ListVolunteerAnswers", b.Clerk, "/mobilizations/GL-1/volunteerAnswers");
        await MobilizationTasksAsync(b, station, team);
        await Get("HomeVisits.ListVisitCoverage", b.Clerk, $"/mobilizations/GL-1/visitCoverage?prefix={station}");
        await Post("HomeVisits.SetVisitTarget", b.Clerk, "/mobilizations/GL-1/visitTargets", new { site = station, households = 30 });
        await Post("Mobilizations.EndMobilization", b.Office, "/mobilizations/GL-1:end", new { });
        var visit = await Post("HomeVisits.RecordHomeVisit", b.Clerk, "/homeVisits", new { site = station, visitedOn = "2024-01-01", household = "1 号楼 101", purpose = "CARE", category = "ELDERLY", persons = 1, followUp = true, note = "隔离测试", consent = true });
        await Get("HomeVisits.ListHomeVisits", b.Clerk, $"/homeVisits?prefix={Practice.County}");
        await Post("HomeVisits.RevealVisitNote", b.Clerk, $"/homeVisits/{Id(visit)}:revealNote", new { reason = "FOLLOW_UP" });
        await Post("HomeVisits.CloseFollowUp", b.Clerk, $"/homeVisits/{Id(visit)}:closeFollowUp", new { });
        var donation = await Post("Donations.RecordDonation", b.Office, "/donations", new { association = "GL-1", receipt = "GL-1", receivedOn = "2024-01-01", kind = "MONEY", amount = 1000 });
        await Get("Donations.ListDonations", b.Visitor, $"/donations?prefix={Practice.County}", anybody: true);
        var person = await Post("Donations.CreateBeneficiary", b.Office, "/beneficiaries", new { association = "GL-1", code = "GL-1", name = "隔离测试", category = "ELDERLY", consent = true });
        var given = await Post("Donations.Allocate", b.Office, $"/donations/{Id(donation)}:allocate", new { beneficiaryId = Id(person), number = "GL-1", amount = 100, helpedOn = "2024-02-01" });
        await Post("Donations.ReverseAllocation", b.Office, $"/allocations/{Id(given["allocation"]!)}:reverse", new { amount = 40, reason = "测试冲正" });
        await Get("Donations.ListReversals", b.Office, $"/allocations/{Id(given["allocation"]!)}/reversals");
        await Get("Donations.ListAllocations", b.Visitor, $"/allocations?prefix={Practice.County}", anybody: true);
        await Get("Donations.ListLedgers", b.Visitor, $"/donationLedgers?year=2024&prefix={Practice.County}", anybody: true);
        await Get("Donations.ListBeneficiaries", b.Office, $"/beneficiaries?prefix={Practice.County}");
        await Post("Donations.RevealBeneficiary", b.Office, $"/beneficiaries/{Id(person)}:reveal", new { reason = "FOLLOW_UP" });

        var starts = DateTimeOffset.UtcNow.AddSeconds(8);
        object Plan(DateTimeOffset at, object? needId) => new { title = "隔离测试活动", platform = "SCIENCE", site = station, teamId = team, needId = needId ?? "", startsAt = at, endsAt = at.AddMinutes(30), place = "社区", riskNotice = "无特殊风险,注意安全。", posts = new object[] { new { title = "帮手", capacity = 3 } } };
        var activity = await Post("Activities.CreateActivity", b.Leader, "/activities", Plan(starts, Id(need)));
        var path = $"/activities/{Id(activity)}";
        activity = await Post("Activities.PublishActivity", b.Leader, $"{path}:publish", new { });
        var second = await b.Leader.PostAsync("/activities", Plan(starts, Id(told)));
        await b.Leader.PostAsync($"/activities/{Id(second)}:publish", new { });
        await Get("Activities.GetActivity", b.Visitor, path, anybody: true);
        await Get("Activities.ListActivities", b.Visitor, $"/activities?prefix={Practice.County}", anybody: true);
        var place = new { postId = Id(activity["posts"]![0]!), riskAccepted = true };
        var signUp = await Post("SignUps.SignUp", b.Person, $"{path}/signUps", place, anybody: true);
        await Post("SignUps.CancelSignUp", b.Person, $"{path}/signUps:cancel", new { reason = "测试" }, anybody: true);
        await b.Person.PostAsync($"{path}/signUps", place);
        await Get("SignUps.ListSignUps", b.Leader, $"{path}/signUps");
        var check = await Get("Activities.GetCheckInCode", b.Leader, $"{path}/checkInCode");
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (starts - DateTimeOffset.UtcNow).TotalSeconds + 1)));
        await Post("SignUps.CheckIn", b.Person, $"{path}/signUps:checkIn", new { code = check["code"] }, anybody: true);
        await Post("SignUps.CheckOut", b.Person, $"{path}/signUps:checkOut", new { code = check["code"] }, anybody: true);
        await Post("SignUps.SetMinutes", b.Leader, $"{path}/signUps:setMinutes", new { personId = signUp["personId"], minutes = 20, reason = "现场确认" });
        await Post("Activities.CompleteActivity", b.Leader, $"{path}:complete", new { attendees = 0, outcome = "完成" });
        await Post("Needs.RateNeed", b.Visitor, "/needs:rate", new { code.number, code.trackingCode, rating = 4 }, anybody: true);
        await b.Leader.PostAsync($"/activities/{Id(second)}:complete", new { attendees = 0, outcome = "完成" });
        await Post("Needs.RecordCallBack", b.Clerk, $"/needs/{Id(told)}:callBack", new { rating = 5, reason = "老人不会用手机" });
        var later = await b.Leader.PostAsync("/activities", Plan(DateTimeOffset.UtcNow.AddDays(30), null));
        await Post("Activities.RepeatActivity", b.Leader, $"/activities/{Id(later)}:repeat", new { every = "WEEK", until = ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(40)) });
        await Post("Activities.CancelActivity", b.Leader, $"/activities/{Id(later)}:cancel", new { reason = "天气" });
        await Get("Figures.GetTally", b.Office, $"/activity/tally?prefix={Practice.County}");
    }

    async Task MobilizationTasksAsync(Insiders b, string station, string team)
    {
        var now = DateTimeOffset.UtcNow;
        await Get("Mobilizations.ListTeamsToAnswer", b.Leader, "/mobilizations/GL-1/teamsToAnswer");
        await Post("Mobilizations.AnswerForTeam", b.Leader, "/mobilizations/GL-1:answerForTeam", new { teamId = team, site = station, people = 3 });
        await Get("Mobilizations.ListTeamAnswers", b.Visitor, "/mobilizations/GL-1/teamAnswers", anybody: true);
        object Plan() => new { what = "登记", site = station, neighbourhood = "隔离测试小区", needed = 2, startsAt = now.AddHours(-1), endsAt = now.AddDays(3) };
        var task = await Post("MobilizationTasks.CreateTask", b.Clerk, "/mobilizations/GL-1/tasks", Plan());
        var path = $"/mobilizationTasks/{Id(task)}";
        await Get("MobilizationTasks.ListTasks", b.Visitor, "/mobilizations/GL-1/tasks", anybody: true);
        await Get("MobilizationTasks.GetTask", b.Visitor, path, anybody: true);
        await Post("MobilizationTasks.AssignTask", b.Clerk, $"{path}:assign", new { teamId = team });
        var begun = await Post("MobilizationTasks.AddShift", b.Leader, $"{path}/shifts", new { startsAt = now.AddMinutes(-30), endsAt = now.AddMinutes(30), needed = 2 });
        var later = await b.Leader.PostAsync($"{path}/shifts", new { startsAt = now.AddDays(2), endsAt = now.AddDays(2).AddHours(2), needed = 2 });
        await Get("MobilizationTasks.ListShifts", b.Visitor, $"{path}/shifts", anybody: true);
        await Post("MobilizationTasks.TakeShift", b.Person, $"/mobilizationShifts/{Id(later)}:take", new { }, anybody: true);
        await Get("MobilizationTasks.GetShift", b.Person, $"/mobilizationShifts/{Id(later)}");
        await Post("MobilizationTasks.LeaveShift", b.Person, $"/mobilizationShifts/{Id(later)}:leave", new { }, anybody: true);
        await Post("MobilizationTasks.PutOnShift", b.Leader, $"/mobilizationShifts/{Id(later)}:put", new { teamId = team, people = 1 });
        await Post("MobilizationTasks.TakeOffShift", b.Leader, $"/mobilizationShifts/{Id(later)}:takeOff", new { teamId = team });
        var (brief, ends) = (await b.Leader.PostAsync($"{path}/shifts", new { startsAt = now.AddMinutes(-50), endsAt = now.AddSeconds(15), needed = 1 }), now.AddSeconds(15));
        var shift = $"/mobilizationShifts/{Id(brief)}";
        await b.Person.PostAsync($"{shift}:take", new { });
        var code = await Get("MobilizationTasks.GetShiftCode", b.Leader, $"{shift}/checkInCode");
        await Post("MobilizationTasks.CheckInShift", b.Person, $"{shift}:checkIn", new { code = code["code"] }, anybody: true);
        await Post("MobilizationTasks.CheckOutShift", b.Person, $"{shift}:checkOut", new { code = code["code"] }, anybody: true);
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (ends - DateTimeOffset.UtcNow).TotalSeconds + 1)));
        await Post("MobilizationTasks.CloseShift", b.Leader, $"{shift}:close", new { });
        var on = (await b.Leader.GetAsync(shift))["people"]![0]!;
        await Post("MobilizationTasks.SetShiftMinutes", b.Leader, $"{shift}:setMinutes", new { personId = on["personId"], minutes = 20, reason = "现场确认" });
        await Post("MobilizationTasks.ConfirmShift", b.Leader, $"/mobilizationShifts/{Id(begun)}:confirm", new { });
        await Post("MobilizationTasks.HandOverShift", b.Leader, $"/mobilizationShifts/{Id(begun)}:handOver", new { note = "隔离测试交接" });
        await Post("MobilizationTasks.CompleteTask", b.Leader, $"{path}:complete", new { outcome = "完成" });
        var spare = await b.Clerk.PostAsync("/mobilizations/GL-1/tasks", Plan());
        await Post("MobilizationTasks.CancelTask", b.Clerk, $"/mobilizationTasks/{Id(spare)}:cancel", new { reason = "测试" });
    }

    async Task ReportAndGatewayAsync(Insiders b)
    {
        await Get("Figures.GetFigures", b.Office, $"/figures?prefix={Practice.County}");
        await ReportsAsync(b);
        var person = (await b.Clerk.PostAsync("/volunteers:search", new { prefix = Practice.County, pageSize = 1 }))["volunteers"]![0]!;
        var grant = await Post("Grants.GrantRole", b.Office, "/grants", new { personId = Id(person, "personId"), role = "station-clerk", prefix = await new Chain(practice).StationAsync(), from = Today });
        await Get("Grants.ListGrants", b.Office, $"/grants?prefix={Practice.County}");
        await Post("Grants.EndGrant", b.Office, $"/grants/{Id(grant)}:end", new { to = Today });
    }

    async Task ReportsAsync(Insiders b)
    {
        await Get("Indicators.GetIndicatorValue", b.Office, $"/indicators/F23/value?prefix={Practice.County}&year=2021");
        await Get("Reports.GetYearReport", b.Office, $"/yearReport?prefix={Practice.County}&year=2021");
        var frozen = await Post("Reports.FreezeReport", b.Office, "/reports", new { prefix = Practice.County, year = 2021 });
        await Get("Reports.ListFrozenReports", b.Office, $"/reports?prefix={Practice.County}");
        await Get("Reports.GetFrozenReport", b.Office, $"/reports/{Id(frozen)}");
        await Get("Reports.GetRestatement", b.Office, $"/reports/{Id(frozen)}/restatement");
        await Post("Reports.PublishReport", b.Office, $"/reports/{Id(frozen)}:publish", new { });
        // In A's own county nothing is published; on B's path it is for everybody.
        await Get("Reports.GetStatistics", b.Visitor, "/statistics", anybody: true);

        var snapshot = await Post("Snapshots.RecordSnapshot", b.Office, "/snapshots", new { prefix = Practice.County, asOf = "2021-12-31", volunteers = 1, minutes = 6, teams = 1, projects = 1, evidence = "截图存档" });
        await Get("Snapshots.ListSnapshots", b.Office, $"/snapshots?prefix={Practice.County}");
        await Get("Snapshots.GetReconciliation", b.Office, $"/snapshots/{Id(snapshot)}/reconciliation");
        await Post("Snapshots.ExplainSnapshot", b.Office, $"/snapshots/{Id(snapshot)}:explain", new { explanation = "测试快照" });

        var checker = await practice.SignInAsync("spot-checker");
        const string year = "from=2021-01-01&to=2021-12-31";
        var sample = await Post("Checks.DrawSample", checker, "/samples", new { kind = "SESSIONS", prefix = Practice.County, from = "2021-01-01", to = "2021-12-31", size = 2, seed = "隔离" });
        await Get("Checks.ListSamples", checker, "/samples");
        await Get("Checks.GetSample", checker, $"/samples/{Id(sample)}");
        await Get("Checks.GetUnderRecording", b.Office, $"/underRecording?prefix={Practice.County}&{year}");
        await Get("Checks.GetBurden", b.Office, $"/burden?prefix={Practice.County}&{year}");
        await Get("Checks.ListRepeatedQuestions", b.Office, $"/repeatedQuestions?prefix={Practice.County}&{year}");
        await Get("Checks.GetTally", b.Office, $"/report/tally?prefix={Practice.County}&{year}");
        foreach (var row in sample["rows"]!.AsArray()) await Post("Checks.RecordFinding", checker, $"/samples/{Id(sample)}:find", new { rowId = Id(row!), finding = "FINDING_RIGHT" });
        await Post("Checks.PublishSample", checker, $"/samples/{Id(sample)}:publish", new { });
        // On B's path it is for everybody.
        await Get("Checks.ListPublishedSamples", b.Visitor, "/publishedSamples", anybody: true);
        await Get("Evidence.GetEvidence", b.Office, $"/evidence/contents?clause={Uri.EscapeDataString("宣讲")}&indicators=F23&prefix={Practice.County}&{year}");
        var schedule = await Post("Schedules.CreateSchedule", b.Office, "/schedules", new { what = "SCHEDULED_WHAT_LIST", list = "sessions", format = "csv", rhythm = "RHYTHM_MONTHLY", day = 1, prefix = Practice.County, title = "隔离测试" });
        await Get("Schedules.ListSchedules", b.Office, "/schedules");
        var due = await Get("Schedules.ListScheduledFiles", b.Office, "/scheduledFiles?dueOnly=true");
        await Post("Schedules.MakeScheduledFile", b.Office, $"/scheduledFiles/{Id(due["files"]![0]!)}:make", new { });
        await Post("Schedules.EndSchedule", b.Office, $"/schedules/{Id(schedule)}:end", new { });
    }

    // A county's files are its own: for the office of A there is no such import in A's county, and on B's path the door is shut.
    async Task FilesAsync(Insiders b)
    {
        await ImportsAsync(b);
        await ExportsAsync(b);
    }

    // Whatever is asked for, a file holds the asker's own rows; and where rows come in by a file, a file of theirs has its columns.
    async Task ExportsAsync(Insiders b)
    {
        var paths = await PathsAsync(b);
        var lists = paths.Where(path => path.StartsWith("/exports/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            using var answer = await intruder!.Http.GetAsync(intruder.Path($"{list}?prefix={Practice.County}"));
            var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            if (!answer.IsSuccessStatusCode || lines.Length != 1) leaks.Add($"{list} in A: {(int)answer.StatusCode} {lines.Length} lines");
            Assert.Equal(403, (await intruderAtB!.RefusedAsync(list)).Status);
            lines = (await b.Office.Http.GetStringAsync(b.Office.Path(list))).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length > 1, $"{list} has no rows of B's own.");
            if (!paths.Contains(list.Replace("/exports/", "/imports/", StringComparison.Ordinal) + "/template")) continue;
            var template = (await b.Office.Http.GetStringAsync(b.Office.Path(list.Replace("/exports/", "/imports/", StringComparison.Ordinal) + "/template"))).TrimStart('\uFEFF').Split("\r\n")[0].Split(',');
            // Guardians are shown by no list.
            Assert.Empty(template.Where(heading => !heading.StartsWith("监护人", StringComparison.Ordinal)).Except(lines[0].Replace("(已隐去)", "", StringComparison.Ordinal).Split(',')));
        }
    }

    static async Task<List<string>> PathsAsync(Insiders b) =>
        [.. (await b.Office.GetAsync("/api/../openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key.Replace("/api/c/{county}", "", StringComparison.Ordinal))];

    async Task ImportsAsync(Insiders b)
    {
        var paths = await PathsAsync(b);
        foreach (var kind in paths.Where(path => path.StartsWith("/imports/", StringComparison.Ordinal) && path.EndsWith("/template", StringComparison.Ordinal)).Select(path => path[..^"/template".Length]))
        {
            using var template = await b.Office.Http.GetAsync(b.Office.Path($"{kind}/template"));
            var id = Id(await SendAsync(b.Office, kind, await template.Content.ReadAsStringAsync()));
            foreach (var user in new[] { intruder!, intruderAtB! })
            {
                var expected = user == intruder ? 404 : 403;
                foreach (var end in new[] { "", "/rejected" }) Assert.Equal(expected, (await user.RefusedAsync($"{kind}/{id}{end}")).Status);
                foreach (var end in new[] { "/start", "/cancel" }) Assert.Equal(expected, (await user.RefusedAsync($"{kind}/{id}{end}", new { })).Status);
            }
            Assert.DoesNotContain((await intruder!.GetAsync(kind))["imports"]!.AsArray(), job => Id(job!) == id);
            Assert.Equal(403, (await intruderAtB!.RefusedAsync(kind)).Status);
            Assert.Equal(403, (await Assert.ThrowsAsync<UnexpectedAnswer>(() => SendAsync(intruderAtB!, kind, "x"))).Status);
            Assert.Contains((await b.Office.GetAsync(kind))["imports"]!.AsArray(), job => Id(job!) == id);
            Assert.Equal(id, Id(await b.Office.PostAsync($"{kind}/{id}/cancel", new { })));
        }
    }

    static async Task<JsonNode> SendAsync(User user, string path, string file)
    {
        using var content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv");
        return await user.PostFileAsync(path, content);
    }

    // Every contract file of each owner.
    static IEnumerable<string> Methods() => new[]
        {
            typeof(Organization.V1.OrganizationReflection), typeof(Volunteer.V1.VolunteerReflection), typeof(Activity.V1.ActivityReflection),
            typeof(Lecture.V1.LectureReflection), typeof(Report.V1.ReportReflection), typeof(Gateway.V1.GatewayReflection),
        }.SelectMany(owner => owner.Assembly.GetTypes()).Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
        .SelectMany(file => file.Services).SelectMany(service => service.Methods).Select(method => $"{method.Service.Name}.{method.Name}");
}
