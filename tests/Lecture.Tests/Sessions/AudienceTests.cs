using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sessions;

/// <summary>The audience ledger (听众台账), what is said of the same sessions in several ways, and what is never counted twice.</summary>
public sealed class AudienceTests(LectureRunning running)
{
    async Task<Dictionary<string, long>> SumsAsync(string county, TallyGrouping grouping = TallyGrouping.Unspecified) =>
        (await running.Sessions.GetTallyAsync(new GetTallyRequest { Prefix = county, From = "2012-01-01", GroupBy = grouping }, running.Service.As(Clerk(county)))).Lines
        .GroupBy(line => line.Indicator).ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Value));

    [Fact]
    public async Task By_level_by_channel_and_by_place_sum_to_the_total()
    {
        var county = await running.CountyAsync("180511");
        var (team, way) = (await running.TeamAsync(county), CountMethod.Unspecified);
        foreach (var channel in Enum.GetValues<Channel>().Skip(1))
            foreach (var level in Enum.GetValues<Level>().Skip(1))
            {
                way = Lecture.Sessions.LectureSession.Broadcasts.Contains(channel) ? CountMethod.Estimate : level == Level.City ? CountMethod.Scans : CountMethod.HeadCount;
                var form = Form(team, channel: channel);
                (form.Level, form.PlaceKind) = (level, level == Level.Village ? "农村" : "");
                await running.HoldAsync(await running.PlanAsync(form, county), 10, way, county);
            }
        var (all, parts) = (await SumsAsync(county), await SumsAsync(county, TallyGrouping.Dimension));
        Assert.Equal(28, all["lectures.held"]);
        Assert.All(["lectures.held", "lectures.held.channel", "lectures.held.place"], name => Assert.Equal((28L, 28L), (all[name], parts[name])));
        Assert.Equal((160L, 90L, 30L), (all["lectures.audience.estimate"], all["lectures.audience.headcount"], all["lectures.audience.scans"]));
        foreach (var calibre in new[] { "estimate", "headcount", "scans" }) Assert.Equal(all[$"lectures.audience.{calibre}"], parts[$"lectures.audience.{calibre}.channel"]);
    }

    [Fact]
    public async Task A_correction_is_a_counter_entry_and_the_figures_follow()
    {
        var county = await running.CountyAsync("180512");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var session = await running.HoldAsync(await running.PlanAsync(Form(team), county), 60, CountMethod.HeadCount, county);
        Assert.True(session.Late);   // given in March, written down today
        Assert.Equal((StatusCode.FailedPrecondition, "NOTHING_TO_CORRECT"), await RefusedAsync(async () => await running.Sessions.CorrectAudienceAsync(new() { Id = session.Id, Audience = 60, CountMethod = CountMethod.HeadCount, Reason = "重复" }, by)));
        session = await running.Sessions.CorrectAudienceAsync(new() { Id = session.Id, Audience = 80, CountMethod = CountMethod.Estimate, Reason = "其实没有数" }, by);
        Assert.Equal((80, CountMethod.Estimate, true), (session.Audience, session.CountMethod, session.Corrected));
        var ledger = (await running.Sessions.ListAudienceAsync(new() { Id = session.Id }, by)).Entries;
        Assert.Equal(["HeadCount 60 ", "HeadCount -60 其实没有数", "Estimate 80 其实没有数"], ledger.Select(line => $"{line.CountMethod} {line.Persons} {line.Reason}"));
        var sums = await SumsAsync(county);
        Assert.Equal((1L, 0L, 80L), (sums["lectures.held"], sums["lectures.audience.headcount"], sums["lectures.audience.estimate"]));

        session = await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "登记了两遍" }, by);
        Assert.Equal((SessionStatus.SessionVoided, 0), (session.Status, session.Audience));
        sums = await SumsAsync(county);
        Assert.All(["lectures.held", "lectures.held.channel", "lectures.audience.headcount", "lectures.audience.estimate", "lectures.audience.estimate.channel"], name => Assert.Equal(0, sums[name]));
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_HELD"), await RefusedAsync(async () => await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "再来" }, by)));

        await using var plant = running.Service.Superuser.CreateCommand($"select count(*) from audience_entry where county = '{county}'");
        Assert.Equal(4L, await plant.ExecuteScalarAsync());
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task A_broadcast_is_corrected_to_no_head_count()
    {
        var county = await running.CountyAsync("180513");
        var session = await running.HoldAsync(await running.PlanAsync(Form(await running.TeamAsync(county), channel: Channel.Loudspeaker), county), 500, CountMethod.Estimate, county);
        Assert.Equal((StatusCode.FailedPrecondition, "BROADCAST_HEAD_COUNT"), await RefusedAsync(async () =>
            await running.Sessions.CorrectAudienceAsync(new() { Id = session.Id, Audience = 480, CountMethod = CountMethod.HeadCount, Reason = "数过" }, running.Service.As(Clerk(county)))));
        var sums = await SumsAsync(county);
        Assert.Equal((1L, 500L, 0L), (sums["lectures.held"], sums["lectures.audience.estimate"], sums["lectures.audience.headcount"]));
    }

    [Fact]
    public async Task A_lecture_within_an_activity_counts_once_and_says_so()
    {
        var county = await running.CountyAsync("180514");
        var (team, activity) = (await running.TeamAsync(county), Guid.CreateVersion7().ToString());
        var form = Form(team);
        form.ActivityId = activity;
        var session = await running.HoldAsync(await running.PlanAsync(form, county), 30, CountMethod.HeadCount, county);
        Assert.Equal(activity, session.ActivityId);
        Assert.Equal((StatusCode.AlreadyExists, "LECTURE_EXISTS"), await RefusedAsync(() => running.PlanAsync(form, county)));
        // Of many who write down another part at once, one does.
        var part = new CreateSessionRequest(form) { StartsAt = form.StartsAt + Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromHours(2)) };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { return (await running.PlanAsync(part, county)).Status.ToString(); }
            catch (RpcException late) { return late.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? ""; }
        }));
        Assert.Equal([.. Enumerable.Repeat("LECTURE_EXISTS", 7), "Planned"], outcomes.Order(StringComparer.Ordinal));
        await running.HoldAsync(await running.PlanAsync(Form(team), county), 30, CountMethod.HeadCount, county);
        var sums = await SumsAsync(county);
        Assert.Equal((2L, 1L, 60L), (sums["lectures.held"], sums["lectures.in-activity"], sums["lectures.audience.headcount"]));
        // Once it is voided, it may be written down anew.
        await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "记错了" }, running.Service.As(Clerk(county)));
        await running.PlanAsync(form, county);
        Assert.Equal(0, (await SumsAsync(county))["lectures.in-activity"]);
    }

    [Fact]
    public async Task Plans_are_held_against_what_came_of_them()
    {
        var county = await running.CountyAsync("180515");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var soon = DateTimeOffset.UtcNow.AddSeconds(6);
        var planned = await running.PlanAsync(Form(team, startsAt: soon), county);
        var dropped = await running.PlanAsync(Form(team, startsAt: DateTimeOffset.UtcNow.AddDays(1)), county);
        await running.Sessions.CancelSessionAsync(new() { Id = dropped.Id, Reason = "下雨" }, by);
        await running.HoldAsync(await running.PlanAsync(Form(team), county), 5, CountMethod.HeadCount, county);
        await Moment.PassedAsync(soon);
        var held = await running.HoldAsync(planned, 5, CountMethod.HeadCount, county);
        Assert.Equal((true, false), (held.PlannedAhead, held.Late));
        var tally = await running.Sessions.GetTallyAsync(new GetTallyRequest { Indicators = { "lectures.planned", "lectures.planned.held", "lectures.held" }, Prefix = county, From = "2012-01-01", To = ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(3)) }, by);
        Assert.Equal(["lectures.held 2", "lectures.planned 2", "lectures.planned.held 1"], tally.Lines.Select(line => $"{line.Indicator} {line.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_moral_lecture_tells_its_steps_and_names_nobody_without_consent()
    {
        var county = await running.CountyAsync("180516");
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        var session = await running.PlanAsync(Form(team, channel: Channel.Meeting), county);
        RecordMoralLectureRequest Told(bool consent, params string[] steps) => new() { Id = session.Id, Steps = { steps }, ModelPerson = "测试先进", Deed = "照顾邻居十年", Consent = consent };
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_HELD"), await RefusedAsync(async () => await running.Sessions.RecordMoralLectureAsync(Told(true, "唱歌曲"), by)));
        await running.HoldAsync(session, 40, CountMethod.HeadCount, county);
        Assert.Equal((StatusCode.InvalidArgument, "CONSENT_REQUIRED"), await RefusedAsync(async () => await running.Sessions.RecordMoralLectureAsync(Told(false, "唱歌曲"), by)));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await RefusedAsync(async () => await running.Sessions.RecordMoralLectureAsync(Told(true), by)));
        string[] steps = ["唱歌曲", "学模范", "诵经典", "谈感悟", "送吉祥"];
        Assert.Equal(steps, (await running.Sessions.RecordMoralLectureAsync(Told(true, steps), by)).Moral.Steps);
        Assert.Equal("测试先进", (await running.Sessions.RecordMoralLectureAsync(Told(true, [.. steps, "自我反省"]), by)).Moral.ModelPerson);
        Assert.Equal(1, (await SumsAsync(county))["lectures.moral"]);
        var board = await running.HoldAsync(await running.PlanAsync(Form(team, channel: Channel.PublicityBoard), county), 5, CountMethod.Estimate, county);
        Assert.Equal((StatusCode.FailedPrecondition, "BROADCAST_MORAL_LECTURE"), await RefusedAsync(async () => await running.Sessions.RecordMoralLectureAsync(new() { Id = board.Id, Steps = { "唱歌曲" } }, by)));
    }

    [Fact]
    public async Task Villages_that_must_have_a_station_and_had_no_lecture_in_the_quarter_are_listed_page_by_page()
    {
        // The last one is on the list of divisions and never opened a station: it is a village without a lecture.
        string[] villages = [.. Enumerable.Range(201, 6).Select(n => $"180517001{n}")];
        var county = await running.CountyAsync("180517", ["180517001", .. villages[..5], villages[1] + "P01"]);
        var organization = await running.OrganizationAsync();
        async Task DivisionsAsync(string sql)
        {
            await using var command = organization.Superuser.CreateCommand(sql);
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }
        await DivisionsAsync($"""
            insert into division (county, code, name, tier_due, since) select '{county}', code, '测试村', {(int)Tier.Station}, '2018-01-01' from unnest(array['{string.Join("','", villages)}']) as v(code)
            union all values ('{county}', '180517001', '测试镇', {(int)Tier.Institute}, date '2018-01-01'), ('{county}', '{county}', '测试县', {(int)Tier.Center}, date '2018-01-01'), ('{county}', '180517001299', '后设的村', {(int)Tier.Station}, date '2026-10-01')
            """);
        var (team, by) = (await running.TeamAsync(county), running.Service.As(Clerk(county)));
        async Task HeldAsync(string site, int month, int day) =>
            await running.HoldAsync(await running.PlanAsync(Form(team, site: site, startsAt: new DateTimeOffset(2026, month, day, 0, 30, 0, TimeSpan.FromHours(8))), county), 9, CountMethod.HeadCount, county);
        foreach (var (site, month, day) in new[] { (villages[0], 3, 31), (villages[1] + "P01", 3, 1), ("180517001", 3, 5), (villages[2], 4, 1), (villages[4], 4, 10) }) await HeldAsync(site, month, day);
        async Task<LectureCoverage> At(string day, string token = "", string? prefix = null) => await running.Sessions.GetCoverageAsync(new() { Prefix = prefix ?? county, Day = day, PageSize = 2, PageToken = token }, by);
        async Task FirstQuarterAsync()
        {
            var first = await At("2026-02-10");
            Assert.Equal(("2026-01-01", "2026-03-31", 6, 2), (first.From, first.To, first.Villages, first.Covered));
            Assert.Equal([villages[2], villages[3], villages[4], villages[5]], first.Uncovered.Concat((await At("2026-02-10", first.NextPageToken)).Uncovered));
        }
        await FirstQuarterAsync();
        Assert.Equal((6, 2), ((await At("2026-04-01")).Villages, (await At("2026-04-01")).Covered));

        // The fifth village goes into the fourth in May: what it heard in April the fourth has heard, and the quarter before is what it was.
        await running.Service.DeliverAsync(new SiteChanged(county, villages[4], "测试站", 3, "", 2, new DateOnly(2026, 5, 15), villages[3]));
        await DivisionsAsync($"update division set until = '2026-05-15' where county = '{county}' and code = '{villages[4]}'");
        await FirstQuarterAsync();
        var second = await At("2026-06-30");
        Assert.Equal((5, 2), (second.Villages, second.Covered));
        Assert.Equal([villages[0], villages[1], villages[5]], second.Uncovered.Concat((await At("2026-06-30", second.NextPageToken)).Uncovered));
        // Due since October, and nobody lectured since: seven, but for the one that is none any more.
        Assert.Equal((6, 0), ((await At("2026-11-01")).Villages, (await At("2026-11-01")).Covered));
        Assert.Equal((1, 1), ((await At("2026-02-10", prefix: villages[0])).Villages, (await At("2026-02-10", prefix: villages[0])).Covered));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(async () => await running.Sessions.GetCoverageAsync(new(), running.Service.As(Callers.Visitor(county)))));
    }
}
