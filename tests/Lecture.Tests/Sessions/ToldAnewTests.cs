using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sessions;

/// <summary>What is told of a session: offers and regular slots bring it, what nobody filled in is completed, what is wrong is set right, and the figures by part follow.</summary>
public sealed class ToldAnewTests(LectureRunning running)
{
    static readonly DateOnly today = ChinaTime.Today(TimeProvider.System);
    static readonly LectureMarks marks = new() { TaskField = LectureTaskField.PolicyExplained, Purposes = { LecturePurpose.PurposeEducation, LecturePurpose.PurposePublicity } };

    async Task<Dictionary<string, long>> PartsAsync(string county, string measure) => (await running.Sessions.GetTallyAsync(
        new GetTallyRequest { Indicators = { measure }, Prefix = county, From = "2012-01-01", GroupBy = TallyGrouping.Dimension }, running.Service.As(Clerk(county)))).Lines.Where(line => line.Value != 0).ToDictionary(line => line.Group, line => line.Value);

    async Task AgreesAsync(string county) => Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));

    static UpdateSessionRequest As(Session session) => new()
    {
        Id = session.Id,
        Title = session.Title,
        Topic = session.Topic,
        Method = session.Method,
        Form = session.Form,
        PlaceKind = session.PlaceKind,
        AudienceKind = session.AudienceKind,
        Place = session.Place,
        VenueId = session.VenueId,
        Marks = session.Marks,
    };

    static string Told(Session session) => $"{session.Method} {session.Form} {session.PlaceKind} {session.AudienceKind} {session.Marks.TaskField} {string.Join('+', session.Marks.Purposes)}";

    [Fact]
    public async Task Lectures_that_were_offered_or_fall_on_a_slot_say_of_themselves_what_both_said()
    {
        var county = await running.CountyAsync("180611");
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        var offer = Assert.Single((await running.Offers.CreateOffersAsync(new()
        {
            TeamId = team.Id,
            LecturerId = lecturer.Id,
            Title = "医保新政策",
            Level = Level.Village,
            Channel = Channel.Meeting,
            Area = county,
            From = ChinaTime.Text(today.AddDays(1)),
            To = ChinaTime.Text(today.AddDays(1)),
            Time = "09:00",
            DurationMinutes = 60,
            Method = "实例讲解",
            Form = "院坝会",
            PlaceKind = "农村",
            AudienceKind = "村民",
            Marks = marks,
        }, by)).Offers);
        var posted = await running.Orders.CreateOrderAsync(new() { Site = county, OfferId = offer.Id, Listeners = 8, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true }, visitor);
        var ordered = await running.Sessions.GetSessionAsync(new() { Id = (await running.Orders.GetOrderAsync(new() { Id = posted.Id }, by)).SessionId }, visitor);
        Assert.Equal(("实例讲解 院坝会 农村 村民 PolicyExplained PurposePublicity+PurposeEducation", "实例讲解"), (Told(ordered), offer.Method));

        var slot = (await running.Teams.SetRegularSlotAsync(new()
        {
            Id = team.Id,
            Slot = new() { Rhythm = Rhythm.Weekly, Day = 5, Time = "19:30", DurationMinutes = 60, Site = county, Title = "红色讲堂", Channel = Channel.Meeting, Method = "现身说法", Form = "大课堂", PlaceKind = "社区", AudienceKind = "党员", Marks = marks },
        }, by)).Slot;
        var planned = (await running.Sessions.ListSessionsAsync(new() { Prefix = county, Status = SessionStatus.Planned, TaskField = LectureTaskField.PolicyExplained, PlaceKind = "社区" }, by)).Sessions;
        Assert.InRange(planned.Count, 5, 6);
        Assert.All(planned, session => Assert.Equal((slot.Id, "现身说法 大课堂 社区 党员 PolicyExplained PurposePublicity+PurposeEducation"), (session.SlotId, Told(session))));
        // A list that brings teams brings this, too.
        var desk = new Desk(running, county);
        Assert.Equal(1, (await desk.ImportAsync("lecturer-teams", $"名称,级别,站点,定期宣讲,定期宣讲题目,定期宣讲主题,定期宣讲方法,定期宣讲形式,定期宣讲六进\n文件里的队,村,{county},每月15日 9:00,夜校,法治,互动问答,座谈会,进企业\n")).Added);
        Assert.All((await running.Sessions.ListSessionsAsync(new() { Prefix = county, PlaceKind = "企业" }, by)).Sessions, session => Assert.Equal(("夜校 法治", "互动问答 座谈会 企业  Unspecified "), ($"{session.Title} {session.Topic}", Told(session))));
        Assert.Contains(",每月15日 09:00,夜校,,法治,互动问答,座谈会,企业,,", (await desk.LinesAsync("lecturer-teams")).Single(line => line.StartsWith("文件里的队", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_held_is_completed_without_ado_and_corrected_for_a_reason_and_figures_follow()
    {
        var county = await running.CountyAsync("180612");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var form = Form(team);
        (form.Method, form.Form, form.PlaceKind, form.Topic) = ("实例讲解", "", "", "");
        var session = await running.HoldAsync(await running.PlanAsync(form, county), 30, CountMethod.HeadCount, county);
        Assert.Equal([""], (await PartsAsync(county, "lectures.held.place")).Keys);
        Assert.Empty(await PartsAsync(county, "lectures.task-fields"));

        var then = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var completed = As(session);
        (completed.Form, completed.PlaceKind, completed.Topic, completed.Marks) = ("微党课", "农村", "惠民政策/医保", marks);
        session = await running.Sessions.UpdateSessionAsync(completed, by);
        Assert.Equal(("实例讲解 微党课 农村  PolicyExplained PurposePublicity+PurposeEducation", 30), (Told(session), session.Audience));
        Assert.Equal((1, 1, 1, 1), ((await PartsAsync(county, "lectures.held.place"))["农村"], (await PartsAsync(county, "lectures.held.form"))["微党课"], (await PartsAsync(county, "lectures.held.topic"))["惠民政策/医疗保障"], (await PartsAsync(county, "lectures.task-fields"))["PolicyExplained"]));
        Assert.Equal(["PurposeEducation 1", "PurposePublicity 1"], (await PartsAsync(county, "lectures.purposes")).Select(part => $"{part.Key} {part.Value}").Order(StringComparer.Ordinal));
        await AgreesAsync(county);

        Assert.Equal((StatusCode.FailedPrecondition, "NOTHING_TO_CORRECT"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(As(session), by)));
        var wrong = As(session);
        (wrong.Method, wrong.PlaceKind, wrong.Marks) = ("现身说法", "企业", new() { Purposes = { LecturePurpose.PurposeCare } });
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(wrong, by)));
        wrong.Reason = "记成了别的场次";
        session = await running.Sessions.UpdateSessionAsync(wrong, by);
        Assert.Equal(["企业"], (await PartsAsync(county, "lectures.held.place")).Keys);
        Assert.Equal(["现身说法"], (await PartsAsync(county, "lectures.held.method")).Keys);
        Assert.Equal(["PurposeCare"], (await PartsAsync(county, "lectures.purposes")).Keys);
        Assert.Empty(await PartsAsync(county, "lectures.task-fields"));
        // Whatever is told: it is one lecture.
        Assert.Equal((1, 30), (await new Desk(running, county).FigureAsync("lectures.held"), await new Desk(running, county).FigureAsync("lectures.audience.headcount")));
        Assert.Single((await running.Sessions.ListSessionsAsync(new() { Prefix = county, PlaceKind = "企业", Purpose = LecturePurpose.PurposeCare }, by)).Sessions);
        Assert.Empty((await running.Sessions.ListSessionsAsync(new() { Prefix = county, Purpose = LecturePurpose.PurposeService }, by)).Sessions);

        // A number of a moment opens to what was told then.
        Assert.Equal("实例讲解    Unspecified ", Told(Assert.Single((await running.Sessions.ListSessionsAsync(new() { Prefix = county, RecordedUntil = then }, by)).Sessions)));
        // What stood there before is kept, the newest first, page by page.
        var first = await running.Sessions.ListSessionChangesAsync(new() { Id = session.Id, PageSize = 4 }, by);
        var rest = await running.Sessions.ListSessionChangesAsync(new() { Id = session.Id, PageSize = 4, PageToken = first.NextPageToken }, by);
        Assert.Equal(
            ["method 实例讲解 现身说法 记成了别的场次", "placeKind 农村 企业 记成了别的场次", "purposes 宣传群众、教育群众 关心群众 记成了别的场次", "taskField 党的政策宣传宣讲  记成了别的场次"],
            first.Changes.Select(change => $"{change.Field} {change.Before} {change.After} {change.Reason}").Order(StringComparer.Ordinal));
        Assert.Equal(["form", "placeKind", "purposes", "taskField", "topic"], rest.Changes.Concat((await running.Sessions.ListSessionChangesAsync(new() { Id = session.Id, PageSize = 4, PageToken = rest.NextPageToken }, by)).Changes).Select(change => change.Field).Order(StringComparer.Ordinal));
        Assert.Equal($"{session.Id} method placeKind taskField purposes", await new Desk(running, county).AskAsync<string>($"select subject from audit_entry where county = '{county}' and action = 'session.update' order by at desc limit 1"));
        await using (var change = running.Service.App.CreateCommand("update session_change set before = ''")) Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState);

        await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "没有讲过" }, by);
        Assert.Empty(await PartsAsync(county, "lectures.purposes"));
        Assert.Equal((StatusCode.FailedPrecondition, "SESSION_OVER"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(completed, by)));
        await AgreesAsync(county);
    }

    [Fact]
    public async Task A_plan_may_change_without_a_reason_and_only_by_who_organises_there()
    {
        const string county = "180613", site = $"{county}001", other = $"{county}002";
        await running.CountyAsync(county, site, other);
        var organization = await running.OrganizationAsync();
        var (office, by) = (running.Service.As(Office(county)), running.Service.As(Clerk(county, site)));
        var (sites, venues) = (new Organization.V1.Sites.SitesClient(organization.Channel), new Organization.V1.Venues.VenuesClient(organization.Channel));
        foreach (var (code, tier) in new[] { (county, Tier.Center), (site, Tier.Institute) }) await sites.CreateSiteAsync(new() { Code = code, Name = "测试站点", Tier = tier, OpenedOn = "2020-01-01" }, office);
        var hall = (await venues.CreateVenueAsync(new() { Site = site, Name = "锦隆红色讲堂", Kind = "红色讲堂", Use = VenueUse.Shared, IntegratedOn = "2021-03-05" }, office)).Id;
        var team = await running.TeamAsync(county);
        var session = await running.PlanAsync(Form(team, site: site, startsAt: DateTimeOffset.UtcNow.AddDays(3)), county);

        var change = As(session);
        (change.Title, change.VenueId) = ("高龄补贴怎么领", hall);
        session = await running.Sessions.UpdateSessionAsync(change, by);
        Assert.Equal(("高龄补贴怎么领", "锦隆红色讲堂", "锦隆红色讲堂", SessionStatus.Planned), (session.Title, session.VenueName, session.Place, session.Status));
        Assert.Empty(await PartsAsync(county, "lectures.held.place"));
        // A venue that left the pool since is still where it is planned, and no other may be named.
        await venues.WithdrawVenueAsync(new() { Id = hall, WithdrawnOn = "2023-05-01", Reason = "拆迁" }, office);
        change = As(session);
        change.Topic = "惠民政策";
        Assert.Equal("锦隆红色讲堂", (await running.Sessions.UpdateSessionAsync(change, by)).VenueName);
        change.VenueId = Guid.CreateVersion7().ToString();
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_VENUE"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(change, by)));
        (change.VenueId, change.Marks) = (session.VenueId, new() { TaskField = (LectureTaskField)9 });
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(change, by))).Code);

        change = As(session);
        change.Topic = "法治";
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(change, running.Service.As(Clerk(county, other)))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(change, running.Service.As(Clerk(Callers.B)))));
        await running.Sessions.CancelSessionAsync(new() { Id = session.Id, Reason = "下雨" }, by);
        Assert.Equal((StatusCode.FailedPrecondition, "SESSION_OVER"), await RefusedAsync(async () => await running.Sessions.UpdateSessionAsync(change, by)));
        await AgreesAsync(county);
    }

    [Fact]
    public async Task A_file_tells_what_lectures_are_for_and_an_order_that_is_scheduled_too()
    {
        var county = await running.CountyAsync("180614");
        var (desk, by) = (new Desk(running, county), running.Service.As(Clerk(county)));
        await desk.ImportAsync("lecturer-teams", $"名称,级别,站点\n宣讲队,村,{county}\n");
        const string head = "原编号,题目,站点,队伍,队伍站点,级别,渠道,开始时间,分钟,听众,计数方式,任务领域,目的";
        string Row(string number, string field, string purposes) => $"{number},高龄补贴政策,{county},宣讲队,{county},村,宣讲会,2021-03-05 09:30,60,6,清点,{field},{purposes}\n";
        var job = await desk.ImportAsync("sessions", $"{head}\n{Row("1", "党的政策宣传宣讲", "服务、宣传群众")}{Row("2", "", "")}{Row("3", "养蜂", "")}{Row("4", "", "宣传、养蜂")}");
        Assert.Equal(2, job.Added);
        Assert.Equal(["4 任务领域 UNKNOWN_VALUE", "5 目的 UNKNOWN_VALUE"], Desk.Found(job.Faults));
        Assert.Equal(1, (await PartsAsync(county, "lectures.task-fields"))["PolicyExplained"]);
        Assert.Equal(["PurposePublicity", "PurposeService"], (await PartsAsync(county, "lectures.purposes")).Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith(",党的政策宣传宣讲,宣传群众、服务群众", Assert.Single((await desk.LinesAsync("sessions", "?taskField=POLICY_EXPLAINED")).Skip(1)), StringComparison.Ordinal);

        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        var posted = await running.Orders.CreateOrderAsync(new() { Site = county, Topic = "高龄补贴政策", Listeners = 1, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true }, running.Service.As(Callers.Visitor(county)));
        var order = await running.Orders.ScheduleOrderAsync(new()
        {
            Id = posted.Id,
            TeamId = team.Id,
            LecturerId = lecturer.Id,
            StartsAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1)),
            DurationMinutes = 30,
            Level = Level.Village,
            Channel = Channel.DoorToDoor,
            Marks = marks,
        }, by);
        Assert.Equal(marks.TaskField, (await running.Sessions.GetSessionAsync(new() { Id = order.SessionId }, by)).Marks.TaskField);
        await AgreesAsync(county);
    }
}
