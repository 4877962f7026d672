using CivPractice.Activity.V1;
using CivPractice.Platform;

namespace CivPractice.Activity.Tests.Eligibility;

/// <summary>A team that has ended (解散) begins nothing more; what it did before stays its own.</summary>
public sealed class EndedTeamTests(ActivityRunning running)
{
    [Fact]
    public async Task Nothing_new_is_given_to_it_and_what_it_accepted_is_finished()
    {
        var county = await running.CountyAsync();
        var (accepted, posted) = (await county.AcceptedNeedAsync(), await county.PostNeedAsync());
        await county.Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = posted.Id }, county.As(county.Clerk));
        await EndAsync(county, ChinaTime.Today(TimeProvider.System));

        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(county.Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = posted.Id, TeamId = county.Team.ToString() }, county.As(county.Office)))).Reason);
        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(1)), county.As(county.Clerk)))).Reason);
        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(county.Projects.CreateProjectAsync(new CreateProjectRequest
        {
            Site = county.Station,
            Name = "邻里修灯",
            Category = "便民利民服务",
            Platform = ServicePlatform.Science,
            TeamId = county.Team.ToString(),
            StartsOn = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)),
        }, county.As(county.Office)))).Reason);

        var plan = county.Plan(TimeSpan.FromDays(1), accepted.Id);
        plan.TeamId = "";
        Assert.Equal(county.Team.ToString(), (await county.Activities.CreateActivityAsync(plan, county.As(county.Clerk))).TeamId);
    }

    [Fact]
    public async Task Files_tell_what_it_did_before_its_end_only()
    {
        var county = await running.CountyAsync();
        await EndAsync(county, new DateOnly(2021, 6, 1));
        var result = await county.ImportAsync("activities", $"""
            原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效
            1,上门修灯,科技,{county.Station},{County.TeamName},,2021-05-31 09:30,2021-05-31 11:30,,12,36,
            2,上门修灯,科技,{county.Station},{County.TeamName},,2021-06-01 09:30,2021-06-01 11:30,,12,36,
            """);
        Assert.Equal((1, 0, 0, 1, 0), result.Counts);
        Assert.Equal(["3 队伍 TEAM_ENDED"], result.Faults);
    }

    // As Volunteer tells of it: with the end it has no leader.
    static Task<int> EndAsync(County county, DateOnly day) => county.SqlAsync("update known_team set ended_on = $3, leader_person_id = null where county = $1 and id = $2", county.Code, county.Team, day);
}
