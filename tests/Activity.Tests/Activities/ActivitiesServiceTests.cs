using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Activities;

public sealed class ActivitiesServiceTests(ActivityRunning running)
{
    [Fact]
    public async Task A_draft_is_seen_by_those_who_manage_it_only()
    {
        var county = await running.CountyAsync();
        var draft = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1)), county.As(county.Leader));
        var other = Callers.Staff(Role.TeamLeader, county.Station, county.Code);
        foreach (var stranger in new[] { county.Visitor, other, Callers.Staff(Role.StationClerk, county.Code + "001002", county.Code) })
        {
            Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(stranger))).Activities);
            Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Activities.GetActivityAsync(new GetActivityRequest { Id = draft.Id }, county.As(stranger)))).Code);
        }
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(other)))).Code);
        foreach (var manager in new[] { county.Leader, county.Clerk })
            Assert.Single((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = ActivityStatus.Draft }, county.As(manager))).Activities);
        await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(county.Leader));
        Assert.Equal(County.TeamName, (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Visitor))).Activities.Single().TeamName);
    }

    [Theory]
    [InlineData("9999-12-31T01:00:00Z", "INVALID_FIELDS")]
    [InlineData("2199-12-30T01:00:00Z", "OUT_OF_RANGE")]
    [InlineData("2029-12-31T01:00:00Z", "OUT_OF_RANGE")]
    [InlineData("2011-12-31T01:00:00Z", "OUT_OF_RANGE")]
    [InlineData("0001-01-01T00:00:00Z", "INVALID_FIELDS")]
    public async Task An_activity_starts_within_two_years_and_after_2012(string starts, string reason)
    {
        var county = await running.CountyAsync();
        var plan = county.Plan(TimeSpan.FromDays(1));
        var moment = DateTimeOffset.Parse(starts, System.Globalization.CultureInfo.InvariantCulture);
        (plan.StartsAt, plan.EndsAt) = (moment.ToTimestamp(), moment.AddHours(2).ToTimestamp());
        Assert.Equal(reason, (await County.RefusedAsync(county.Activities.CreateActivityAsync(plan, county.As(county.Leader)))).Reason);
        await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(731)), county.As(county.Leader));
    }

    [Fact]
    public async Task An_activity_for_a_need_is_made_by_the_team_that_accepted_it()
    {
        var county = await running.CountyAsync();
        var posted = await county.PostNeedAsync();
        Assert.Equal("NEED_NOT_ACCEPTED", (await County.RefusedAsync(county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1), posted.Id), county.As(county.Clerk)))).Reason);
        var accepted = await county.AcceptedNeedAsync();
        var other = Callers.Staff(Role.TeamLeader, county.Station, county.Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1), accepted.Id), county.As(other)))).Code);
        var plan = county.Plan(TimeSpan.FromDays(1), accepted.Id);
        plan.Site = plan.TeamId = "";
        var made = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        Assert.Equal((county.Station, county.Team.ToString()), (made.Site, made.TeamId));
        await county.Needs.WithdrawNeedAsync(new WithdrawNeedRequest { Number = accepted.Number, TrackingCode = accepted.TrackingCode }, county.As(county.Visitor));
        Assert.Equal("NEED_NOT_ACCEPTED", (await County.RefusedAsync(county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = made.Id }, county.As(county.Leader)))).Reason);
    }

    [Fact]
    public async Task The_list_is_by_start_time_filtered_and_paged()
    {
        var county = await running.CountyAsync();
        var days = new List<string>();
        for (var n = 1; n <= 5; n++) days.Add((await county.PublishedAsync(TimeSpan.FromDays(n))).Id);
        var seen = new List<string>();
        var request = new ListActivitiesRequest { Prefix = county.Code, Platform = ServicePlatform.Science, TeamId = county.Team.ToString(), Status = ActivityStatus.Recruiting, PageSize = 2 };
        do
        {
            var page = await county.Activities.ListActivitiesAsync(request, county.As(county.Visitor));
            seen.AddRange(page.Activities.Select(row => row.Id));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(days, seen);

        var third = DateTimeOffset.UtcNow.AddDays(3).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([days[2]], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { From = third, To = third }, county.As(county.Visitor))).Activities.Select(row => row.Id));
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Platform = ServicePlatform.Sport }, county.As(county.Visitor))).Activities);
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = ActivityStatus.Closing }, county.As(county.Visitor))).Activities);
    }

    [Fact]
    public async Task A_city_lists_its_counties_and_sees_no_sign_up_of_theirs()
    {
        var (one, two) = (await running.CountyAsync(), await running.CountyAsync());
        var first = await one.PublishedAsync(TimeSpan.FromDays(1));
        var second = await two.PublishedAsync(TimeSpan.FromDays(2));
        await one.SignUpAsync(await one.VolunteerAsync(), first);
        var city = new Caller(CallerKind.Staff, Guid.CreateVersion7(), "900000", "900000", ["900000", one.Code, two.Code], [new Grant(Role.CenterOffice, "9")]);
        Assert.Equal([first.Id, second.Id], (await one.Activities.ListActivitiesAsync(new ListActivitiesRequest(), one.As(city))).Activities.Select(row => row.Id));
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(one.SignUps.ListSignUpsAsync(new ListSignUpsRequest { ActivityId = first.Id }, one.As(city)))).Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(one.Activities.CancelActivityAsync(new CancelActivityRequest { Id = first.Id, Reason = "越权" }, one.As(city)))).Code);
        Assert.Equal(2, (await one.Figures.GetTallyAsync(new Platform.V1.GetTallyRequest { Indicators = { "activities.published" } }, one.As(city))).Lines.Single().Value);
    }
}
