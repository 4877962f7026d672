using System.Text.Json.Nodes;
using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Frozen;

/// <summary>Every number of a frozen report that says so opens to exactly the rows that made it, whatever was entered, closed, withdrawn and corrected since.</summary>
[Collection(nameof(FourOwners))]
public sealed class RowsOfTheMomentTests(FourOwners running)
{
    const string county = "180701", institute = $"{county}001", station = $"{county}001001", other = $"{county}001002", association = "SH-1";

    static readonly Caller office = Office(county);

    Metadata By => running.As(office);
    Organization.V1.Sites.SitesClient Sites => new(running.Organization.Channel);
    Venues.VenuesClient Venues => new(running.Organization.Channel);
    Posts.PostsClient Posts => new(running.Organization.Channel);
    Neighbourhoods.NeighbourhoodsClient Neighbourhoods => new(running.Organization.Channel);
    Coordination.CoordinationClient Coordination => new(running.Organization.Channel);
    Documents.DocumentsClient Documents => new(running.Organization.Channel);
    Honours.HonoursClient Honours => new(running.Organization.Channel);
    Pilots.PilotsClient Pilots => new(running.Organization.Channel);
    Bases.BasesClient Bases => new(running.Organization.Channel);
    Livelihood.LivelihoodClient Livelihood => new(running.Organization.Channel);
    Dictionaries.DictionariesClient Dictionaries => new(running.Organization.Channel);
    Projects.ProjectsClient Projects => new(running.Activity.Channel);
    Donations.DonationsClient Donations => new(running.Activity.Channel);
    Mobilizations.MobilizationsClient Mobilizations => new(running.Activity.Channel);

    [Fact]
    public async Task A_frozen_number_has_as_many_rows_as_it_says_after_everything_changed()
    {
        var change = await EnterAsync();
        var frozen = await running.Reports.FreezeReportAsync(new GetYearReportRequest { Year = 2021, AsOf = "2022-05-11" }, By);
        Assert.Equal(await SaidAsync(frozen.Report), await CountedAsync(frozen.Report));

        await change();

        Assert.Equal(await SaidAsync(frozen.Report), await CountedAsync(frozen.Report));
        // All of them were counted, and none was nought: the test would be of nothing else.
        var open = frozen.Report.Numbers.Where(number => number.RowsOfTheMoment).ToDictionary(number => number.Indicator, number => number.Value);
        string[] entered = ["F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12", "F13", "F14", "F18", "F21", "F23", "F24", "F25", "F26", "F27", "F27D", "F28", "F28A", "F29", "R01", "R02", "R06", "R07", "R09", "R10", "R12", "R18", "R19", "R31", "R33"];
        Assert.DoesNotContain(entered, id => open.GetValueOrDefault(id) == 0);
        // The numbers have moved, and what was recorded since is listed apart.
        var restated = (await running.Reports.GetRestatementAsync(new() { Id = frozen.Id }, By)).Numbers;
        Assert.True(restated.Count >= 20, string.Join(' ', restated.Select(number => number.Indicator)));
        Assert.All(restated.Where(number => open.ContainsKey(number.Indicator)), number => Assert.Contains("recordedAfter=", number.LaterRows, StringComparison.Ordinal));
    }

    static Task<List<string>> SaidAsync(YearReport report) => Task.FromResult(report.Numbers.Where(number => number.RowsOfTheMoment).Select(number => $"{number.Indicator} {number.Value}").ToList());

    async Task<List<string>> CountedAsync(YearReport report)
    {
        var counted = new List<string>();
        foreach (var number in report.Numbers.Where(number => number.RowsOfTheMoment)) counted.Add($"{number.Indicator} {await CountAsync(number)}");
        return counted;
    }

    // Some numbers are of the rows, others of what they say: people, money, minutes.
    async Task<long> CountAsync(ReportNumber number)
    {
        var (owner, sum) = (OwnerOf(IndicatorList.Get(number.Indicator).Counts!.Owner), 0L);
        for (var token = ""; ;)
        {
            using var answer = await owner.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/{number.Rows}&pageSize=3&pageToken={Uri.EscapeDataString(token)}", office));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{number.Indicator} {number.Rows}\n{text}");
            var page = JsonNode.Parse(text)!.AsObject();
            var rows = page.Select(part => part.Value).OfType<JsonArray>().SingleOrDefault() ?? [];
            sum += number.Measure switch
            {
                "lectures.audience.headcount" => Sum(rows, "audience"),
                "lecturers" => Sum(rows, "lecturers"),
                "attendances" or "associations.volunteers" => Sum(rows, "came"),
                "neighbourhoods.residents" => Sum(rows, "residents"),
                "donations.money.fen" => Sum(rows, "amount"),
                "mobilizations.volunteers" => Sum(rows, "volunteersAnswered"),
                "hours.minutes" or "hours.registry.minutes" => Sum(rows, "minutes"),
                "duties.active" => rows.Sum(row => row!["duties"]?.AsArray().Count ?? 0),
                "memberships.practice" => Sum(rows, "members"),
                "visits" => Sum(rows, "people"),
                "attendees" => Sum(rows, "attendees"),
                "activities.units" => rows.Sum(row => new[] { "hostUnits", "organizingUnits", "assistingUnits" }.Sum(part => row!["marks"]?[part]?.AsArray().Count ?? 0)),
                _ => rows.Count,
            };
            if ((token = page["nextPageToken"]?.GetValue<string>() ?? "").Length == 0) return sum;
        }
    }

    static long Sum(JsonArray rows, string field) => rows.Sum(row => long.TryParse(row![field]?.ToString(), out var value) ? value : 0);

    ServiceUnderTest OwnerOf(string name) => name switch { "organization" => running.Organization, "volunteer" => running.Volunteer, "activity" => running.Activity, _ => running.Lecture };

    /// <summary>Rows behind every number; what comes back changes, closes, takes back and adds.</summary>
    async Task<Func<Task>> EnterAsync()
    {
        await running.Organization.SqlAsync($"insert into division (county, code, name, tier_due, since) values ('{county}', '{county}', '某县', 1, '2018-01-01'), ('{county}', '{institute}', '某镇', 2, '2018-01-01'), ('{county}', '{station}', '某村', 3, '2018-01-01'), ('{county}', '{other}', '另村', 3, '2018-01-01')");
        foreach (var (code, tier) in new[] { (county, Tier.Center), (institute, Tier.Institute), (station, Tier.Station), (other, Tier.Station) })
            await Sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = $"某地{tier}", Tier = tier, OpenedOn = "2020-01-01" }, By);
        async Task<Venue> VenueAsync(string name) => await Venues.CreateVenueAsync(new CreateVenueRequest { Site = station, Name = name, Kind = "农家书屋", Use = VenueUse.Own, OwnerUnit = "村委会", IntegratedOn = "2021-03-05" }, By);
        async Task<Appointment> AppointAsync(string site, string title) => await Posts.AppointAsync(new AppointRequest { PostId = (await Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = title, Places = 1 }, By)).Id, PersonName = "测试甲", From = "2021-01-01" }, By);
        async Task<Neighbourhood> HomesAsync(string name) => await Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest { Site = station, Name = name, Households = 10, Residents = 700, CountedOn = "2020-11-01" }, By);
        async Task<MemberUnit> UnitAsync(string name) => await Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = name, JoinedOn = "2020-01-01" }, By);
        async Task<Document> DocumentAsync(string title, string kind, string on) => await Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "县文明委", Level = PolicyLevel.CountyLevel, Kind = kind, IssuedOn = on }, By);
        async Task<Honour> HonourAsync(string kind, HonourBearer bearer, string name) => await Honours.VerifyHonourAsync(new VerifyHonourRequest { Id = (await Honours.CreateHonourAsync(new CreateHonourRequest { Site = county, Kind = kind, Level = HonourLevel.Provincial, Bearer = bearer, Round = 1, Place = 1, AwardedOn = "2021-03", Name = name, Consent = NameConsent.Full }, By)).Id }, By);
        async Task<Pilot> PilotAsync(PolicyLevel level) => await Pilots.CreatePilotAsync(new CreatePilotRequest { Site = county, Level = level, DesignatedOn = "2019-10" }, By);

        async Task<PracticeBase> BaseAsync(string name) => await Bases.CreateBaseAsync(new CreateBaseRequest { Site = station, Name = name, Theme = "红色教育", PlaqueOn = "2021-06" }, By);
        async Task<LivelihoodItem> ItemAsync(string title) => await Livelihood.CreateItemAsync(new CreateItemRequest { Site = county, Year = 2021, Title = title, ResponsibleUnit = "住建局", DueOn = "2021-11-30" }, By);
        async Task FinishAsync(LivelihoodItem item) => await Livelihood.FinishItemAsync(new FinishItemRequest { Id = item.Id, FinishedOn = "2021-11-01", Result = "已完成" }, By);
        var (basis, item, open) = (await BaseAsync("甲馆"), await ItemAsync("修村道"), await ItemAsync("建食堂"));
        await FinishAsync(item);
        // Nobody may count a day of 2021 any more.
        await running.Organization.SqlAsync($"insert into visit_count (county, site, day, half_day, venue_id, people, method) values ('{county}', '{station}', '2021-03-05', 1, '{Guid.Empty}', 25, 1)");
        await running.Organization.RollUpAsync($"values ('{county}', 'visits', date '2021-03-05', '{station}', 'HeadCount', 25)");

        var venue = await VenueAsync("甲书屋");
        await VenueAsync("乙书屋");
        await AppointAsync(institute, "所长");
        var (officer, clerk) = (await AppointAsync(institute, "组宣委员"), await AppointAsync(station, "专管员"));
        var homes = await HomesAsync("幸福小区");
        var rules = await DocumentAsync("某县工作规则", "工作规则", "2020");
        await DocumentAsync("实施方案（2020）", "实施方案", "2020-03-01");
        var unit = await UnitAsync("一局");
        unit = await Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = "第一条", Text = "组织师生志愿服务", Since = "2021-01-01" }, By);
        // What the owners of activities would say of the link is not what is tested here.
        var link = Guid.CreateVersion7();
        await running.Organization.SqlAsync($"insert into duty_link (county, id, unit_id, duty_id, kind, subject, name, site, took_place_on) values ('{county}', '{link}', '{unit.Id}', '{unit.Duties[0].Id}', {(int)DeedKind.DeedActivity}, gen_random_uuid(), '活动', '{county}', '2021-03-05')");
        await running.Organization.SqlAsync($"insert into tally_entry (county, measure, day, site, dimension, n) values ('{county}', 'duties.active', '2021-03-05', '{county}', '', 1)");
        var honour = await HonourAsync("山西好人", HonourBearer.Person, "测试甲");
        var prize = await HonourAsync("山西最佳志愿服务组织", HonourBearer.Organization, "爱心协会");
        var pilot = await PilotAsync(PolicyLevel.NationalLevel);
        await Dictionaries.AdoptWordsAsync(new AdoptWordsRequest(), By);

        await running.Activity.SqlAsync(
            $"""
            insert into known_site (county, code, name, tier, parent, version) values ('{county}', '{county}', '中心', 1, '', 1), ('{county}', '{station}', '大村站', 3, '{institute}', 1);
            insert into known_association (county, number, name, site, version) values ('{county}', '{association}', '爱心协会', '{station}', 1)
            """);
        async Task<Project> ProjectAsync(string name, string registry) => await Projects.CreateProjectAsync(new CreateProjectRequest { Name = name, Category = "便民利民服务", Platform = ServicePlatform.Science, Site = station, StartsOn = "2021-01-01", RegistryNumber = registry, Goal = "有人帮", TargetGroup = "老人" }, By);
        async Task<Donation> DonateAsync(string receipt, long amount) => await Donations.RecordDonationAsync(new RecordDonationRequest { Association = association, Receipt = receipt, ReceivedOn = "2021-03-05", Kind = DonationKind.Money, Amount = amount, Purpose = "助学" }, By);
        async Task<Beneficiary> PersonAsync(string code) => await Donations.CreateBeneficiaryAsync(new CreateBeneficiaryRequest { Association = association, Code = code, Name = "测试受助人", Category = BeneficiaryCategory.Elderly, Consent = true }, By);
        async Task<string> HelpAsync(Donation of, Beneficiary person, string number) => (await Donations.AllocateAsync(new AllocateRequest { DonationId = of.Id, BeneficiaryId = person.Id, Amount = 1_000, Number = number, HelpedOn = "2021-05-01", Purpose = "补助" }, By)).Allocation.Id;
        async Task AnswerAsync()
        {
            var person = Guid.CreateVersion7();
            await running.Activity.SqlAsync($"insert into known_volunteer (county, person_id, name, birth_date, skills, site, version) values ('{county}', '{person}', '测试志愿者', '1990-01-01', array[]::text[], '{station}', 1)");
            await Mobilizations.AnswerForSelfAsync(new AnswerForSelfRequest { Number = "YJ-1", Site = station }, running.As(Callers.Person(person, county)));
        }
        await HeldAsync("上门修灯", 12, "");
        await HeldAsync("协会助学", 7, association);
        var project = await ProjectAsync("甲项目", "QG-1");
        var (donation, one) = (await DonateAsync("JZ-1", 100_000), await PersonAsync("BF-1"));
        var given = await HelpAsync(donation, one, "1");
        await Mobilizations.CallMobilizationAsync(new CallMobilizationRequest { Number = "YJ-1", Event = "疫情防控", Level = EmergencyLevel.LevelTwo, IssuedBy = "中心", Command = "指挥部", Call = "请就近报到", Area = county, TaskKinds = { "消毒" }, Needed = 3 }, By);
        await AnswerAsync();
        // Called in 2022, as it would have been recorded then.
        await running.Activity.SqlAsync($"update volunteer_answer set answered_at = '2022-03-10 09:00+08' where county = '{county}'; update tally_entry set day = '2022-03-10' where county = '{county}' and measure = 'mobilizations.volunteers'");

        var march = new DateTimeOffset(2021, 3, 5, 1, 0, 0, TimeSpan.Zero);
        var session = await running.LectureAsync(county, march, 40);
        var teams = new LecturerTeams.LecturerTeamsClient(running.Lecture.Channel);
        var sessions = new Sessions.SessionsClient(running.Lecture.Channel);
        async Task TellAsync(Session told) => await sessions.RecordMoralLectureAsync(new RecordMoralLectureRequest { Id = told.Id, Steps = { "唱歌曲" } }, By);
        await TellAsync(session);
        // Planned before its start, as it would have been in 2021.
        await running.Lecture.SqlAsync($"update lecture_session set planned_ahead = true where county = '{county}' and id = '{session.Id}'");
        await running.Lecture.RollUpAsync($"values ('{county}', 'lectures.planned', date '2021-03-05', '{county}', 'CountyLevel', 1), ('{county}', 'lectures.planned.held', date '2021-03-05', '{county}', 'CountyLevel', 1)");
        var lecturer = await teams.AddLecturerAsync(new AddLecturerRequest { TeamId = session.TeamId, Name = "测试讲" }, By);
        await running.HoursAsync(county, station, 4);
        await running.Volunteer.RollUpAsync($"select county, 'hours.minutes', served_on, site, '', sum(minutes) from hours_entry where county = '{county}' group by 1, 3, 4");

        return async () =>
        {
            await Bases.WithdrawBaseAsync(new WithdrawBaseRequest { Id = basis.Id, WithdrawnOn = "2022-01-01", Reason = "改建" }, By);
            await BaseAsync("乙馆");
            await BaseAsync("丙馆");
            await FinishAsync(open);
            await running.Organization.SqlAsync($"insert into former_visit_count select county, gen_random_uuid(), site, day, half_day, venue_id, people, method, recorded_at, now() from visit_count where county = '{county}'; update visit_count set people = 30, recorded_at = now() where county = '{county}'");
            await Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = venue.Id, WithdrawnOn = "2022-01-01", Reason = "拆迁" }, By);
            await Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = officer.Id, To = "2022-01-31" }, By);
            await Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = clerk.Id, To = "2022-01-31" }, By);
            await Sites.CloseSiteAsync(new CloseSiteRequest { Code = other, ClosedOn = "2022-01-01", Reason = "撤并", Successor = station }, By);
            await Sites.CreateSiteAsync(new CreateSiteRequest { Code = $"{institute}003", Name = "补登站", Tier = Tier.Station, OpenedOn = "2021-01-01" }, By);
            await Neighbourhoods.CountResidentsAsync(new CountResidentsRequest { Id = homes.Id, Households = 10, Residents = 650, CountedOn = "2021-11-01" }, By);
            await HomesAsync("和谐小区");
            await Coordination.AddDutyAsync(new AddDutyRequest { UnitId = (await UnitAsync("二局")).Id, DocumentId = rules.Id, Clause = "第二条", Text = "组织职工志愿服务", Since = "2021-01-01" }, By);
            await running.Organization.SqlAsync($"update duty_link set left_at = now() where id = '{link}'; update tally_entry set n = 0 where county = '{county}' and measure = 'duties.active'");
            await DocumentAsync("实施方案（2019）", "实施方案", "2019-03-01");
            await Honours.RevokeHonourAsync(new RevokeHonourRequest { Id = honour.Id, Reason = "弄虚作假" }, By);
            await Honours.RevokeHonourAsync(new RevokeHonourRequest { Id = prize.Id, Reason = "弄虚作假" }, By);
            await HonourAsync("山西好人", HonourBearer.Person, "测试乙");
            await HonourAsync("山西好人", HonourBearer.Person, "测试丙");
            await Pilots.EndPilotAsync(new EndPilotRequest { Id = pilot.Id, EndedOn = "2021-01-01" }, By);
            await Dictionaries.AddWordAsync(new AddWordRequest { List = WordList.TeamKind, Text = "应急救援", ValidFrom = "2020-01-01" }, By);
            await HeldAsync("补登活动", 5, "");
            await HeldAsync("补登协会活动", 5, association);
            await Projects.UpdateProjectAsync(new UpdateProjectRequest { Id = project.Id, Version = project.Version, Name = project.Name, Category = project.Category, Platform = project.Platform, TargetGroup = project.TargetGroup, Goal = project.Goal, StartsOn = project.StartsOn }, By);
            await ProjectAsync("乙项目", "QG-2");
            await ProjectAsync("丙项目", "QG-3");
            await Donations.ReverseAllocationAsync(new ReverseAllocationRequest { AllocationId = given, Amount = 1_000, Reason = "写错了" }, By);
            await HelpAsync(donation, await PersonAsync("BF-2"), "2");
            await HelpAsync(donation, await PersonAsync("BF-3"), "3");
            await DonateAsync("JZ-2", 5_000);
            await AnswerAsync();
            await TellAsync(await running.LectureAsync(county, march.AddDays(1), 30));
            await sessions.VoidSessionAsync(new VoidSessionRequest { Id = session.Id, Reason = "记错了" }, By);
            await teams.RemoveLecturerAsync(new RemoveLecturerRequest { TeamId = session.TeamId, Id = lecturer.Id, LeftOn = "2022-01-01", Reason = "调走" }, By);
        };
    }

    Task HeldAsync(string title, int came, string by) => running.ActivityAsync(county, station, title, came, by);
}
