using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Assessments;

/// <summary>Organization before a real Volunteer and a real Activity, whose roll-up rows are the evidence. Lecture is gone.</summary>
public sealed class AssessmentsRunning : IAsyncLifetime
{
    ServiceUnderTest? volunteer, activity, organization;

    public ServiceUnderTest Service => organization!;
    public ServiceUnderTest Volunteer => volunteer!;
    public ServiceUnderTest Activity => activity!;
    public V1.Assessments.AssessmentsClient Assessments => new(Service.Channel);

    public async ValueTask InitializeAsync()
    {
        volunteer = await ServiceUnderTest.StartAsync("Volunteer");
        activity = await ServiceUnderTest.StartAsync("Activity", new Dictionary<string, string>(volunteer.Addresses("volunteer").Append(volunteer.Signer)) { ["services__organization__grpc__0"] = Ports.Nowhere });
        organization = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string>(volunteer.Addresses("volunteer").Concat(activity.Addresses("activity")).Append(volunteer.Signer)) { ["services__lecture__grpc__0"] = Ports.Nowhere });
    }

    public Metadata As(Caller caller) => volunteer!.As(caller);

    public Task VolunteerCountsAsync(string county, string measure, string site, int n, bool stock) => RollUpAsync(volunteer!, county, measure, site, n, stock);
    public Task ActivityCountsAsync(string county, string measure, string site, int n, bool stock) => RollUpAsync(activity!, county, measure, site, n, stock);

    /// <summary>Rolls up as a service does: today's row, and of a stock the year's and the whole's.</summary>
    static async Task RollUpAsync(ServiceUnderTest service, string county, string measure, string site, int n, bool stock)
    {
        var today = ChinaTime.Today(TimeProvider.System);
        var years = stock ? $"; insert into tally_year (county, measure, year, site, dimension, n) select '{county}', '{measure}', y, '{site}', '', {n} from unnest(array[{today.Year}, 9999]) as y" : "";
        await using var command = service.Superuser.CreateCommand($"insert into tally_entry (county, measure, day, site, dimension, n) values ('{county}', '{measure}', '{ChinaTime.Text(today)}', '{site}', '', {n}){years}");
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { organization, activity, volunteer })
            if (service is not null) await service.DisposeAsync();
    }
}

public sealed class AssessmentServiceTests(AssessmentsRunning running) : IClassFixture<AssessmentsRunning>
{
    static readonly string today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System));

    [Fact]
    public async Task Five_haves_come_from_what_the_services_count_and_a_decision_with_a_reason_stands()
    {
        const string county = "141091";
        var (office, full, bare) = (await OpenAsync(county), $"{county}001001", $"{county}001002");
        await running.VolunteerCountsAsync(county, "teams.founded", bare, 1, stock: true);
        await running.VolunteerCountsAsync(county, "teams.active", full, 2, stock: true);
        // Of two projects one is over; the figure counts both of them.
        await using (var known = running.Activity.Superuser.CreateCommand($"insert into known_site (county, code, version, name, tier, parent) values ('{county}', '{full}', 1, '大村站', 3, ''), ('{county}', '{bare}', 1, '小村站', 3, '')")) await known.ExecuteNonQueryAsync();
        var projects = new Activity.V1.Projects.ProjectsClient(running.Activity.Channel);
        foreach (var (site, ends) in new[] { (full, ""), (bare, "2021-12-31") })
            await projects.CreateProjectAsync(new Activity.V1.CreateProjectRequest { Name = $"{site}课后服务", Category = "助学支教", Platform = Activity.V1.ServicePlatform.Education, Site = site, TargetGroup = "小学生", Goal = "课后有人管", StartsOn = "2020-01-01", EndsOn = ends }, office);
        await running.ActivityCountsAsync(county, "activities.completed", full, 3, stock: false);
        await running.ActivityCountsAsync(county, "activities.completed", bare, 2, stock: false);
        await new V1.Venues.VenuesClient(running.Service.Channel).CreateVenueAsync(new CreateVenueRequest { Site = full, IntegratedOn = "2021-03-05", Name = "书屋", Kind = "农家书屋", Use = VenueUse.Own }, office);
        var posts = new V1.Posts.PostsClient(running.Service.Channel);
        var post = await posts.CreatePostAsync(new CreatePostRequest { Site = full, Title = "站长", Places = 1 }, office);
        await posts.CreatePostAsync(new CreatePostRequest { Site = bare, Title = "站长", Places = 1 }, office);
        await posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = Guid.NewGuid().ToString(), PersonName = "测站长", From = "2024-01-01" }, office);

        // Filled posts alone are no rule of work: a document of the county must be in force.
        Assert.Equal(0, (await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest { Prefix = full }, office)).Met);
        Assert.Equal("Mechanism 0/1 False", (await LinesAsync(full))[^1]);
        var plan = await new V1.Documents.DocumentsClient(running.Service.Channel).CreateDocumentAsync(new CreateDocumentRequest { Title = "某县文明实践中心实施方案", Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "实施方案", IssuedOn = "2020" }, office);
        var assessed = await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest(), office);
        Assert.Equal((4, 1, 0), (assessed.Sites, assessed.Met, assessed.Missing.Count));
        Assert.Equal(["Venue 1/1 True", "Team 2/1 True", "Activity 3/3 True", "Project 1/1 True", "Mechanism 1/1 True"], await LinesAsync(full));
        Assert.Equal(["Venue 0/1 False", "Team 0/1 False", "Activity 2/3 False", "Project 0/1 False", "Mechanism 0/1 False"], await LinesAsync(bare));
        Assert.Equal(["1"], await FigureAsync("five-haves.all"));
        Assert.Equal(["Activity 1", "Mechanism 1", "Project 1", "Team 1", "Venue 1"], await FigureAsync("five-haves"));
        var counted = await running.Assessments.GetFiveHavesCountAsync(new GetFiveHavesCountRequest { Prefix = county }, office);
        Assert.Equal((4, 4, 1, "1 1 1 1 1"), (counted.Sites, counted.Assessed, counted.Met, string.Join(' ', counted.Criteria.Select(each => each.Sites))));
        var known5 = (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = county, MetOnly = true }, office)).Sites.Single();
        Assert.Equal((full, today, true), (known5.Site, known5.AssessedOn, Guid.TryParse(known5.AssessedBy, out _)));
        Assert.Equal([county, $"{county}001", bare], (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = county, LackingOnly = true }, office)).Sites.Select(site => site.Site));

        Assert.Equal("REQUIRED", await Refusing.ReasonAsync(running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = full, Criterion = FiveHave.Venue }, office)));
        Assert.False((await running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = full, Criterion = FiveHave.Venue, Met = false, Reason = "书屋已改作他用" }, office)).Met);
        Assert.Empty(await FigureAsync("five-haves.all"));
        // What shows it stands here already: a document of the county, a photo of the site.
        var shows = new OverrideFiveHaveRequest { Site = full, Criterion = FiveHave.Venue, Met = false, Reason = "书屋已改作他用", DocumentId = plan.Id };
        Assert.Equal("UNKNOWN_DOCUMENT", await Refusing.ReasonAsync(running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest(shows) { DocumentId = Guid.NewGuid().ToString() }, office)));
        Assert.Equal("UNKNOWN_PHOTO", await Refusing.ReasonAsync(running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest(shows) { PhotoId = Guid.NewGuid().ToString() }, office)));
        Assert.Equal((plan.Id, "某县文明实践中心实施方案"), (await running.Assessments.OverrideFiveHaveAsync(shows, office)).Lines.Where(line => line.Overridden).Select(line => (line.DocumentId, line.DocumentTitle)).Single());
        Assert.Equal("某县文明实践中心实施方案", (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = full }, office)).Sites.Single().Lines[0].DocumentTitle);
        // A photo that was taken away since proves nothing any more, and stands in nobody's way.
        var gone = Guid.NewGuid().ToString();
        await using (var had = running.Service.Superuser.CreateCommand($"update site_criterion set photo_id = '{gone}' where county = '{county}' and site = '{full}' and overridden")) Assert.Equal(1, await had.ExecuteNonQueryAsync());
        Assert.Equal((plan.Id, ""), (await running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest(shows) { PhotoId = gone }, office)).Lines.Where(line => line.Overridden).Select(line => (line.DocumentId, line.PhotoId)).Single());
        await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest { Prefix = full }, office);
        Assert.Equal("Venue 1/1 False", (await LinesAsync(full))[0]);
        Assert.True((await running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = full, Criterion = FiveHave.Venue, Clear = true }, office)).Met);
        Assert.Equal(["1"], await FigureAsync("five-haves.all"));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest(), running.As(Callers.Staff(Role.InstituteClerk, $"{county}001", county)))));
        var (code, lines) = await running.Service.CheckFiguresAsync("Organization");
        Assert.True(code == 0, string.Join('\n', lines));

        async Task<string[]> LinesAsync(string site) => [.. (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = site }, office)).Sites.Single().Lines.Select(line => $"{line.Criterion} {line.Evidence}/{line.Wanted} {line.Met}")];

        async Task<string[]> FigureAsync(string measure) => [.. (await new V1.Sites.SitesClient(running.Service.Channel).GetTallyAsync(new Platform.V1.GetTallyRequest { Indicators = { measure }, Prefix = county, GroupBy = Platform.V1.TallyGrouping.Dimension }, office)).Lines
            .Where(line => line.Value != 0).Select(line => $"{line.Group} {line.Value}".Trim()).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_site_that_moves_has_there_what_it_had_and_one_that_closes_counts_no_more()
    {
        const string county = "141094", old = $"{county}001001", to = $"{county}001003", other = $"{county}001002";
        var office = await OpenAsync(county);
        foreach (var site in new[] { old, other }) await running.VolunteerCountsAsync(county, "teams.active", site, 1, stock: true);
        await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest(), office);
        foreach (var criterion in new[] { FiveHave.Venue, FiveHave.Activity, FiveHave.Project, FiveHave.Mechanism })
            await running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = old, Criterion = criterion, Met = true, Reason = "现场核实" }, office);
        Assert.Equal((1, 2), (await StockAsync("five-haves.all", county), await StockAsync("five-haves", county, "Team")));

        await new V1.SiteHistory.SiteHistoryClient(running.Service.Channel).MoveSiteAsync(new MoveSiteRequest { Code = old, NewCode = to, MovedOn = today, Reason = "区划代码变更" }, office);
        Assert.Equal((0, 1, 1), (await StockAsync("five-haves.all", old), await StockAsync("five-haves.all", to), await StockAsync("five-haves.all", county)));
        Assert.Equal([county, $"{county}001", other, to], (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = county }, office)).Sites.Select(site => site.Site));
        Assert.Equal(5, (await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = county, ClosedToo = true }, office)).Sites.Count);

        // Closed as of a day before the assessment: the figure falls on the day on which it was found, and never below nought.
        await new V1.Sites.SitesClient(running.Service.Channel).CloseSiteAsync(new CloseSiteRequest { Code = to, ClosedOn = today, Successor = other, Reason = "撤并" }, office);
        await new V1.Sites.SitesClient(running.Service.Channel).CloseSiteAsync(new CloseSiteRequest { Code = other, ClosedOn = "2024-01-01", Successor = $"{county}001", Reason = "撤并" }, office);
        Assert.Equal((0, 0, 0), (await StockAsync("five-haves.all", county), await StockAsync("five-haves", county), await StockAsync("five-haves", other)));
        Assert.Equal(0, await StockAsync("five-haves", county, to: "2024-01-01"));
        Assert.Equal("SITE_CLOSED", await Refusing.ReasonAsync(running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = to, Criterion = FiveHave.Venue, Met = false, Reason = "已撤并" }, office)));
        var (_, lines) = await running.Service.CheckFiguresAsync("Organization");
        Assert.DoesNotContain(lines, line => line.StartsWith(county, StringComparison.Ordinal));

        async Task<long> StockAsync(string measure, string prefix, string dimension = "", string to = "") => (await new V1.Sites.SitesClient(running.Service.Channel).GetTallyAsync(
            new Platform.V1.GetTallyRequest { Indicators = { measure }, Prefix = prefix, To = to, GroupBy = Platform.V1.TallyGrouping.Dimension }, office)).Lines.Where(line => dimension.Length == 0 || line.Group == dimension).Sum(line => line.Value);
    }

    [Fact]
    public async Task Two_who_find_the_same_at_once_count_it_once()
    {
        const string county = "141095", site = $"{county}001001";
        var office = await OpenAsync(county);
        await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest { Prefix = site }, office);
        foreach (var criterion in Enum.GetValues<FiveHave>().Where(each => each != FiveHave.Unspecified))
        {
            await using var holding = await Holding.OfSiteAsync(running.Service, site);
            var both = Enumerable.Range(0, 2).Select(_ => running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = site, Criterion = criterion, Met = true, Reason = "现场核实" }, office).ResponseAsync).ToList();
            await holding.UntilWaitAsync(2, Task.WhenAll(both));
            await holding.ReleaseAsync();
            Assert.All(await Task.WhenAll(both), one => Assert.Contains(one.Lines, line => line.Criterion == criterion && line.Met));
        }
        Assert.Empty(await running.Service.DifferencesAsync("Organization", county));
    }

    [Fact]
    public async Task What_is_found_while_a_site_closes_or_moves_is_taken_back_or_moves_with_it()
    {
        const string county = "141096", closes = $"{county}001001", moves = $"{county}001002", to = $"{county}001003";
        var office = await OpenAsync(county);
        await running.Assessments.AssessFiveHavesAsync(new AssessFiveHavesRequest(), office);
        foreach (var (site, leave) in new (string, Func<Task>)[]
                 {
                     (closes, async () => await new V1.Sites.SitesClient(running.Service.Channel).CloseSiteAsync(new CloseSiteRequest { Code = closes, ClosedOn = today, Successor = moves, Reason = "撤并" }, office)),
                     (moves, async () => await new V1.SiteHistory.SiteHistoryClient(running.Service.Channel).MoveSiteAsync(new MoveSiteRequest { Code = moves, NewCode = to, MovedOn = today, Reason = "区划代码变更" }, office)),
                 })
        {
            await using var holding = await Holding.OfSiteAsync(running.Service, site);
            var found = running.Assessments.OverrideFiveHaveAsync(new OverrideFiveHaveRequest { Site = site, Criterion = FiveHave.Venue, Met = true, Reason = "现场核实" }, office).ResponseAsync;
            await holding.UntilWaitAsync(1, found);
            var leaving = leave();
            await holding.UntilWaitAsync(2, leaving);
            await holding.ReleaseAsync();
            await found;
            await leaving;
        }
        Assert.Empty(await running.Service.DifferencesAsync("Organization", county));
        Assert.True((await running.Assessments.ListFiveHavesAsync(new ListFiveHavesRequest { Prefix = to }, office)).Sites.Single().Lines.Single(line => line.Criterion == FiveHave.Venue).Met);
    }

    [Fact]
    public async Task A_scheme_is_filled_from_figures_announced_appealed_against_and_closed()
    {
        const string county = "141092";
        var (office, site) = (await OpenAsync(county), $"{county}001001");
        var clerk = running.As(Callers.Staff(Role.StationClerk, site, county));
        await running.ActivityCountsAsync(county, "activities.completed", site, 6, stock: false);
        var request = new CreateSchemeRequest { Title = "站点年度考核", Year = 2026, Tier = Tier.Station, From = today, To = today };
        request.Items.Add(new SchemeItem { Title = "实践活动", Weight = 60, Measure = "activities.completed", Target = 12 });
        request.Items.Add(new SchemeItem { Title = "群众评价", Weight = 30 });
        Assert.Equal("WEIGHTS", await Refusing.ReasonAsync(running.Assessments.CreateSchemeAsync(request, office)));
        request.Items[1].Weight = 40;
        var scheme = await running.Assessments.CreateSchemeAsync(request, office);
        Assert.Equal("NO_SCORES", await Refusing.ReasonAsync(running.Assessments.AnnounceSchemeAsync(new SchemeStepRequest { Id = scheme.Id }, office)));

        var filled = await running.Assessments.PrefillSchemeAsync(new PrefillSchemeRequest { Id = scheme.Id }, office);
        Assert.Equal((2, 0), (filled.Sites, filled.Missing.Count));
        Assert.Equal(300, (await running.Assessments.ListScoresAsync(new ListScoresRequest { Id = scheme.Id, Prefix = site }, office)).Scores.Single().Tenths);
        Assert.Empty((await running.Assessments.ListScoresAsync(new ListScoresRequest { Id = scheme.Id }, clerk)).Scores);
        Assert.Equal(655, (await running.Assessments.SetScoreAsync(new SetScoreRequest { Id = scheme.Id, Site = site, No = 2, Tenths = 355, Reason = "问卷满意" }, office)).Tenths);
        await running.Assessments.PrefillSchemeAsync(new PrefillSchemeRequest { Id = scheme.Id }, office);
        Assert.Equal("SCHEME_NOT_ANNOUNCED", await Refusing.ReasonAsync(running.Assessments.AppealScoreAsync(new AppealScoreRequest { Id = scheme.Id, Site = site, No = 1, Text = "少计了三场" }, clerk)));

        await running.Assessments.AnnounceSchemeAsync(new SchemeStepRequest { Id = scheme.Id }, office);
        Assert.Equal([(site, 655)], (await running.Assessments.ListScoresAsync(new ListScoresRequest { Id = scheme.Id }, clerk)).Scores.Select(score => (score.Site, score.Tenths)));
        Assert.Equal("SCHEME_NOT_DRAFT", await Refusing.ReasonAsync(running.Assessments.SetScoreAsync(new SetScoreRequest { Id = scheme.Id, Site = site, No = 2, Tenths = 1, Reason = "改分" }, office)));
        await running.Assessments.AppealScoreAsync(new AppealScoreRequest { Id = scheme.Id, Site = site, No = 1, Text = "少计了三场" }, clerk);
        Assert.Equal("APPEALS_OPEN", await Refusing.ReasonAsync(running.Assessments.CloseSchemeAsync(new SchemeStepRequest { Id = scheme.Id }, office)));
        Assert.Equal(805, (await running.Assessments.DecideAppealAsync(new DecideAppealRequest { Id = scheme.Id, Site = site, No = 1, Upheld = true, Tenths = 450, Answer = "补计三场" }, office)).Tenths);
        Assert.Equal(SchemeStatus.Closed, (await running.Assessments.CloseSchemeAsync(new SchemeStepRequest { Id = scheme.Id }, office)).Status);
        Assert.Equal("SCHEME_NOT_ANNOUNCED", await Refusing.ReasonAsync(running.Assessments.AppealScoreAsync(new AppealScoreRequest { Id = scheme.Id, Site = site, No = 2, Text = "还有别的意见" }, clerk)));
    }

    [Fact]
    public async Task A_figure_of_the_service_itself_fills_a_score()
    {
        const string county = "141093";
        var office = await OpenAsync(county);
        var documents = new V1.Documents.DocumentsClient(running.Service.Channel);
        foreach (var title in new[] { "某县文明实践中心实施方案", "某县文明实践工作制度", "某县任务分工和措施" })
            await documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "某县委办公室", Level = PolicyLevel.CountyLevel, Kind = "工作制度", IssuedOn = "2020" }, office);
        var request = new CreateSchemeRequest { Title = "中心年度考核", Year = 2026, Tier = Tier.Center, From = today, To = today };
        request.Items.Add(new SchemeItem { Title = "制度建设", Weight = 40, Measure = "documents", Target = 4 });
        request.Items.Add(new SchemeItem { Title = "基地建设", Weight = 30, Measure = "bases", Target = 1 });
        request.Items.Add(new SchemeItem { Title = "会议召开", Weight = 30, Measure = "meetings.held", Target = 1 });
        var scheme = await running.Assessments.CreateSchemeAsync(request, office);
        var filled = await running.Assessments.PrefillSchemeAsync(new PrefillSchemeRequest { Id = scheme.Id }, office);
        Assert.Equal((1, 0), (filled.Sites, filled.Missing.Count));
        Assert.Equal([(3, 300), (0, 0), (0, 0)], (await running.Assessments.ListScoresAsync(new ListScoresRequest { Id = scheme.Id, Prefix = county }, office)).Scores.Single().Items.Select(item => ((int)item.Evidence, item.Tenths)));
    }

    // A center, an institute and two stations.
    async Task<Metadata> OpenAsync(string county)
    {
        var office = running.As(Callers.Staff(Role.CenterOffice, county: county));
        var sites = new V1.Sites.SitesClient(running.Service.Channel);
        await sites.CreateSiteAsync(new CreateSiteRequest { Code = county, Name = "某县中心", Tier = Tier.Center, OpenedOn = "2019-10-01" }, office);
        await sites.CreateSiteAsync(new CreateSiteRequest { Code = $"{county}001", Name = "某镇所", Tier = Tier.Institute, OpenedOn = "2019-10-01" }, office);
        foreach (var (code, name) in new[] { ("001", "大村站"), ("002", "小村站") })
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = $"{county}001{code}", Name = name, Tier = Tier.Station, OpenedOn = "2020-01-01" }, office);
        return office;
    }
}
