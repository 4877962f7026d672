using CivPractice.Activity.Activities;
using CivPractice.Activity.V1;
using CivPractice.Platform;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>An activity is repeated, and its list is to be closed in time.</summary>
public sealed class RepeatingTests(ActivityRunning running)
{
    static string Day(DateOnly day) => ChinaTime.Text(day);

    static string[] Days(string first, RepeatEvery every, string until) =>
        [.. Recurrence.Days(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), every, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)).Select(Day)];

    [Fact]
    public void Weeks_and_months_go_on_up_to_the_day_and_with_it()
    {
        Assert.Equal(["2026-03-12", "2026-03-19"], Days("2026-03-05", RepeatEvery.Week, "2026-03-19"));
        Assert.Empty(Days("2026-03-05", RepeatEvery.Week, "2026-03-11"));
        // The last day of a month that is too short, and the 31st again where there is one.
        Assert.Equal(["2026-02-28", "2026-03-31", "2026-04-30"], Days("2026-01-31", RepeatEvery.Month, "2026-04-30"));
        Assert.Equal(Recurrence.Most + 1, Days("2026-01-01", RepeatEvery.Week, "2028-01-01").Length);
    }

    [Fact]
    public async Task A_series_is_made_once_with_its_marks_and_posts()
    {
        var county = await running.CountyAsync();
        var plan = county.Plan(TimeSpan.FromDays(1), "", new V1.ActivityPost { Title = "帮手", Capacity = 3, Skill = "电工", LeastAge = 18 }, new V1.ActivityPost { Title = "登记", Capacity = 1 });
        (plan.Audience, plan.Insurance) = ("老年人", "县里统一投保意外险");
        plan.Marks = new ActivityMarks { Kind = ActivityKind.KindConvenience, HostUnits = { "县文明办" } };
        var first = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        // As it was written: the database keeps microseconds.
        first = await county.Activities.GetActivityAsync(new GetActivityRequest { Id = first.Id }, county.As(county.Leader));
        var day = ChinaTime.Day(first.StartsAt.ToDateTimeOffset());
        var request = new RepeatActivityRequest { Id = first.Id, Every = RepeatEvery.Week, Until = Day(day.AddDays(21)) };
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Activities.RepeatActivityAsync(request, county.As(await county.VolunteerAsync())))).Reason);
        var made = (await county.Activities.RepeatActivityAsync(request, county.As(county.Leader))).Activities;
        Assert.Equal([7, 14, 21], made.Select(row => (row.StartsAt.ToDateTimeOffset() - first.StartsAt.ToDateTimeOffset()).TotalDays));
        Assert.All(made, row =>
        {
            Assert.Equal((first.Title, first.Marks, ActivityStatus.Draft, first.EndsAt - first.StartsAt), (row.Title, row.Marks, row.Status, row.EndsAt - row.StartsAt));
            Assert.Equal(first.Posts.Select(post => (post.Title, post.Capacity, post.Skill, post.LeastAge)), row.Posts.Select(post => (post.Title, post.Capacity, post.Skill, post.LeastAge)));
            Assert.Null(row.DueAt);
            Assert.Equal(("老年人", "县里统一投保意外险"), (row.Audience, row.Insurance));
        });
        // Asked again further, only what is missing comes; published at once it can be signed up for.
        request.Until = Day(day.AddDays(28));
        request.Publish = true;
        var more = Assert.Single((await county.Activities.RepeatActivityAsync(request, county.As(county.Leader))).Activities);
        Assert.Equal(ActivityStatus.Recruiting, more.Status);
        Assert.Equal(SignUpStatus.SignedUp, (await county.SignUpAsync(await county.VolunteerAsync("电工"), more)).Status);
        Assert.Empty((await county.Activities.RepeatActivityAsync(request, county.As(county.Leader))).Activities);
        Assert.All((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Leader))).Activities, row => Assert.Equal(("老年人", "县里统一投保意外险"), (row.Audience, row.Insurance)));
        Assert.Equal(5, (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "上门修灯" }, county.As(county.Leader))).Activities.Count);
        request.Until = Day(day.AddDays(7 * 61));
        Assert.Equal("TOO_MANY", (await County.RefusedAsync(county.Activities.RepeatActivityAsync(request, county.As(county.Leader)))).Reason);
        request.Until = Day(day.AddDays(3));
        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(county.Activities.RepeatActivityAsync(request, county.As(county.Leader)))).Reason);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task A_list_that_is_not_closed_within_ten_working_days_is_overdue()
    {
        var county = await running.CountyAsync();
        var (late, fresh, closed) = (await county.PublishedAsync(TimeSpan.FromDays(1)), await county.PublishedAsync(TimeSpan.FromDays(1)), await county.PublishedAsync(TimeSpan.FromDays(1)));
        foreach (var (activity, days) in new[] { (late, 30), (fresh, 2), (closed, 30) })
            await county.SqlAsync("update practice_activity set starts_at = now() - make_interval(days => $2, hours => 2), ends_at = now() - make_interval(days => $2) where id = $1", Guid.Parse(activity.Id), days);
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = closed.Id }, county.As(county.Leader));
        await county.ImportAsync("activities", $"原编号,名称,平台,站点,开始时间,结束时间,志愿者人次,群众人次\n1,灯谜会,文化,{county.Station},2021-02-26 19:00,2021-02-26 21:00,12,236\n");

        var all = (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Clerk))).Activities;
        Assert.Equal([late.Id], all.Where(row => row.Overdue).Select(row => row.Id));
        Assert.Equal([false, true, true, true], all.Select(row => row.DueAt is not null));
        Assert.Equal([late.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Overdue = true }, county.As(county.Clerk))).Activities.Select(row => row.Id));
        var shown = await county.Activities.GetActivityAsync(new GetActivityRequest { Id = late.Id }, county.As(county.Clerk));
        Assert.True(shown.Overdue);
        Assert.Equal(CivPractice.Activity.Needs.WorkingDays.After(shown.EndsAt.ToDateTimeOffset(), 10), shown.DueAt.ToDateTimeOffset());
        using var exported = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, "/api/exports/activities?overdue=true", county.Office));
        Assert.Equal(2, (await exported.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
