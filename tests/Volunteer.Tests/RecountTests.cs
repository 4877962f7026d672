using CivPractice.Organization.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests;

public sealed class RecountTests(VolunteerRunning running)
{
    [Fact]
    public async Task Figures_agree_with_their_rows_after_every_way_that_moves_them()
    {
        const string county = "180401";
        await running.Service.DeliverAsync(new SiteChanged(county, county, "测试中心", 1, "", 1));
        var person = await running.SomebodyAsync(county);
        var team = await running.FoundAsync("核对队", county);
        var clerk = running.Service.As(Clerk(county));
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2026-02-01" }, clerk);
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, LeftOn = "2026-03-01", Reason = "搬家" }, clerk);
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, clerk);
        var fact = Attendance(Guid.Parse(person.PersonId), 130, county);
        await running.TakeAsync(fact);
        await running.TakeAsync(fact with { Minutes = 90, Version = 2 });
        var entry = (await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, running.Service.As(Clerk(county)))).Entries[0];
        await running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -30, Reason = "途中离开" }, running.Service.As(Office(county)));

        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
        await running.AskAsync<int>($"with moved as (update tally_year set n = n + 1 where county = '{county}' and measure = 'memberships' and year = 9999 returning 1) select count(*)::int from moved");
        try { Assert.Contains($"{county} memberships {county} all years: the figure says 2, the rows 1", await running.Service.DifferencesAsync("Volunteer", county)); }
        finally { await running.AskAsync<int>($"with moved as (update tally_year set n = n - 1 where county = '{county}' and measure = 'memberships' and year = 9999 returning 1) select count(*)::int from moved"); }
    }
}
