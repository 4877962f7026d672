using System.Text;
using System.Text.Json;
using CivPractice.Activity.V1;
using CivPractice.Organization.Tests.Assessments;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Coordination;

/// <summary>Organization asks the real owners, Volunteer and Activity, what a duty is linked to.</summary>
public sealed class DutyLinkServiceTests(AssessmentsRunning running) : IClassFixture<AssessmentsRunning>
{
    DutyLinks.DutyLinksClient Links => new(running.Service.Channel);
    V1.Coordination.CoordinationClient Coordination => new(running.Service.Channel);

    [Fact]
    public async Task A_duty_is_linked_to_a_team_a_project_and_what_took_place_and_counts_once_a_year()
    {
        const string county = "141721", station = $"{county}001001";
        var office = running.As(Importing.Office(county));
        foreach (var (service, columns, values) in new[] { (running.Volunteer, "", ""), (running.Activity, ", name, tier, parent", ", '大村站', 3, ''") })
            await using (var command = service.Superuser.CreateCommand($"insert into known_site (county, code, version{columns}) values ('{county}', '{station}', 1{values})")) await command.ExecuteNonQueryAsync();
        var team = await new Teams.TeamsClient(running.Volunteer.Channel).CreateTeamAsync(new CreateTeamRequest { Name = "教育志愿服务队", Category = "助学支教", Site = station, FoundedOn = "2019-01-01" }, office);
        var projects = new Projects.ProjectsClient(running.Activity.Channel);
        var project = await projects.CreateProjectAsync(new CreateProjectRequest { Name = "课后服务", Category = "助学支教", Platform = ServicePlatform.Education, Site = station, TargetGroup = "小学生", Goal = "课后有人管", StartsOn = "2020-01-01" }, office);
        var activities = await ImportActivitiesAsync(county, station);

        var rules = await new V1.Documents.DocumentsClient(running.Service.Channel).CreateDocumentAsync(new CreateDocumentRequest { Title = "某县工作规则", Issuer = "县文明办", Level = PolicyLevel.CountyLevel, Kind = "工作规则", IssuedOn = "2020" }, office);
        var unit = await Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = "县教育局", JoinedOn = "2020-01-01" }, office);
        unit = await Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = "第五条", Text = "组织师生志愿服务", Since = "2020-02-01" }, office);
        unit = await Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = "第六条", Text = "开放校园体育场地", Since = "2020-02-01" }, office);
        var duty = unit.Duties[0].Id;

        LinkDutyRequest To(DeedKind kind, string subject) => new() { DutyId = duty, Kind = kind, Subject = subject };
        var link = await Links.LinkDutyAsync(To(DeedKind.DeedTeam, team.Id), office);
        Assert.Equal(("教育志愿服务队", station, ""), (link.Name, link.Site, link.TookPlaceOn));
        Assert.Equal("课后服务", (await Links.LinkDutyAsync(To(DeedKind.DeedProject, project.Id), office)).Name);
        Assert.Equal("LINK_EXISTS", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedTeam, team.Id), office)));
        // A team is no activity; what nobody has, and what is another county's, is unknown alike.
        Assert.Equal("UNKNOWN_SUBJECT", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedActivity, team.Id), office)));
        Assert.Equal("UNKNOWN_SUBJECT", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedProject, Guid.NewGuid().ToString()), office)));
        Assert.Equal("INVALID_ID", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedProject, "课后服务"), office)));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedProject, project.Id), running.As(Importing.Office("141722")))));
        var planned = await new Activities.ActivitiesClient(running.Activity.Channel).CreateActivityAsync(Planned(station), office);
        Assert.Equal("ACTIVITY_NOT_COMPLETED", await Refusing.ReasonAsync(Links.LinkDutyAsync(To(DeedKind.DeedActivity, planned.Id), office)));

        Assert.Equal(0, await ActiveAsync("2021"));
        var made = new List<DutyLink>();
        foreach (var id in activities) made.Add(await Links.LinkDutyAsync(To(DeedKind.DeedActivity, id), office));
        // Three activities, two of them in 2021: once in that year, on the earlier day, and once in the next.
        Assert.Equal(["2021-03-05", "2021-05-06", "2022-03-05"], made.Select(each => each.TookPlaceOn).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1, 0), (await ActiveAsync("2021"), await ActiveAsync("2022"), await ActiveAsync("2023")));
        var first = made.Single(each => each.TookPlaceOn == "2021-03-05");
        var moment = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await Links.UnlinkDutyAsync(new UnlinkDutyRequest { Id = first.Id }, office);
        // As of March 2021 the duty was active, as far as was recorded then; it is not now.
        async Task<int> UnitsAsync(string until) => (await Coordination.ListMemberUnitsAsync(new ListMemberUnitsRequest { Prefix = county, ActiveYear = 2021, To = "2021-03-31", RecordedUntil = until }, office)).Units.Count;
        Assert.Equal((1, 0), (await UnitsAsync(moment), await UnitsAsync("")));
        Assert.Equal((0, 1), (await ActiveAsync("2021", "2021-03-31"), await ActiveAsync("2021")));
        await Links.UnlinkDutyAsync(new UnlinkDutyRequest { Id = made.Single(each => each.TookPlaceOn == "2021-05-06").Id }, office);
        Assert.Equal((0, 1), (await ActiveAsync("2021"), await ActiveAsync("2022")));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Links.UnlinkDutyAsync(new UnlinkDutyRequest { Id = first.Id }, office)));
        // A duty that ends in a year is out of that year's figure, as it is out of the year's duties.
        await Links.LinkDutyAsync(To(DeedKind.DeedActivity, first.Subject), office);
        await Coordination.EndDutyAsync(new EndDutyRequest { UnitId = unit.Id, Id = duty, Until = "2022-06-01", Reason = "职责调整" }, office);
        Assert.Equal((1, 0), (await ActiveAsync("2021"), await ActiveAsync("2022")));

        Assert.Equal(4, (await Links.ListDutyLinksAsync(new ListDutyLinksRequest { UnitId = unit.Id }, office)).Links.Count);
        Assert.Empty((await Links.ListDutyLinksAsync(new ListDutyLinksRequest { UnitId = unit.Id }, running.As(Importing.Office("141722")))).Links);
        Assert.Empty(await running.Service.DifferencesAsync("Organization", county));

        async Task<long> ActiveAsync(string year, string? to = null) => (await new V1.Sites.SitesClient(running.Service.Channel).GetTallyAsync(
            new GetTallyRequest { Indicators = { "duties.active" }, Prefix = county, From = $"{year}-01-01", To = to ?? $"{year}-12-31" }, office)).Lines.Single().Value;
    }

    [Fact]
    public async Task Who_speaks_for_a_unit_changes_and_the_version_that_was_seen_counts()
    {
        const string county = "141723";
        var office = running.As(Importing.Office(county));
        var unit = await Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = "县教育局", Liaison = "测试甲", JoinedOn = "2020-01-01" }, office);
        var request = new UpdateMemberUnitRequest { Id = unit.Id, Version = unit.Version, Kind = "政府部门", Leader = "分管副局长", Liaison = "测试乙", Phone = "0353-0000002" };
        Assert.Equal("INVALID_PHONE", await Refusing.ReasonAsync(Coordination.UpdateMemberUnitAsync(new UpdateMemberUnitRequest(request) { Phone = "见名册" }, office)));
        await Coordination.UpdateMemberUnitAsync(request, office);
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(Coordination.UpdateMemberUnitAsync(request, office)));
        var shown = await Coordination.GetMemberUnitAsync(new GetMemberUnitRequest { Id = unit.Id }, office);
        Assert.Equal(("政府部门", "分管副局长", "测试乙", "0353-0000002"), (shown.Kind, shown.Leader, shown.Liaison, shown.Phone));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Coordination.GetMemberUnitAsync(new GetMemberUnitRequest { Id = unit.Id }, running.As(Importing.Office("141724")))));
    }

    static CreateActivityRequest Planned(string station) => new()
    {
        Title = "周末课堂",
        Detail = "辅导作业",
        Platform = ServicePlatform.Education,
        Site = station,
        Place = "活动室",
        RiskNotice = "注意安全",
        StartsAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(3)),
        EndsAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(3).AddHours(2)),
        Posts = { new ActivityPost { Title = "辅导员", Capacity = 5 } },
    };

    async Task<List<string>> ImportActivitiesAsync(string county, string station)
    {
        var file = $"""
            原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办协会
            1,春季课堂,教育,{station},,,2021-03-05 09:30,2021-03-05 11:30,活动室,12,36,,
            2,五月课堂,教育,{station},,,2021-05-06 09:30,2021-05-06 11:30,活动室,12,36,,
            3,来年课堂,教育,{station},,,2022-03-05 09:30,2022-03-05 11:30,活动室,12,36,,
            """;
        var caller = Importing.Office(county);
        var job = await SendAsync(HttpMethod.Post, "?fileName=x&start=true", new ByteArrayContent(Encoding.UTF8.GetBytes(file)));
        for (var until = DateTime.UtcNow.AddSeconds(60); job.State != "DONE"; await Task.Delay(50))
        {
            job = await SendAsync(HttpMethod.Get, $"/{job.Id}");
            Assert.True(DateTime.UtcNow < until && job.State != "FAILED", $"{job}\n{running.Activity.Output}");
        }
        Assert.Equal((3, 0), (job.Added, job.Rejected));
        // The latest is linked first: the year's first day moves with the earlier ones.
        return [.. (await new Activities.ActivitiesClient(running.Activity.Channel).ListActivitiesAsync(new ListActivitiesRequest { Prefix = county }, running.As(caller))).Activities.OrderByDescending(each => each.StartsAt.Seconds).Select(each => each.Id)];

        // The three services trust one signer.
        async Task<ImportShown> SendAsync(HttpMethod verb, string path, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(verb, $"/api/imports/activities{path}") { Content = content };
            request.Headers.TryAddWithoutValidation("authorization", running.As(caller).GetValue("authorization"));
            using var answer = await running.Activity.Http.SendAsync(request);
            return JsonSerializer.Deserialize<ImportShown>(await answer.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        }
    }
}
