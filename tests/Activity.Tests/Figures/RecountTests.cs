using CivPractice.Activity.V1;

namespace CivPractice.Activity.Tests.Figures;

public sealed class RecountTests(ActivityRunning running)
{
    [Fact]
    public async Task Figures_agree_with_their_rows_after_every_way_that_moves_them()
    {
        var county = await running.CountyAsync();
        await county.PostNeedAsync();
        await county.RateAsync(await county.ServedNeedAsync(), 3);
        await county.RateAsync(await county.ServedNeedAsync(), 2);
        var again = await county.ServedNeedAsync();
        await county.RateAsync(again, 1);
        await county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = again.Id, TeamId = county.Team.ToString() }, county.As(county.Office));
        await county.Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = again.Id }, county.As(county.Leader));
        await county.ServeAsync(again);
        await county.RateAsync(again, 5);

        var activity = await county.PublishedAsync(TimeSpan.FromDays(1), "", new ActivityPost { Title = "帮手", Capacity = 2 });
        var (first, second, third, fourth) = (await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync(), await county.VolunteerAsync());
        foreach (var volunteer in new[] { first, second, third, fourth }) await county.SignUpAsync(volunteer, activity);
        await county.CancelAsync(first, activity);
        await county.SignUpAsync(first, activity);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        await county.SignUps.SetMinutesAsync(new SetMinutesRequest { ActivityId = activity.Id, PersonId = second.PersonId.ToString(), Minutes = 60, Reason = "忘了签到" }, county.As(county.Leader));
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id, Attendees = 12 }, county.As(county.Leader));

        var dropped = await county.PublishedAsync(TimeSpan.FromDays(2));
        await county.SignUpAsync(fourth, dropped);
        await county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = dropped.Id, Reason = "下大雪" }, county.As(county.Leader));

        Assert.Equal((2, 1, 12), ((int)(await county.FiguresAsync())["sign-ups"], (int)(await county.FiguresAsync())["attendances"], (int)(await county.FiguresAsync())["attendees"]));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
        await county.SqlAsync("update tally_entry set n = n + 1 where county = $1 and measure = 'attendees'", county.Code);
        Assert.Contains(await running.Service.DifferencesAsync("Activity", county.Code), line => line.StartsWith($"{county.Code} attendees", StringComparison.Ordinal) && line.EndsWith("says 13, the rows 12", StringComparison.Ordinal));
    }
}
