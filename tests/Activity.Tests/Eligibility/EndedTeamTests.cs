using CivPractice.Activity.V1;
using CivPractice.Platform;
using Google.Protobuf.WellKnownTypes;

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

    [Fact]
    public async Task A_project_planned_for_it_is_changed_and_given_to_another_team()
    {
        var county = await running.CountyAsync();
        var today = ChinaTime.Today(TimeProvider.System);
        var made = await county.Projects.CreateProjectAsync(new CreateProjectRequest
        {
            Site = county.Station,
            Name = "邻里修灯",
            Category = "便民利民服务",
            Platform = ServicePlatform.Science,
            TeamId = county.Team.ToString(),
            StartsOn = ChinaTime.Text(today.AddDays(30)),
        }, county.As(county.Clerk));
        await EndAsync(county, today);
        var (other, change) = (Guid.CreateVersion7(), new UpdateProjectRequest { Id = made.Id, Name = "邻里陪诊", Category = made.Category, Platform = made.Platform, TeamId = made.TeamId, StartsOn = made.StartsOn });
        await county.TeamAsync(other, "红马甲队", Guid.CreateVersion7());

        Assert.Equal(("邻里陪诊", County.TeamName), (await county.Projects.UpdateProjectAsync(change, county.As(county.Clerk))) is var kept ? (kept.Name, kept.TeamName) : default);
        change.StartsOn = ChinaTime.Text(today.AddDays(31));
        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(change, county.As(county.Clerk)))).Reason);
        change.TeamId = other.ToString();
        Assert.Equal("红马甲队", (await county.Projects.UpdateProjectAsync(change, county.As(county.Clerk))).TeamName);
        change.TeamId = county.Team.ToString();
        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(change, county.As(county.Clerk)))).Reason);
    }

    [Fact]
    public async Task No_task_and_no_shift_of_a_call_that_it_answered_is_given_to_it()
    {
        var county = await running.CountyAsync();
        var (calls, tasks) = (new V1.Mobilizations.MobilizationsClient(running.Service.Channel), new V1.MobilizationTasks.MobilizationTasksClient(running.Service.Channel));
        static Timestamp In(double hours) => (DateTimeOffset.UtcNow + TimeSpan.FromHours(hours)).ToTimestamp();
        await calls.CallMobilizationAsync(new CallMobilizationRequest
        {
            Number = "YJ-1",
            Event = "疫情防控",
            Level = EmergencyLevel.LevelTwo,
            IssuedBy = "中心",
            Command = "指挥部",
            Call = "请就近报到",
            Area = county.Code,
            TaskKinds = { "消毒" },
            Needed = 2,
        }, county.As(county.Office));
        var assign = new AssignTaskRequest { TeamId = county.Team.ToString() };
        assign.Id = (await tasks.CreateTaskAsync(new CreateTaskRequest { Number = "YJ-1", What = "消毒", Site = county.Station, Needed = 3, StartsAt = In(-2), EndsAt = In(20) }, county.As(county.Clerk))).Id;
        Assert.Equal("ANSWER_FIRST", (await County.RefusedAsync(tasks.AssignTaskAsync(assign, county.As(county.Clerk)))).Reason);
        await calls.AnswerForTeamAsync(new AnswerForTeamRequest { Number = "YJ-1", TeamId = county.Team.ToString(), Site = county.Station, People = 4 }, county.As(county.Leader));
        var shift = await tasks.AddShiftAsync(new AddShiftRequest { TaskId = assign.Id, StartsAt = In(1), EndsAt = In(3), Needed = 3 }, county.As(county.Clerk));
        await EndAsync(county, ChinaTime.Today(TimeProvider.System));

        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(tasks.AssignTaskAsync(assign, county.As(county.Clerk)))).Reason);
        Assert.Equal("TEAM_ENDED", (await County.RefusedAsync(tasks.PutOnShiftAsync(new PutOnShiftRequest { Id = shift.Id, TeamId = county.Team.ToString(), People = 1 }, county.As(county.Clerk)))).Reason);
        Assert.Equal((CallTaskState.TaskOpen, ""), (await tasks.GetTaskAsync(new GetTaskRequest { Id = assign.Id }, county.As(county.Clerk))) is var task ? (task.State, task.TeamId) : default);
    }

    // As Volunteer tells of it: with the end it has no leader.
    static Task<int> EndAsync(County county, DateOnly day) => county.SqlAsync("update known_team set ended_on = $3, leader_person_id = null where county = $1 and id = $2", county.Code, county.Team, day);
}
