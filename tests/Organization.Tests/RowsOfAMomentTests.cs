using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Organization.Tests.Importing;

namespace CivPractice.Organization.Tests;

/// <summary>A figure was read, and rows went on being entered, closed and corrected: the list as of that moment still has the rows that made it.</summary>
public sealed class RowsOfAMomentTests(OrganizationRunning running)
{
    const string asOf = "2022-05-11";

    [Fact]
    public async Task Venues_that_were_withdrawn_since_were_in_the_pool_then()
    {
        const string county = "141801", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        async Task<Venue> MakeAsync(string name, string on = "2021-03-05") => await running.Venues.CreateVenueAsync(new CreateVenueRequest { Site = station, Name = name, Kind = "农家书屋", Use = VenueUse.Own, OwnerUnit = "村委会", IntegratedOn = on }, office);
        var (stays, goes, went, later) = (await MakeAsync("甲书屋"), await MakeAsync("乙书屋"), await MakeAsync("丙书屋"), await MakeAsync("丁书屋"));
        await MakeAsync("此后入库", "2022-06-01");
        async Task WithdrawAsync(Venue venue, string on) => await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = venue.Id, WithdrawnOn = on, Reason = "拆迁" }, office);
        await WithdrawAsync(went, "2022-01-01");
        await WithdrawAsync(later, "2022-06-01");
        var (figure, moment) = (await running.StockAsync(county, "venues.pool", asOf), await MomentAsync());

        await WithdrawAsync(goes, "2022-01-01");
        await MakeAsync("补登");

        async Task<string> ListAsync(ListVenuesRequest request) => string.Join(' ', (await running.Venues.ListVenuesAsync(new ListVenuesRequest(request) { Prefix = county, Status = VenueStatus.InPool, To = asOf }, office)).Venues.Select(venue => venue.Name).Order(StringComparer.Ordinal));
        Assert.Equal("丁书屋 乙书屋 甲书屋", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal(3, figure);
        Assert.Equal("补登", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("丁书屋 甲书屋 补登", await ListAsync(new()));
        Assert.Equal(3, await running.StockAsync(county, "venues.pool", asOf));
        Assert.Equal("INVALID_MOMENT", await Refusing.ReasonAsync(running.Venues.ListVenuesAsync(new ListVenuesRequest { RecordedUntil = "昨天" }, office)));
        // Pages go by the key as ever.
        var first = await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = county, Status = VenueStatus.InPool, To = asOf, RecordedUntil = moment, PageSize = 2 }, office);
        var second = await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = county, Status = VenueStatus.InPool, To = asOf, RecordedUntil = moment, PageSize = 2, PageToken = first.NextPageToken }, office);
        Assert.Equal((2, 1, ""), (first.Venues.Count, second.Venues.Count, second.NextPageToken));
        Assert.Equal(goes.Id, first.Venues.Concat(second.Venues).Single(venue => venue.Name == "乙书屋").Id);
        Assert.NotEqual(stays.Id, goes.Id);
    }

    [Fact]
    public async Task Sites_ran_then_whether_they_were_closed_since_or_only_prepared()
    {
        const string county = "141802";
        var office = await running.OpenCountyAsync(county);
        var prepared = $"{county}001003";
        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = prepared, Name = "新村站", Tier = Tier.Station, OpenedOn = "2022-04-01", Preparing = true }, office);
        var (figure, moment) = (await running.StockAsync(county, "sites.running", asOf, dimension: "Station"), await MomentAsync());

        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}001002", ClosedOn = "2022-01-01", Reason = "撤并", Successor = $"{county}001001" }, office);
        await running.Sites.OpenSiteAsync(new OpenSiteRequest { Code = prepared, OpenedOn = "2022-04-01" }, office);

        async Task<string[]> ListAsync(ListSitesRequest request) => [.. (await running.Sites.ListSitesAsync(new ListSitesRequest(request) { Prefix = county, Status = SiteStatus.Running, To = asOf }, office)).Sites.Select(site => site.Code[6..])];
        Assert.Equal(["001001", "001002"], await ListAsync(new() { RecordedUntil = moment, Tier = Tier.Station }));
        Assert.Equal(2, figure);
        Assert.Equal(["", "001"], await ListAsync(new() { RecordedUntil = moment, Tiers = { Tier.Center, Tier.Institute } }));
        Assert.Equal(["001003"], await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal(["001001", "001003"], await ListAsync(new() { Tier = Tier.Station }));
    }

    [Fact]
    public async Task Sites_were_staffed_by_those_whose_time_had_not_ended_as_far_as_was_recorded()
    {
        const string county = "141803", institute = $"{county}001", station = $"{county}001001", other = $"{county}001002";
        var office = await running.OpenCountyAsync(county);
        async Task<Appointment> AppointAsync(string site, string title, string from) =>
            await running.Posts.AppointAsync(new AppointRequest { PostId = (await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = title, Places = 1 }, office)).Id, PersonName = "测试甲", From = from }, office);
        await AppointAsync(institute, "所长", "2021-01-01");
        var officer = await AppointAsync(institute, "组宣委员", "2021-01-01");
        var clerk = await AppointAsync(station, "专管员", "2021-01-01");
        async Task<(long, long)> FigureAsync() => (await running.StockAsync(county, "sites.staffed", asOf, dimension: "Institute"), await running.StockAsync(county, "sites.staffed", asOf, dimension: "Station"));
        var (figure, moment) = (await FigureAsync(), await MomentAsync());

        await running.Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = officer.Id, To = "2022-01-31" }, office);
        await running.Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = clerk.Id, To = "2022-06-30" }, office);
        await AppointAsync(other, "专管员", "2022-01-01");

        async Task<string> ListAsync(Tier tier, string until) => string.Join(' ', (await running.Sites.ListSitesAsync(new ListSitesRequest { Prefix = county, Tier = tier, Status = SiteStatus.Running, Staffed = true, To = asOf, RecordedUntil = until }, office)).Sites.Select(site => site.Code));
        Assert.Equal((institute, station), (await ListAsync(Tier.Institute, moment), await ListAsync(Tier.Station, moment)));
        Assert.Equal((1L, 1L), figure);
        Assert.Equal(("", $"{station} {other}"), (await ListAsync(Tier.Institute, ""), await ListAsync(Tier.Station, "")));
        Assert.Equal((0L, 2L), await FigureAsync());
    }

    [Fact]
    public async Task Neighbourhoods_have_the_people_that_were_counted_by_then()
    {
        const string county = "141804", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        async Task<Neighbourhood> MakeAsync(string name, int residents, string on) => await running.Neighbourhoods.CreateNeighbourhoodAsync(new CreateNeighbourhoodRequest { Site = station, Name = name, Households = 10, Residents = residents, CountedOn = on }, office);
        var first = await MakeAsync("幸福小区", 700, "2020-11-01");
        await MakeAsync("锦隆小区", 300, "2022-06-01");
        var (figures, moment) = ((await running.StockAsync(county, "neighbourhoods", asOf), await running.StockAsync(county, "neighbourhoods.residents", asOf)), await MomentAsync());

        await running.Neighbourhoods.CountResidentsAsync(new CountResidentsRequest { Id = first.Id, Households = 10, Residents = 650, CountedOn = "2021-11-01" }, office);
        await MakeAsync("和谐小区", 200, "2021-11-01");

        async Task<string> ListAsync(ListNeighbourhoodsRequest request) => string.Join(' ', (await running.Neighbourhoods.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest(request) { Prefix = county, To = asOf }, office)).Neighbourhoods.Select(row => $"{row.Name}{row.Residents}"));
        Assert.Equal("幸福小区700", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal((1L, 700L), figures);
        Assert.Equal("和谐小区200", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("幸福小区650 和谐小区200", await ListAsync(new()));
    }

    [Fact]
    public async Task Units_are_bound_by_duties_that_were_recorded_by_then()
    {
        const string county = "141805";
        var office = running.Service.As(Office(county));
        var rules = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县工作规则", Issuer = "县文明办", Level = PolicyLevel.CountyLevel, Kind = "工作规则", IssuedOn = "2020" }, office);
        async Task<string> UnitAsync(string name) => (await running.Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = name, JoinedOn = "2020-01-01" }, office)).Id;
        async Task BindAsync(string unit, string clause, string since) => await running.Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit, DocumentId = rules.Id, Clause = clause, Text = "组织师生志愿服务", Since = since }, office);
        var (one, two, three) = (await UnitAsync("一局"), await UnitAsync("二局"), await UnitAsync("三局"));
        await BindAsync(one, "第一条", "2021-01-01");
        await BindAsync(three, "第三条", "2022-06-01");
        var (figure, moment) = (await running.StockAsync(county, "member-units.bound", asOf), await MomentAsync());

        await BindAsync(one, "第二条", "2021-01-01");
        await BindAsync(two, "第二条", "2021-01-01");

        async Task<string> ListAsync(ListMemberUnitsRequest request) => string.Join(' ', (await running.Coordination.ListMemberUnitsAsync(new ListMemberUnitsRequest(request) { Prefix = county, Bound = true, To = asOf }, office)).Units.Select(unit => $"{unit.Name}{unit.Duties.Count}"));
        Assert.Equal("一局1", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal(1, figure);
        Assert.Equal("二局1", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("一局2 二局1", await ListAsync(new()));
        Assert.Equal(2, await running.StockAsync(county, "member-units.bound", asOf));
    }

    [Fact]
    public async Task Duties_were_active_in_a_year_by_the_links_that_stood_then()
    {
        const string county = "141806";
        var office = running.Service.As(Office(county));
        var rules = await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = "某县工作规则", Issuer = "县文明办", Level = PolicyLevel.CountyLevel, Kind = "工作规则", IssuedOn = "2020" }, office);
        var unit = await running.Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = "一局", JoinedOn = "2020-01-01" }, office);
        foreach (var clause in new[] { "第一条", "第二条", "第三条" }) unit = await running.Coordination.AddDutyAsync(new AddDutyRequest { UnitId = unit.Id, DocumentId = rules.Id, Clause = clause, Text = "组织师生志愿服务", Since = "2020-01-01" }, office);
        // Linked as the service links; what the owners would say of the activities is not what is tested here.
        async Task<Guid> LinkAsync(int duty, string day)
        {
            var id = Guid.CreateVersion7();
            await running.AskAsync<Guid>($"insert into duty_link (county, id, unit_id, duty_id, kind, subject, name, site, took_place_on) values ('{county}', '{id}', '{unit.Id}', '{unit.Duties[duty].Id}', {(int)DeedKind.DeedActivity}, gen_random_uuid(), '活动', '{county}', '{day}') returning id");
            return id;
        }
        var gone = await LinkAsync(0, "2021-03-05");
        await LinkAsync(1, "2022-03-05");
        var moment = await MomentAsync();
        await running.AskAsync<DateTime>($"update duty_link set left_at = now() where id = '{gone}' returning left_at");
        await LinkAsync(2, "2021-05-05");

        async Task<string> ListAsync(ListMemberUnitsRequest request) => string.Join(' ', (await running.Coordination.ListMemberUnitsAsync(new ListMemberUnitsRequest(request) { Prefix = county, ActiveYear = 2021, To = "2021-12-31" }, office)).Units.SelectMany(each => each.Duties).Select(duty => duty.Clause));
        Assert.Equal("第一条", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal("第三条", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("第三条", await ListAsync(new()));
    }

    [Fact]
    public async Task Honours_that_were_revoked_since_counted_then_and_nobody_else_learns_whose_they_were()
    {
        const string county = "141807";
        var office = await running.OpenCountyAsync(county);
        async Task<Honour> MakeAsync(string name, bool verified = true)
        {
            var honour = await running.Honours().CreateHonourAsync(new CreateHonourRequest { Site = county, Kind = "山西好人", Level = HonourLevel.Provincial, Bearer = HonourBearer.Person, Round = 1, Place = 1, AwardedOn = "2021-03", Name = name, Consent = NameConsent.Full, Deed = "见义勇为" }, office);
            return verified ? await running.Honours().VerifyHonourAsync(new VerifyHonourRequest { Id = honour.Id }, office) : honour;
        }
        var (stays, goes, waits) = (await MakeAsync("测试甲"), await MakeAsync("测试乙"), await MakeAsync("测试丙", verified: false));
        var early = await MakeAsync("测试丁");
        await running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = early.Id, Reason = "弄虚作假" }, office);
        var (figure, moment) = (await running.FigureAsync("honours.persons", county, asOf), await MomentAsync());

        await running.Honours().RevokeHonourAsync(new RevokeHonourRequest { Id = goes.Id, Reason = "弄虚作假" }, office);
        await running.Honours().VerifyHonourAsync(new VerifyHonourRequest { Id = waits.Id }, office);

        async Task<string> ListAsync(ListHonoursRequest request, Metadata by) => string.Join(' ', (await running.Honours().ListHonoursAsync(new ListHonoursRequest(request) { Prefix = county, Bearer = HonourBearer.Person, Status = HonourStatus.Verified, To = asOf }, by)).Honours.Select(honour => $"{honour.ShownName}{honour.Deed}{honour.Reason}").Order(StringComparer.Ordinal));
        Assert.Equal("测试乙见义勇为弄虚作假 测试甲见义勇为", await ListAsync(new() { RecordedUntil = moment }, office));
        Assert.Equal(["Provincial/山西好人 2"], figure);
        Assert.Equal(" 测试甲见义勇为", await ListAsync(new() { RecordedUntil = moment }, running.Visitor(county)));
        Assert.Equal("测试丙见义勇为", await ListAsync(new() { RecordedAfter = moment }, office));
        Assert.Equal("测试丙见义勇为 测试甲见义勇为", await ListAsync(new(), running.Visitor(county)));
        Assert.Equal(HonourStatus.Verified, stays.Status);
    }

    [Fact]
    public async Task Pilots_documents_and_words_are_those_of_then()
    {
        const string county = "141808";
        var office = running.Service.As(Office(county));
        async Task<Pilot> PilotAsync(PolicyLevel level, string on) => await running.Pilots.CreatePilotAsync(new CreatePilotRequest { Site = county, Level = level, DesignatedOn = on }, office);
        async Task PlanAsync(string title, string on) => await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "县文明委", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = on }, office);
        var national = await PilotAsync(PolicyLevel.NationalLevel, "2019-10");
        await PilotAsync(PolicyLevel.ProvincialLevel, "2022-06-01");
        await PlanAsync("实施方案（2020）", "2020-03-01");
        await PlanAsync("实施方案（2021）", "2021-03-01");
        await running.Dictionaries().AdoptWordsAsync(new AdoptWordsRequest(), office);
        var local = await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.TeamKind, Text = "助老服务", ValidFrom = "2020-01-01" }, office);
        var (pilots, plans, kinds) = (await running.StockAsync(county, "pilots", asOf), await running.StockAsync(county, "plans", asOf), await running.StockAsync(county, "dictionaries.team-kinds", asOf));
        var moment = await MomentAsync();

        await running.Pilots.EndPilotAsync(new EndPilotRequest { Id = national.Id, EndedOn = "2021-01-01" }, office);
        await PilotAsync(PolicyLevel.MunicipalLevel, "2020-05");
        await PlanAsync("实施方案（2019）", "2019-03-01");
        await running.Dictionaries().EndWordAsync(new EndWordRequest { Id = local.Id, ValidTo = "2021-01-01" }, office);
        await running.Dictionaries().AddWordAsync(new AddWordRequest { List = WordList.TeamKind, Text = "应急救援", ValidFrom = "2020-01-01" }, office);

        async Task<string> PilotsAsync(ListPilotsRequest request) => string.Join(' ', (await running.Pilots.ListPilotsAsync(new ListPilotsRequest(request) { Prefix = county, To = asOf }, office)).Pilots.Select(pilot => pilot.Level));
        async Task<string> PlansAsync(ListDocumentsRequest request) => string.Join(' ', (await running.Documents.ListDocumentsAsync(new ListDocumentsRequest(request) { Prefix = county, Kind = "实施方案", Level = PolicyLevel.CountyLevel, First = true, To = asOf }, office)).Documents.Select(document => document.Title));
        async Task<int> WordsAsync(ListWordsRequest request) => (await running.Dictionaries().ListWordsAsync(new ListWordsRequest(request) { Prefix = county, List = WordList.TeamKind, To = asOf }, office)).Words.Count;
        Assert.Equal(("NationalLevel", "MunicipalLevel", "MunicipalLevel"), (await PilotsAsync(new() { RecordedUntil = moment }), await PilotsAsync(new() { RecordedAfter = moment }), await PilotsAsync(new())));
        Assert.Equal(("实施方案（2020）", "实施方案（2019）", "实施方案（2019）"), (await PlansAsync(new() { RecordedUntil = moment }), await PlansAsync(new() { RecordedAfter = moment }), await PlansAsync(new())));
        Assert.Equal((11, 10, 1, 11), (await WordsAsync(new() { RecordedUntil = moment }), await WordsAsync(new() { RecordedUntil = moment, Standard = true }), await WordsAsync(new() { RecordedAfter = moment }), await WordsAsync(new())));
        Assert.Equal((1L, 1L, 11L), (pilots, plans, kinds));
    }

    [Fact]
    public async Task Bases_hung_their_plaque_then_and_items_were_done_then()
    {
        const string county = "141811", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        async Task<PracticeBase> BaseAsync(string name, string on) => await running.Bases().CreateBaseAsync(new CreateBaseRequest { Site = station, Name = name, Theme = "红色教育", PlaqueOn = on }, office);
        async Task<LivelihoodItem> ItemAsync(string title) => await running.Livelihood().CreateItemAsync(new CreateItemRequest { Site = county, Year = 2021, Title = title, ResponsibleUnit = "住建局", DueOn = "2021-11-30" }, office);
        async Task FinishAsync(LivelihoodItem item, string on) => await running.Livelihood().FinishItemAsync(new FinishItemRequest { Id = item.Id, FinishedOn = on, Result = "已完成" }, office);
        await BaseAsync("甲馆", "2021-06");
        var goes = await BaseAsync("乙馆", "2021-06");
        await BaseAsync("丙馆", "2022-06-01");
        var (one, two, three) = (await ItemAsync("修村道"), await ItemAsync("建食堂"), await ItemAsync("换路灯"));
        await FinishAsync(one, "2021-11-01");
        await FinishAsync(three, "2021-12-31");
        var (bases, done, moment) = (await running.StockAsync(county, "bases", asOf), await running.FigureAsync("livelihood.in-time", county), await MomentAsync());

        await running.Bases().WithdrawBaseAsync(new WithdrawBaseRequest { Id = goes.Id, WithdrawnOn = "2022-01-01", Reason = "改建" }, office);
        await BaseAsync("丁馆", "2021-07");
        await FinishAsync(two, "2021-11-02");

        async Task<string> BasesAsync(ListBasesRequest request) => string.Join(' ', (await running.Bases().ListBasesAsync(new ListBasesRequest(request) { Prefix = county, To = asOf }, office)).Bases.Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("乙馆 甲馆", "丁馆", "丁馆 甲馆"), (await BasesAsync(new() { RecordedUntil = moment }), await BasesAsync(new() { RecordedAfter = moment }), await BasesAsync(new())));
        Assert.Equal((2L, 2L), (bases, await running.StockAsync(county, "bases", asOf)));
        async Task<string> ItemsAsync(ItemState state, ListItemsRequest request) => string.Join(' ', (await running.Livelihood().ListItemsAsync(new ListItemsRequest(request) { Prefix = county, State = state, From = "2021-01-01", To = "2021-12-31" }, office)).Items.Select(item => item.Title).Order(StringComparer.Ordinal));
        Assert.Equal(("修村道", "建食堂", "修村道 建食堂"), (await ItemsAsync(ItemState.DoneInTime, new() { RecordedUntil = moment }), await ItemsAsync(ItemState.DoneInTime, new() { RecordedAfter = moment }), await ItemsAsync(ItemState.DoneInTime, new())));
        Assert.Equal(("建食堂", "", "换路灯"), (await ItemsAsync(ItemState.Overdue, new() { RecordedUntil = moment }), await ItemsAsync(ItemState.Overdue, new()), await ItemsAsync(ItemState.DoneLate, new() { RecordedUntil = moment })));
        Assert.Equal(["1"], done);
        Assert.Empty((await running.Livelihood().ListItemsAsync(new ListItemsRequest { Prefix = county, To = "2021-11-29" }, office)).Items);
    }

    [Fact]
    public async Task Names_plaques_and_choices_stand_as_they_were_recorded_then()
    {
        const string county = "141812", station = $"{county}001001";
        var (office, today) = (await running.OpenCountyAsync(county), Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System)));
        async Task<Campaign> CampaignAsync(CreationKind kind) => await running.Creation().CreateCampaignAsync(new CreateCampaignRequest
        {
            Kind = kind,
            Title = $"某县{kind}",
            Year = 2026,
            DeclareFrom = "2020-01-01",
            DeclareTo = "2199-01-01",
            NoticeDays = 7,
            BarMonths = 12,
            RecheckMonths = 12,
            Honour = kind == CreationKind.GoodPerson ? "某县好人" : "",
            Level = HonourLevel.County,
        }, office);
        var (villages, persons) = (await CampaignAsync(CreationKind.Village), await CampaignAsync(CreationKind.GoodPerson));
        async Task<Candidate> NamedAsync(Campaign campaign, string name)
        {
            var one = await running.Creation().DeclareCandidateAsync(new DeclareCandidateRequest { CampaignId = campaign.Id, Site = station, Name = name, Deed = "邻里和睦", Recommender = "某村党支部", Consent = true }, office);
            await running.Creation().ReviewCandidateAsync(new ReviewCandidateRequest { Id = one.Id }, office);
            await running.Creation().OpenNoticeAsync(new CandidateStepRequest { Id = one.Id }, office);
            await running.AskAsync<int>($"with moved as (update candidate set notice_from = notice_from - 10, notice_to = notice_to - 10 where id = '{one.Id}' returning 1) select count(*)::int from moved");
            return await running.Creation().NameCandidateAsync(new CandidateStepRequest { Id = one.Id }, office);
        }
        async Task PlaqueAsync(Candidate one) => await running.Creation().HandOverPlaqueAsync(new HandOverPlaqueRequest { Id = one.Id, PlaqueOn = today }, office);
        async Task RevokeAsync(Candidate one) => await running.Creation().RecheckCandidateAsync(new RecheckCandidateRequest { Id = one.Id, Revoked = true, Note = "虚报事迹" }, office);
        var (stays, goes, person) = (await NamedAsync(villages, "甲村"), await NamedAsync(villages, "乙村"), await NamedAsync(persons, "测好人"));
        await PlaqueAsync(goes);
        async Task<(long, long, long, long)> FiguresAsync() => (await running.StockAsync(county, "creation.named", today), await running.StockAsync(county, "creation.plaqued", today), await running.StockAsync(county, "selection.candidates", today), await running.StockAsync(county, "selection.winners", today));
        var (figures, moment) = (await FiguresAsync(), await MomentAsync());

        await RevokeAsync(goes);
        await RevokeAsync(person);
        await PlaqueAsync(stays);
        await NamedAsync(villages, "丙村");
        await NamedAsync(persons, "测好人乙");

        async Task<string> ListAsync(CandidateFigure figure, string until = "", string after = "") => string.Join(' ',
            (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county, Figure = figure, From = figure is CandidateFigure.Recommended or CandidateFigure.Chosen ? today : "", To = today, RecordedUntil = until, RecordedAfter = after }, office)).Candidates.Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("乙村 甲村", "乙村", "测好人", "测好人"), (await ListAsync(CandidateFigure.Named, moment), await ListAsync(CandidateFigure.Plaqued, moment), await ListAsync(CandidateFigure.Recommended, moment), await ListAsync(CandidateFigure.Chosen, moment)));
        Assert.Equal((2L, 1L, 1L, 1L), figures);
        Assert.Equal(("丙村", "甲村", "测好人乙", "测好人乙"), (await ListAsync(CandidateFigure.Named, after: moment), await ListAsync(CandidateFigure.Plaqued, after: moment), await ListAsync(CandidateFigure.Recommended, after: moment), await ListAsync(CandidateFigure.Chosen, after: moment)));
        Assert.Equal(("丙村 甲村", "甲村", "测好人 测好人乙", "测好人乙"), (await ListAsync(CandidateFigure.Named), await ListAsync(CandidateFigure.Plaqued), await ListAsync(CandidateFigure.Recommended), await ListAsync(CandidateFigure.Chosen)));
        Assert.Equal((2L, 1L, 2L, 1L), await FiguresAsync());
        // Of a candidate's days the figure says which one is meant.
        Assert.Equal("REQUIRED", await Refusing.ReasonAsync(running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county, To = today }, office)));
        // Who sees only what is public sees no more of it by asking for a moment.
        Assert.Equal(["甲村"], (await running.Creation().ListCandidatesAsync(new ListCandidatesRequest { Prefix = county, Figure = CandidateFigure.Named, RecordedUntil = moment }, running.Visitor(county))).Candidates.Select(row => row.Name));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Of_a_half_day_that_was_counted_again_the_number_of_then_is_kept()
    {
        const string county = "141813", station = $"{county}001001";
        await running.OpenCountyAsync(county);
        var (clerk, office, today) = (running.Clerk(station), running.Service.As(Office(county)), Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System)));
        async Task CountAsync(HalfDay half, int people, VisitMethod method = VisitMethod.HeadCount) => await running.Visits().CountVisitsAsync(new CountVisitsRequest { Site = station, Day = today, HalfDay = half, People = people, Method = method }, clerk);
        await CountAsync(HalfDay.Morning, 99);
        await CountAsync(HalfDay.Morning, 20);
        await CountAsync(HalfDay.Afternoon, 8);
        await CountAsync(HalfDay.Evening, 5, VisitMethod.Estimate);
        var (figure, moment) = (await running.StockAsync(county, "visits", today, dimension: "HeadCount"), await MomentAsync());

        await CountAsync(HalfDay.Morning, 23);
        await CountAsync(HalfDay.Morning, 24);
        await CountAsync(HalfDay.Afternoon, 8, VisitMethod.Estimate);
        await CountAsync(HalfDay.Evening, 6);

        async Task<string> ListAsync(string until = "", string after = "", VisitMethod method = VisitMethod.HeadCount)
        {
            var people = new List<int>();
            for (var token = ""; ;)
            {
                var page = await running.Visits().ListVisitsAsync(new ListVisitsRequest { Prefix = county, From = today, To = today, Method = method, RecordedUntil = until, RecordedAfter = after, PageSize = 1, PageToken = token }, office);
                people.AddRange(page.Visits.Select(row => row.People));
                if ((token = page.NextPageToken).Length == 0) return string.Join(' ', people);
            }
        }
        Assert.Equal(("20 8", 28L), (await ListAsync(moment), figure));
        Assert.Equal("5", await ListAsync(moment, method: VisitMethod.Estimate));
        Assert.Equal(("24 6", "24 6", "20 8 5"), (await ListAsync(after: moment), await ListAsync(), await ListAsync(moment, method: VisitMethod.Unspecified)));
        Assert.Equal(30L, await running.StockAsync(county, "visits", today, dimension: "HeadCount"));
        await running.FiguresAgreeAsync(county);
    }

    // What is written before it and after it shares no millisecond with it.
    static async Task<string> MomentAsync()
    {
        await Task.Delay(20);
        var moment = DateTimeOffset.UtcNow;
        await Task.Delay(20);
        return moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }
}
