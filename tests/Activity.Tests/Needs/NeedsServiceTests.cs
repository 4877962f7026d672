using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Needs;

public sealed class NeedsServiceTests(ActivityRunning running)
{
    [Fact]
    public async Task A_need_goes_its_way_and_the_asker_follows_it()
    {
        var county = await running.CountyAsync();
        var need = await county.PostNeedAsync();
        Assert.Matches("^N-[0-9]{8}-0001$", need.Number);
        Assert.Matches("^N-[0-9]{8}-0002$", (await county.PostNeedAsync()).Number);

        var verified = await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id, Note = "已电话核实" }, county.As(county.Clerk));
        Assert.Equal((NeedStatus.NeedVerified, "甲某某"), (verified.Status, verified.ContactName));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        var tasks = await county.Needs.ListNeedsAsync(new ListNeedsRequest(), county.As(county.Leader));
        Assert.Equal((need.Id, "", 1), (tasks.Needs.Single().Id, tasks.Needs.Single().ContactPhone, tasks.Needs.Count));
        var accepted = await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(county.Leader));
        Assert.Equal("10000000001", accepted.ContactPhone);

        var trail = await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode.ToLowerInvariant() }, county.As(county.Visitor));
        Assert.Equal([NeedStatus.NeedPosted, NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted], trail.Steps.Select(step => step.Status));
        Assert.Equal(["已提交到锦隆站", "锦隆站已核实:已电话核实", "已派给便民服务队", "便民服务队已接单"], trail.Steps.Select(step => step.Note));
        Assert.DoesNotContain("甲某某", trail.ToString(), StringComparison.Ordinal);

        Assert.Equal([0L], await county.AskAsync<long>("select count(*) from need where county = $1 and code_hash = convert_to($2, 'UTF8')", county.Code, need.TrackingCode));
        Assert.Equal(2, (await county.FiguresAsync())["needs.posted"]);
    }

    [Fact]
    public async Task A_wrong_code_and_an_unknown_number_are_the_same_answer()
    {
        var county = await running.CountyAsync();
        var need = await county.PostNeedAsync();
        var wrong = await County.RefusedAsync(county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = "ZZZZZZZZZZ" }, county.As(county.Visitor)));
        var unknown = await County.RefusedAsync(county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = "N-20200101-0001", TrackingCode = need.TrackingCode }, county.As(county.Visitor)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (wrong.Code, wrong.Reason));
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Only_the_leader_of_the_team_serves_and_others_do_not_find_the_need()
    {
        var county = await running.CountyAsync();
        var other = Callers.Staff(Role.TeamLeader, county.Station, county.Code);
        await county.TeamAsync(Guid.CreateVersion7(), "文艺队", other.PersonId);
        var need = await county.PostNeedAsync();
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(county.Leader)))).Code);
        Assert.Equal("NEED_NOT_VERIFIED", (await County.RefusedAsync(county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office)))).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Clerk)))).Code);
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));

        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(other)))).Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(other)))).Code);
        Assert.Empty((await county.Needs.ListNeedsAsync(new ListNeedsRequest(), county.As(other))).Needs);

        var back = await county.Needs.DeclineNeedAsync(new DeclineNeedRequest { Id = need.Id, Reason = "人手不够" }, county.As(county.Leader));
        Assert.Equal((NeedStatus.NeedVerified, "", ""), (back.Status, back.TeamId, back.ContactPhone));
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(county.Leader)))).Code);
    }

    [Fact]
    public async Task The_contact_is_for_those_who_verify_dispatch_or_serve_and_not_for_who_looks_over_it()
    {
        var county = await running.CountyAsync();
        var need = await county.AcceptedNeedAsync();
        foreach (var (caller, phone) in new[]
        {
            (county.Clerk, "10000000001"), (county.Office, "10000000001"), (county.Leader, "10000000001"),
            (Callers.Staff(Role.InstituteClerk, county.Code + "001", county.Code), "10000000001"),
            (Callers.Staff(Role.SpotChecker, county.Code, county.Code), ""),
        })
        {
            var seen = await county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(caller));
            Assert.Equal((need.Number, phone, phone.Length > 0 ? "甲某某" : ""), (seen.Number, seen.ContactPhone, seen.ContactName));
        }
    }

    [Fact]
    public async Task A_team_gives_an_accepted_need_back_and_its_old_draft_serves_no_other_team_s_need()
    {
        var county = await running.CountyAsync();
        var (second, leader) = await SecondTeamAsync(county);
        var need = await county.AcceptedNeedAsync();
        var draft = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1), need.Id), county.As(county.Leader));
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.Needs.DeclineNeedAsync(new DeclineNeedRequest { Id = need.Id }, county.As(county.Leader)))).Reason);
        var back = await county.Needs.DeclineNeedAsync(new DeclineNeedRequest { Id = need.Id, Reason = "队员都病了" }, county.As(county.Leader));
        Assert.Equal((NeedStatus.NeedVerified, "", "队员都病了"), (back.Status, back.TeamId, back.Reason));
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = second.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(leader));
        Assert.Equal("OTHER_TEAM", (await County.RefusedAsync(county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(county.Leader)))).Reason);
        Assert.Equal(["已提交到锦隆站", "锦隆站已核实", "已派给便民服务队", "便民服务队已接单", "便民服务队退回:队员都病了", "已派给电工队", "电工队已接单"],
            (await TrackAsync(county, need)).Steps.Select(step => step.Note));
    }

    [Fact]
    public async Task The_office_gives_a_need_to_another_team_when_the_first_is_silent()
    {
        var county = await running.CountyAsync();
        var (second, leader) = await SecondTeamAsync(county);
        var need = await county.AcceptedNeedAsync();
        var seen = await county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(county.Office));
        var request = new RedispatchNeedRequest { Id = need.Id, TeamId = second.ToString(), Version = seen.Version };
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.Needs.RedispatchNeedAsync(request, county.As(county.Office)))).Reason);
        request.Reason = "队长离任";
        foreach (var stranger in new[] { county.Clerk, county.Leader, leader })
            Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(county.Needs.RedispatchNeedAsync(request, county.As(stranger))));
        var same = new RedispatchNeedRequest(request) { TeamId = county.Team.ToString() };
        Assert.Equal("SAME_TEAM", (await County.RefusedAsync(county.Needs.RedispatchNeedAsync(same, county.As(county.Office)))).Reason);

        var given = await county.Needs.RedispatchNeedAsync(request, county.As(county.Office));
        Assert.Equal((NeedStatus.NeedDispatched, "电工队", "队长离任"), (given.Status, given.TeamName, given.Reason));
        // Who looks at the page as it was does not take it away from the team that has it now.
        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), await RefusedAsync(county.Needs.RedispatchNeedAsync(request, county.As(county.Office))));
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(county.Leader)))).Code);
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(leader));
        Assert.Equal("已改派给电工队:队长离任", (await TrackAsync(county, need)).Steps[4].Note);
        Assert.Equal(["need.redispatch"], await AuditAsync(county, "need.redispatch"));
    }

    [Fact]
    public async Task A_need_for_somebody_outside_is_referred_and_ends()
    {
        var county = await running.CountyAsync();
        var need = await county.PostNeedAsync();
        var request = new ReferNeedRequest { Id = need.Id, Body = "12345 热线", Reason = "属于物业维修" };
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(county.Needs.ReferNeedAsync(request, county.As(county.Leader))));
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.Needs.ReferNeedAsync(new ReferNeedRequest { Id = need.Id, Reason = "属于物业维修" }, county.As(county.Clerk)))).Reason);
        var referred = await county.Needs.ReferNeedAsync(request, county.As(county.Clerk));
        Assert.Equal((NeedStatus.NeedReferred, "转介给12345 热线:属于物业维修", ""), (referred.Status, referred.Reason, referred.ContactPhone));
        var trail = await TrackAsync(county, need);
        Assert.Equal((NeedStatus.NeedReferred, "已转介给12345 热线:属于物业维修"), (trail.Status, trail.Steps[^1].Note));
        Assert.Equal("NEED_NOT_POSTED", (await County.RefusedAsync(county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk)))).Reason);
        Assert.Equal(["need.refer"], await AuditAsync(county, "need.refer"));

        // Once a team has it, taking it away is the office's business.
        request.Id = (await county.AcceptedNeedAsync()).Id;
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(county.Needs.ReferNeedAsync(request, county.As(county.Clerk))));
        Assert.Equal(NeedStatus.NeedReferred, (await county.Needs.ReferNeedAsync(request, county.As(county.Office))).Status);
    }

    [Fact]
    public async Task A_low_rating_reopens_a_need_once_and_every_figure_still_opens_its_rows()
    {
        var county = await running.CountyAsync();
        var need = await county.ServedNeedAsync();
        await county.AgreeAsync(("needs.posted", 1), ("needs.done", 1), ("needs.rated", 0), ("needs.satisfied", 0));
        var trail = await county.RateAsync(need, 1);
        Assert.Equal((NeedStatus.NeedVerified, true, 1, "", ""), (trail.Status, trail.Reopened, trail.Rating, trail.TeamName, trail.ActivityId));
        // The low rating counts although the need is open again: else reopening would improve the satisfaction.
        await county.AgreeAsync(("needs.posted", 1), ("needs.done", 0), ("needs.rated", 1), ("needs.satisfied", 0));
        Assert.Equal("NEED_NOT_DONE", (await County.RefusedAsync(county.Needs.RateNeedAsync(new RateNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode, Rating = 5 }, county.As(county.Visitor)))).Reason);
        var waiting = await county.Needs.ListNeedsAsync(new ListNeedsRequest { Statuses = { NeedStatus.NeedVerified } }, county.As(county.Office));
        Assert.True(waiting.Needs.Single().Reopened);

        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(county.Leader));
        await county.ServeAsync(need);
        await county.AgreeAsync(("needs.posted", 1), ("needs.done", 1), ("needs.rated", 1), ("needs.satisfied", 0));
        var settled = await county.RateAsync(need, 4);
        Assert.Equal((NeedStatus.NeedRated, false, 4), (settled.Status, settled.Reopened, settled.Rating));
        await county.AgreeAsync(("needs.posted", 1), ("needs.done", 1), ("needs.rated", 1), ("needs.satisfied", 1));
        Assert.Equal(["need.rate", "need.reopen", "need.rate"], await AuditAsync(county, "need.r%"));
    }

    [Fact]
    public async Task The_figures_of_a_reopened_need_stand_on_the_days_of_what_counts_last()
    {
        var county = await running.CountyAsync();
        var need = await county.ServedNeedAsync();
        // Served yesterday: trail and tally say so.
        await county.SqlAsync("update need_step set at = at - interval '1 day' where need_id = $1", Guid.Parse(need.Id));
        await county.SqlAsync("update tally_entry set day = day - 1 where county = $1 and measure = 'needs.done'", county.Code);
        await county.RateAsync(need, 2);
        Assert.Equal([0L], await county.AskAsync<long>("select sum(n)::bigint from tally_entry where county = $1 and measure = 'needs.done' and day < (now() at time zone 'Asia/Shanghai')::date", county.Code));
        await county.SqlAsync("update need_step set at = at - interval '1 day' where need_id = $1", Guid.Parse(need.Id));
        await county.SqlAsync("update tally_entry set day = day - 1 where county = $1 and measure = 'needs.rated'", county.Code);
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, county.As(county.Leader));
        await county.ServeAsync(need);
        await county.RateAsync(need, 1);
        await county.AgreeAsync(("needs.done", 1), ("needs.rated", 1), ("needs.satisfied", 0));
        Assert.Equal([0L], await county.AskAsync<long>("select sum(n)::bigint from tally_entry where county = $1 and measure = 'needs.rated' and day < (now() at time zone 'Asia/Shanghai')::date", county.Code));
    }

    static async Task<(Guid Team, Caller Leader)> SecondTeamAsync(County county)
    {
        var (team, leader) = (Guid.CreateVersion7(), Callers.Staff(Role.TeamLeader, county.Station, county.Code));
        await county.TeamAsync(team, "电工队", leader.PersonId);
        return (team, leader);
    }

    static async Task<(StatusCode, string)> RefusedAsync<T>(AsyncUnaryCall<T> call) => await County.RefusedAsync(call) is var refusal ? (refusal.Code, refusal.Reason) : default;

    static AsyncUnaryCall<NeedTrail> TrackAsync(County county, CreateNeedResponse need) =>
        county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor));

    static Task<List<string>> AuditAsync(County county, string like) =>
        county.AskAsync<string>("select action from audit_entry where county = $1 and action like $2 order by at, case action when 'need.reopen' then 1 else 0 end", county.Code, like);

    [Fact]
    public async Task A_clerk_sees_the_needs_of_the_own_station_only_and_no_other_county_sees_any()
    {
        var county = await running.CountyAsync();
        var elsewhere = await running.CountyAsync();
        var need = await county.PostNeedAsync();
        var neighbour = Callers.Staff(Role.StationClerk, county.Code + "001002", county.Code);
        Assert.Empty((await county.Needs.ListNeedsAsync(new ListNeedsRequest(), county.As(neighbour))).Needs);
        Assert.Equal(StatusCode.PermissionDenied, (await County.RefusedAsync(county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(neighbour)))).Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(elsewhere.Office)))).Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(elsewhere.Visitor)))).Code);
        Assert.Single((await county.Needs.ListNeedsAsync(new ListNeedsRequest { Prefix = county.Station, Statuses = { NeedStatus.NeedPosted } }, county.As(county.Clerk))).Needs);
    }

    [Fact]
    public async Task Needs_come_newest_first_page_by_page()
    {
        var county = await running.CountyAsync();
        var numbers = new List<string>();
        for (var n = 0; n < 5; n++) numbers.Insert(0, (await county.PostNeedAsync()).Number);
        var request = new ListNeedsRequest { PageSize = 2 };
        var seen = new List<string>();
        do
        {
            var page = await county.Needs.ListNeedsAsync(request, county.As(county.Office));
            seen.AddRange(page.Needs.Select(need => need.Number));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(numbers, seen);
    }

    [Fact]
    public async Task Every_figure_of_needs_opens_the_rows_that_it_counted()
    {
        var county = await running.CountyAsync();
        await county.PostNeedAsync();
        var (content, neutral) = (await county.ServedNeedAsync(), await county.ServedNeedAsync());
        await county.ServedNeedAsync();
        await county.RateAsync(content, 5);
        await county.RateAsync(neutral, 3);
        await county.AgreeAsync(("needs.posted", 4), ("needs.done", 3), ("needs.rated", 2), ("needs.satisfied", 1));
        Assert.Equal("UNKNOWN_INDICATOR", (await County.RefusedAsync(county.Needs.ListNeedsAsync(new ListNeedsRequest { Figure = "activities.completed" }, county.As(county.Office)))).Reason);
        Assert.Equal("PERIOD_REVERSED", (await County.RefusedAsync(county.Needs.ListNeedsAsync(new ListNeedsRequest { From = "2026-03-02", To = "2026-03-01" }, county.As(county.Office)))).Reason);
        foreach (var (from, to, found) in new[] { ("1900-01-01", "2199-12-31", 4), ("", "2026-01-01", 0), ("2030-01-01", "", 0) })
            Assert.Equal(found, (await county.Needs.ListNeedsAsync(new ListNeedsRequest { From = from, To = to }, county.As(county.Office))).Needs.Count);
    }

    [Fact]
    public async Task Everything_wrong_with_a_need_is_named_at_once()
    {
        var county = await running.CountyAsync();
        var bad = await County.RefusedAsync(county.Needs.CreateNeedAsync(new CreateNeedRequest { Site = "999999", ContactPhone = "12", Detail = new string('长', 1001) }, county.As(county.Visitor)));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (bad.Code, bad.Reason));
        Assert.Contains("说明最多 1000 个字", bad.Message, StringComparison.Ordinal);
        Assert.Equal("UNKNOWN_SITE", (await County.RefusedAsync(county.Needs.CreateNeedAsync(
            new CreateNeedRequest { Site = county.Code + "777", Title = "灯", ContactName = "甲某某", ContactPhone = "10000000001", Consent = true }, county.As(county.Visitor)))).Reason);
    }

    [Fact]
    public async Task At_a_closed_site_nothing_new_begins()
    {
        var county = await running.CountyAsync();
        await county.SqlAsync("update known_site set closed_on = '2026-01-31', successor = $1 where county = $1 and code = $2", county.Code, county.Station);
        var refused = await County.RefusedAsync(county.Needs.CreateNeedAsync(
            new CreateNeedRequest { Site = county.Station, Title = "灯", ContactName = "甲某某", ContactPhone = "10000000001", Consent = true }, county.As(county.Visitor)));
        Assert.Equal((StatusCode.InvalidArgument, "SITE_CLOSED"), (refused.Code, refused.Reason));
        Assert.Equal($"这个站点已于 2026-01-31 停用,由 {county.Code} 接续", refused.Message);
    }

    [Fact]
    public async Task A_number_with_a_zero_character_is_an_unknown_number()
    {
        var county = await running.CountyAsync();
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = "N-\0", TrackingCode = "\0" }, county.As(county.Visitor)))).Reason);
    }

    [Fact]
    public async Task A_withdrawn_need_is_closed()
    {
        var county = await running.CountyAsync();
        var need = await county.PostNeedAsync();
        var trail = await county.Needs.WithdrawNeedAsync(new WithdrawNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor));
        Assert.Equal(NeedStatus.NeedWithdrawn, trail.Status);
        Assert.Equal("NEED_NOT_POSTED", (await County.RefusedAsync(county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, county.As(county.Clerk)))).Reason);
        Assert.Equal("", (await county.Needs.GetNeedAsync(new GetNeedRequest { Id = need.Id }, county.As(county.Clerk))).ContactPhone);
    }
}
