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
        "Activities.GetPublishingRule", "Activities.SetPublishingRule", "Needs.GetDispatchRule", "Needs.SetDispatchRule", "Needs.ListNeedsToGrab",
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
        await b.Office.ImportAsync("divisions", $"代码,名称,应建层级\n{Practice.County},测试县,中心\n");
        await Post("Sites.CountDivision", b.Office, $"/divisions/{Practice.County}:count", new { residents = 1000, countedOn = "2024-01-01", source = "隔离测试" });
        await Post("Sites.CreateSite", b.Office, "/sites", new { code = $"{station}P09", name = "隔离测试点", tier = "STATION", openedOn = "2024-01-01" });
        await Get("SiteHistory.GetSiteHistory", b.Visitor, $"/sites/{station}/history", anybody: true);
        await Post("SiteHistory.SetSitePhase", b.Office, $"/sites/{station}P09:setPhase", new { phase = "PILOT_PHASE", since = "2024-02-01" });
        await Post("SiteHistory.MoveSite", b.Office, $"/sites/{station}P09:move", new { newCode = $"{station}P08", movedOn = "2024-03-01", reason = "测试" });
        await Post("Sites.UpdateSite", b.Office, $"/sites/{station}P08:update", new { version = 1, name = "隔离测试点", position = new { latitude = 38.08, longitude = 113.41 } });
        await PhotosAsync(b.Clerk, b.Visitor, "Site", $"/sites/{station}", anybody: true);
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
        await PhotosAsync(b.Clerk, b.Visitor, "Venue", $"/venues/{Id(venue)}", anybody: true);
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
        // Another one: what was made above stands in the lists that are exported.
        var leaving = await b.Office.PostAsync("/memberUnits", new { group = "隔离测试小组", name = "退出单位", joinedOn = "2024-01-01" });
        var given = await b.Office.PostAsync($"/memberUnits/{Id(leaving)}/duties", new { documentId = Id(document), clause = "第二条", text = "隔离测试职责", since = "2024-01-01" });
        await Post("Coordination.EndDuty", b.Office, $"/memberUnits/{Id(leaving)}/duties/{Id(given["duties"]![0]!)}:end", new { reason = "测试" });
        await Post("Coordination.LeaveMemberUnit", b.Office, $"/memberUnits/{Id(leaving)}:leave", new { reason = "测试" });
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
        // Activity's calls name the one above.
        var gone = await b.Clerk.PostAsync("/neighbourhoods", new { site = station, name = "拆迁小区", residents = 10, countedOn = "2024-01-01" });
        await Post("Neighbourhoods.WithdrawNeighbourhood", b.Clerk, $"/neighbourhoods/{Id(gone)}:withdraw", new { reason = "测试" });
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
        await Get("CenterOffices.ListCorpsChiefs", b.Office, $"/corpsChiefs?prefix={Practice.County}");
        await Get("PostStaffing.ListPostVacancies", b.Office, $"/postVacancies?prefix={Practice.County}");
        await Get("PostStaffing.ListClerkLoads", b.Office, $"/clerkLoads?prefix={Practice.County}");
    }

    async Task VolunteerAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        var person = await Post("Roster.RegisterVolunteer", b.Clerk, "/volunteers", new { name = "隔离员", phone = "10099990001", identityNumber = TestIdentity.Number(1990, 1, 1, 901), site = station, consent = true }, anybody: true);
        var id = Id(person, "personId");
        await Get("Roster.GetVolunteer", b.Clerk, $"/volunteers/{id}");
        await Post("Roster.ListVolunteers", b.Clerk, "/volunteers:search", new { prefix = Practice.County });
        await Post("Roster.SetSkills", b.Clerk, $"/volunteers/{id}:setSkills", new { skills = new[] { "理发" } });
        await Post("VolunteerProfiles.SetServiceKinds", b.Clerk, $"/volunteers/{id}:setServiceKinds", new { serviceKinds = new[] { "便民利民服务" } });
        var kind = await Post("VolunteerProfiles.BeginKind", b.Clerk, $"/volunteers/{id}/kinds", new { kind = "民兵", since = "2024-01-01" });
        await Get("VolunteerProfiles.ListKinds", b.Clerk, $"/volunteers/{id}/kinds");
        await Post("VolunteerProfiles.EndKind", b.Clerk, $"/volunteers/{id}/kinds/{Id(kind)}:end", new { until = "2024-06-01" });
        await Post("VolunteerProfiles.SetAvailability", b.Clerk, $"/volunteers/{id}:setAvailability", new { availability = new[] { "SUNDAY_MORNING" } });
        await Post("VolunteerProfiles.SetEmergencyContact", b.Clerk, $"/volunteers/{id}:setEmergencyContact", new { name = "测家属", phone = "10099990003", relation = "配偶" });
        await Post("VolunteerProfiles.RevealEmergencyContact", b.Clerk, $"/volunteers/{id}:revealEmergencyContact", new { purpose = "EMERGENCY" });
        var young = await b.Clerk.PostAsync("/volunteers", new { name = "隔离少年", phone = "10099990004", identityNumber = TestIdentity.Number(DateTime.UtcNow.Year - 16, 1, 1, 903), site = station, consent = true, guardianInformed = true });
        await Post("VolunteerProfiles.NoteGuardian", b.Clerk, $"/volunteers/{Id(young, "personId")}:noteGuardian", new { guardianName = "测家长", guardianPhone = "10099990005" });
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
        var known = (await b.Office.GetAsync($"/corps?prefix={Practice.County}"))["corps"]!.AsArray();
        await Post("VolunteerCorps.SetCorps", b.Office, "/corps", new { name = "隔离测试总队", foundedOn = "2019", version = known.Count > 0 ? known[0]!["version"]!.GetValue<long>() : 0 }, ownForm: true);
        await Get("VolunteerCorps.ListCorps", b.Visitor, $"/corps?prefix={Practice.County}", anybody: true);
        var second = await b.Clerk.PostAsync("/volunteers", new { name = "隔离乙", phone = "10099990002", identityNumber = TestIdentity.Number(1991, 1, 1, 902), site = station, consent = true });
        await b.Clerk.PostAsync($"/teams/{Id(team)}/members", new { personId = Id(second, "personId"), joinedOn = "2024-01-01" });
        await Post("Teams.RemoveMember", b.Clerk, $"/teams/{Id(team)}/members/{Id(second, "personId")}:remove", new { leftOn = "2024-03-01", reason = "测试" });

        await PhotosAsync(b.Clerk, b.Visitor, "Team", $"/teams/{Id(team)}", anybody: true);
        await Post("Teams.EndTeam", b.Clerk, $"/teams/{Id(team)}:end", new { endReason = "隔离测试" });

        object Association() => new { number = "GL-1", name = "隔离测试协会", kind = "REGISTERED_ASSOCIATION", site = station, foundedOn = "2024-01-01" };
        await Post("Associations.CreateAssociation", b.Office, "/associations", Association());
        await Get("Associations.ListAssociations", b.Visitor, $"/associations?prefix={Practice.County}", anybody: true);
        await Get("Associations.GetAssociation", b.Visitor, "/associations/GL-1", anybody: true);
        var won = Id(await b.Office.PostAsync("/honours", new { site = station, kind = $"隔离测试荣誉{Guid.NewGuid():N}"[..20], level = "HONOUR_LEVEL_PROVINCIAL", bearer = "HONOUR_BEARER_ORGANIZATION", awardedOn = "2024", name = "隔离测试协会" }));
        await Post("HonourLinks.LinkHonour", b.Office, $"/honours/{won}:link", new { associationNumber = "GL-1" });
        await Get("HonourLinks.ListHonourLinks", b.Visitor, $"/honourLinks?honourIds={won}", anybody: true);
        await Get("HonourLinks.ListAssociationHonours", b.Visitor, "/associationHonours?number=GL-1", anybody: true);
        var brand = await Post("Brands.CreateBrand", b.Office, "/brands", new { name = "隔离测试品牌", level = "COUNTY_BRAND", site = station, since = "2024-01-01" });
        await Get("Brands.ListBrands", b.Visitor, $"/brands?prefix={Practice.County}", anybody: true);
        await Get("Brands.GetBrand", b.Visitor, $"/brands/{Id(brand)}", anybody: true);
        await PhotosAsync(b.Office, b.Visitor, "Brand", $"/brands/{Id(brand)}", anybody: true);
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
    // Whatever is asked for, a file holds the asker's own rows; and where rows come in by a file, a file of theirs has its columns.
    // Every contract file of each owner.
    static IEnumerable<string> Methods() => new[]
        {
            typeof(Organization.V1.OrganizationReflection), typeof(Volunteer.V1.VolunteerReflection), typeof(Activity.V1.ActivityReflection),
            typeof(Lecture.V1.LectureReflection), typeof(Report.V1.ReportReflection), typeof(Gateway.V1.GatewayReflection),
        }.SelectMany(owner => owner.Assembly.GetTypes()).Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
        .SelectMany(file => file.Services).SelectMany(service => service.Methods).Select(method => $"{method.Service.Name}.{method.Name}");
}
