using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>Where a county wants it, a station's activities wait for somebody above (待审); what is long completed is archived (已归档).</summary>
public sealed class ReviewTests(ActivityRunning running)
{
    static Caller Institute(County county) => Callers.Staff(Role.InstituteClerk, county.Station[..9], county.Code);

    [Fact]
    public async Task A_station_s_activity_waits_unseen_until_the_institute_publishes_or_returns_it()
    {
        var county = await running.CountyAsync();
        Assert.False((await county.Activities.GetPublishingRuleAsync(new GetPublishingRuleRequest(), county.As(county.Clerk))).Review);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Activities.SetPublishingRuleAsync(new SetPublishingRuleRequest { Review = true }, county.As(county.Clerk)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Activities.SetPublishingRuleAsync(new SetPublishingRuleRequest { Review = true }, county.As(Institute(county))))).Reason);
        Assert.True((await county.Activities.SetPublishingRuleAsync(new SetPublishingRuleRequest { Review = true }, county.As(county.Office))).Review);

        var need = await county.AcceptedNeedAsync();
        var draft = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1), need.Id), county.As(county.Leader));
        var publish = new PublishActivityRequest { Id = draft.Id };
        var waiting = await county.Activities.PublishActivityAsync(publish, county.As(county.Leader));
        Assert.Equal(ActivityStatus.PendingReview, waiting.Status);
        // Nobody else sees it, nobody signs up, and the need is not served yet.
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Visitor))).Activities);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.Activities.GetActivityAsync(new GetActivityRequest { Id = draft.Id }, county.As(county.Visitor)))).Reason);
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(county.SignUps.SignUpAsync(new SignUpRequest { ActivityId = draft.Id, PostId = draft.Posts[0].Id, RiskAccepted = true }, county.As(await county.VolunteerAsync())))).Reason);
        Assert.Equal(NeedStatus.NeedAccepted, (await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor))).Status);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.PublishActivityAsync(publish, county.As(county.Clerk)))).Reason);
        foreach (var reader in new[] { county.Clerk, county.Leader, Institute(county) })
            Assert.Equal([draft.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = ActivityStatus.PendingReview }, county.As(reader))).Activities.Select(row => row.Id));

        var back = new ReturnActivityRequest { Id = draft.Id, Reason = "请写明雨天怎么办" };
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Activities.ReturnActivityAsync(back, county.As(county.Clerk)))).Reason);
        var returned = await county.Activities.ReturnActivityAsync(back, county.As(Institute(county)));
        Assert.Equal((ActivityStatus.Draft, "请写明雨天怎么办"), (returned.Status, returned.Reason));
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.ReturnActivityAsync(back, county.As(Institute(county))))).Reason);
        await county.Activities.PublishActivityAsync(publish, county.As(county.Leader));
        var published = await county.Activities.PublishActivityAsync(publish, county.As(Institute(county)));
        Assert.Equal((ActivityStatus.Recruiting, ""), (published.Status, published.Reason));
        Assert.Equal(NeedStatus.NeedInService, (await county.Needs.TrackNeedAsync(new TrackNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode }, county.As(county.Visitor))).Status);
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(await county.VolunteerAsync(), published)).Status);

        // A series waits as a whole; the office publishes its own at once; what waits can be cancelled.
        var series = await county.Activities.RepeatActivityAsync(new RepeatActivityRequest { Id = draft.Id, Every = RepeatEvery.Week, Until = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System).AddDays(9)), Publish = true }, county.As(county.Leader));
        Assert.All(series.Activities, row => Assert.Equal(ActivityStatus.PendingReview, row.Status));
        Assert.Equal(ActivityStatus.Cancelled, (await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = series.Activities[0].Id, Reason = "不办了" }, county.As(county.Leader))).Status);
        var own = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(3)), county.As(county.Office));
        Assert.Equal(ActivityStatus.Recruiting, (await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = own.Id }, county.As(county.Office))).Status);
        await county.Activities.SetPublishingRuleAsync(new SetPublishingRuleRequest(), county.As(county.Office));
        var free = await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(4)), county.As(county.Clerk));
        Assert.Equal(ActivityStatus.Recruiting, (await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = free.Id }, county.As(county.Clerk))).Status);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task A_completed_activity_is_corrected_by_those_who_held_it_until_it_is_archived_and_by_the_office_then()
    {
        var county = await running.CountyAsync();
        var activity = await county.PublishedAsync(TimeSpan.FromDays(1));
        var change = new CorrectActivityRequest { Id = activity.Id, Attendees = 36, Outcome = "修好 8 户", Reason = "漏数了一组" };
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.CorrectActivityAsync(change, county.As(county.Leader)))).Reason);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        var held = await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id, Attendees = 30, Outcome = "修好 7 户" }, county.As(county.Leader));
        Assert.Equal(TimeSpan.FromDays(30), held.ArchivedAt.ToDateTimeOffset() - (await county.AskAsync<DateTime>("select completed_at from practice_activity where id = $1", Guid.Parse(activity.Id))).Single());
        var corrected = await county.Activities.CorrectActivityAsync(change, county.As(county.Leader));
        Assert.Equal((ActivityStatus.Completed, 36, "修好 8 户"), (corrected.Status, corrected.Attendees, corrected.Outcome));
        Assert.Equal(36, (await county.FiguresAsync())["attendees"]);
        Assert.Equal("REQUIRED", (await County.RefusedAsync(county.Activities.CorrectActivityAsync(new CorrectActivityRequest { Id = activity.Id, Attendees = 1 }, county.As(county.Leader)))).Reason);

        await county.SqlAsync("update practice_activity set completed_at = now() - interval '30 days' where id = $1", Guid.Parse(activity.Id));
        Assert.Equal(ActivityStatus.ActivityArchived, (await county.Activities.GetActivityAsync(new GetActivityRequest { Id = activity.Id }, county.As(county.Visitor))).Status);
        change.Attendees = 35;
        foreach (var late in new[] { county.Leader, county.Clerk, Institute(county) })
            Assert.Equal("ACTIVITY_ARCHIVED", (await County.RefusedAsync(county.Activities.CorrectActivityAsync(change, county.As(late)))).Reason);
        await county.Activities.CorrectActivityAsync(change, county.As(county.Office));
        var seen = await county.Activities.GetActivityAsync(new GetActivityRequest { Id = activity.Id }, county.As(county.Clerk));
        Assert.Equal([(36, 35, "漏数了一组"), (30, 36, "漏数了一组")], seen.Corrections.Select(each => (each.AttendeesBefore, each.Attendees, each.Reason)));
        Assert.Empty((await county.Activities.GetActivityAsync(new GetActivityRequest { Id = activity.Id }, county.As(county.Visitor))).Corrections);
        Assert.Equal(35, (await county.FiguresAsync())["attendees"]);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));

        // What is archived is completed, too: the list behind a figure has it, in the page and in the export.
        foreach (var status in new[] { ActivityStatus.Completed, ActivityStatus.ActivityArchived })
            Assert.Equal([(activity.Id, ActivityStatus.ActivityArchived)], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = status }, county.As(county.Visitor))).Activities.Select(row => (row.Id, row.Status)));
        foreach (var status in new[] { "COMPLETED", "ACTIVITY_ARCHIVED" })
        {
            using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/activities?status={status}", county.Office));
            Assert.Contains("已归档", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
