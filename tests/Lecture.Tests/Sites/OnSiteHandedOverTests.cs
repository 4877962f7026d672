using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Sites;

public sealed class OnSiteHandedOverTests(LectureRunning running)
{
    [Fact]
    public async Task Lecturer_teams_and_planned_sessions_go_on_at_the_successor_and_what_was_held_stays()
    {
        const string county = "140366", old = $"{county}001001", to = $"{county}001002";
        foreach (var site in new[] { county, old, to }) await running.Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1));
        var clerk = running.Service.As(Clerk(county));
        var team = await running.Teams.CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = "红色讲师团", Level = Level.Village, Site = old }, clerk);
        await running.Teams.CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = "红色讲师团", Level = Level.Village, Site = to }, clerk);
        var lecturer = await running.LecturerAsync(team, county);
        var held = await running.HoldAsync(await running.PlanAsync(Form(team, lecturer), county), 30, CountMethod.HeadCount, county);
        var planned = await running.PlanAsync(Form(team, lecturer, startsAt: DateTimeOffset.UtcNow.AddDays(3)), county);

        await running.Service.DeliverAsync(new SiteHandedOver(county, old, to, "测试站", new DateOnly(2026, 6, 30), CivPractice.Platform.ChinaTime.Today(TimeProvider.System), 2));
        Assert.Equal(2, (await running.Teams.ListLecturerTeamsAsync(new ListLecturerTeamsRequest { Prefix = to }, clerk)).Teams.Count);
        Assert.Equal((old, to), ((await running.Sessions.GetSessionAsync(new GetSessionRequest { Id = held.Id }, clerk)).Site, (await running.Sessions.GetSessionAsync(new GetSessionRequest { Id = planned.Id }, clerk)).Site));
        await running.LecturerAsync(team, county, "测试讲师乙");
        Assert.DoesNotContain((await running.Service.CheckFiguresAsync("Lecture")).Lines, line => line.Contains(county, StringComparison.Ordinal));
    }
}
