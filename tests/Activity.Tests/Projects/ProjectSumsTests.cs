using CivPractice.Activity.V1;

namespace CivPractice.Activity.Tests.Projects;

/// <summary>What projects did: activities and minutes, by project; and what they bear besides.</summary>
public sealed class ProjectSumsTests(ActivityRunning running)
{
    static UpdateProjectRequest Changed(V1.Project project) => new()
    {
        Id = project.Id,
        Name = project.Name,
        Category = project.Category,
        Platform = project.Platform,
        StartsOn = project.StartsOn,
        EndsOn = project.EndsOn,
        BudgetFen = project.BudgetFen,
        Award = project.Award,
        CrossWork = { project.CrossWork },
        Version = project.Version,
    };

    static async Task<V1.Project> ProjectAsync(County county, string name, string starts = "2021-01-01", string ends = "") => await county.Projects.CreateProjectAsync(
        new CreateProjectRequest { Name = name, Category = "便民利民服务", Platform = ServicePlatform.Science, Site = county.Station, StartsOn = starts, EndsOn = ends, BudgetFen = 1_200_050, Award = "市优秀项目", CrossWork = { "平安建设", "科普" } }, county.As(county.Office));

    [Fact]
    public async Task A_project_bears_its_budget_award_and_linked_work_and_is_found_by_them()
    {
        var county = await running.CountyAsync();
        var project = await ProjectAsync(county, "邻里修灯");
        Assert.Equal((1_200_050, "市优秀项目", "平安建设、科普"), (project.BudgetFen, project.Award, string.Join('、', project.CrossWork)));
        await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号,预算(元),获奖,结合工作\n邻里陪诊,健康生活指导,科技,,{county.Station},,,2022-01-01,,,300.5,,科普\n坏预算,健康生活指导,科技,,{county.Station},,,2022-01-01,,,0,,\n");
        async Task<string[]> FoundAsync(ListProjectsRequest request) => [.. (await county.Projects.ListProjectsAsync(request, county.As(county.Visitor))).Projects.Select(row => row.Name)];
        Assert.Equal(["邻里陪诊", "邻里修灯"], await FoundAsync(new ListProjectsRequest { CrossWork = "科普" }));
        Assert.Equal(["邻里修灯"], await FoundAsync(new ListProjectsRequest { CrossWork = "平安建设" }));
        Assert.Equal(["邻里修灯"], await FoundAsync(new ListProjectsRequest { Awarded = true }));
        Assert.Equal(30_050, (await county.Projects.ListProjectsAsync(new ListProjectsRequest { Query = "陪诊" }, county.As(county.Visitor))).Projects[0].BudgetFen);
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, "/api/exports/projects?crossWork=平安建设", county.Office));
        Assert.EndsWith(",12000.50,市优秀项目,平安建设、科普\r\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var same = Changed(project);
        Assert.Equal(project, await county.Projects.UpdateProjectAsync(same, county.As(county.Office)));
        same.BudgetFen = 0;
        same.CrossWork.Clear();
        var changed = await county.Projects.UpdateProjectAsync(same, county.As(county.Office));
        Assert.Equal((0L, 0, project.Version + 1), (changed.BudgetFen, changed.CrossWork.Count, changed.Version));
        same.BudgetFen = -1;
        Assert.Equal("OUT_OF_RANGE", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(same, county.As(county.Office)))).Reason);
        same.BudgetFen = 0;
        same.CrossWork.Add("平安、建设");
        Assert.Equal("SEPARATOR_IN_WORD", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(same, county.As(county.Office)))).Reason);
    }

    [Fact]
    public async Task Activities_and_minutes_are_summed_by_project()
    {
        var county = await running.CountyAsync();
        var (lamps, escort, over) = (await ProjectAsync(county, "邻里修灯"), await ProjectAsync(county, "邻里陪诊"), await ProjectAsync(county, "旧项目", ends: "2021-12-31"));
        var plan = county.Plan(TimeSpan.FromDays(1), "", new V1.ActivityPost { Title = "帮手", Capacity = 5 });
        plan.ProjectId = lamps.Id;
        var activity = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = activity.Id }, county.As(county.Leader));
        activity = await county.Activities.GetActivityAsync(new GetActivityRequest { Id = activity.Id }, county.As(county.Leader));
        var (one, other) = (await county.VolunteerAsync(), await county.VolunteerAsync());
        await county.SignUpAsync(one, activity);
        await county.SignUpAsync(other, activity);
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        async Task SetAsync(Platform.Callers.Caller person, int minutes) => await county.SignUps.SetMinutesAsync(new SetMinutesRequest { ActivityId = activity.Id, PersonId = person.PersonId.ToString(), Minutes = minutes, Reason = "忘了签退" }, county.As(county.Leader));
        await SetAsync(one, 90);
        await county.SqlAsync("update sign_up set status = 3, checked_in_at = now() - interval '3 hours' where activity_id = $1 and person_id = $2", Guid.Parse(activity.Id), other.PersonId);
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id, Attendees = 3 }, county.As(county.Leader));
        await county.ImportAsync("activities", $"原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效\n1,灯谜会,文化,{county.Station},,邻里修灯,2021-02-26 19:00,2021-02-26 21:00,,12,236,\n");

        async Task<(string, long, long)[]> SumsAsync(GetProjectSumsRequest request) => [.. (await county.Projects.GetProjectSumsAsync(request, county.As(county.Visitor))).Projects.Select(row => (row.Name, row.Activities, row.Minutes))];
        Assert.Equal([("邻里修灯", 2, 90), ("邻里陪诊", 0, 0)], (await SumsAsync(new GetProjectSumsRequest { ProjectIds = { lamps.Id }, Names = { "邻里陪诊", "没有的项目" } })).OrderByDescending(row => row.Item2));
        // Who forgot to check out has his minutes afterwards.
        await SetAsync(other, 60);
        Assert.Equal([("邻里修灯", 2, 150)], await SumsAsync(new GetProjectSumsRequest { Names = { "邻里修灯" } }));
        Assert.Equal("TOO_MANY", (await County.RefusedAsync(county.Projects.GetProjectSumsAsync(new GetProjectSumsRequest { Names = { Enumerable.Range(0, 51).Select(number => $"{number}") } }, county.As(county.Visitor)))).Reason);
        var overview = await county.Projects.GetProjectOverviewAsync(new GetProjectOverviewRequest(), county.As(county.Visitor));
        Assert.Equal((3, 2, 1), (overview.Projects, overview.Running, overview.Active));
        Assert.NotEqual(escort.Id, over.Id);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }
}
