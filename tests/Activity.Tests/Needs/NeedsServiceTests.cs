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
