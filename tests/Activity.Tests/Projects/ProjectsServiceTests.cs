using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Projects;

public sealed class ProjectsServiceTests(ActivityRunning running)
{
    [Fact]
    public async Task A_project_is_entered_read_by_everybody_and_counted_from_its_first_day()
    {
        var county = await running.CountyAsync();
        var made = await county.Projects.CreateProjectAsync(Plan(county, "邻里修灯", "2024-03-05", registry: "QG-1"), county.As(county.Clerk));
        var read = await county.Projects.GetProjectAsync(new GetProjectRequest { Id = made.Id }, county.As(county.Visitor));
        Assert.Equal(made, read);
        Assert.Equal(("邻里修灯", "便民利民服务", ServicePlatform.Science, county.Station, County.TeamName, "2024-03-05", "", ProjectStatus.ProjectRunning, "QG-1", 1L),
            (read.Name, read.Category, read.Platform, read.Site, read.TeamName, read.StartsOn, read.EndsOn, read.Status, read.RegistryNumber, read.Version));
        Assert.Equal((0, 0), await FiguresAsync(county, "2024-03-04"));
        Assert.Equal((1, 1), await FiguresAsync(county, "2024-03-05"));
        Assert.Equal((1, 1), await FiguresAsync(county, "2026-01-01"));
    }

    [Fact]
    public async Task A_change_moves_its_figures_and_what_it_is_found_by()
    {
        var county = await running.CountyAsync();
        var made = await county.Projects.CreateProjectAsync(Plan(county, "邻里修灯", "2024-03-05"), county.As(county.Clerk));
        var change = Change(made);
        (change.Name, change.Category, change.StartsOn, change.EndsOn, change.RegistryNumber, change.TeamId) = ("邻里陪诊", "健康生活指导", "2025-01-01", "2025-06-30", "QG-2", "");
        var changed = await county.Projects.UpdateProjectAsync(change, county.As(county.Clerk));
        Assert.Equal(("邻里陪诊", ProjectStatus.ProjectEnded, "", 2L), (changed.Name, changed.Status, changed.TeamName, changed.Version));
        Assert.Equal((0, 0), await FiguresAsync(county, "2024-12-31"));
        Assert.Equal((1, 1), await FiguresAsync(county, "2025-01-01"));
        Assert.Equal(["健康生活指导 1"], await county.AskAsync<string>("select dimension || ' ' || n from tally_entry where county = $1 and measure = 'projects' and n <> 0", county.Code));
        Assert.Empty(await FindAsync(county, "修灯"));
        Assert.Equal([made.Id], await FindAsync(county, "陪诊"));

        Assert.Equal("CHANGED_MEANWHILE", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(change, county.As(county.Clerk)))).Reason);
        change.Version = 2;
        Assert.Equal(2, (await county.Projects.UpdateProjectAsync(change, county.As(county.Clerk))).Version);
    }

    [Theory]
    [InlineData("", "2024-01-01", "", "REQUIRED")]
    [InlineData("修灯", "1989-12-31", "", "OUT_OF_RANGE")]
    [InlineData("修灯", "2199-01-01", "", "OUT_OF_RANGE")]
    [InlineData("修灯", "2024-01-01", "2023-12-31", "ENDS_BEFORE_START")]
    [InlineData("修灯", "2024-01-01", "2099-12-31", "ENDS_BEFORE_START")]
    [InlineData("修灯", "2024", "", "INVALID_FIELDS")]
    [InlineData("修灯", "9999-01-01", "", "INVALID_FIELDS")]
    public async Task What_fits_no_rule_is_refused(string name, string starts, string ends, string reason)
    {
        var county = await running.CountyAsync();
        var plan = Plan(county, name, starts);
        plan.EndsOn = ends;
        Assert.Equal(reason, (await County.RefusedAsync(county.Projects.CreateProjectAsync(plan, county.As(county.Clerk)))).Reason);
    }

    [Fact]
    public async Task One_name_at_a_site_and_one_registry_number_in_the_county()
    {
        var county = await running.CountyAsync();
        await county.Projects.CreateProjectAsync(Plan(county, "邻里修灯", "2024-01-01", registry: "QG-1"), county.As(county.Clerk));
        Assert.Equal("PROJECT_EXISTS", (await County.RefusedAsync(county.Projects.CreateProjectAsync(Plan(county, "邻里修灯", "2025-01-01"), county.As(county.Clerk)))).Reason);
        Assert.Equal("REGISTRY_NUMBER_TAKEN", (await County.RefusedAsync(county.Projects.CreateProjectAsync(Plan(county, "邻里陪诊", "2025-01-01", registry: "QG-1"), county.As(county.Clerk)))).Reason);
        var other = await running.CountyAsync();
        await other.Projects.CreateProjectAsync(Plan(other, "邻里修灯", "2024-01-01", registry: "QG-1"), other.As(other.Clerk));
    }

    [Fact]
    public async Task Only_who_organises_there_enters_and_changes_it()
    {
        var county = await running.CountyAsync();
        var made = await county.Projects.CreateProjectAsync(Plan(county, "队伍的项目", "2024-01-01"), county.As(county.Leader));
        foreach (var stranger in new[] { Callers.Staff(Role.StationClerk, county.Code + "001002", county.Code), Callers.Staff(Role.TeamLeader, county.Station, county.Code) })
        {
            Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Projects.CreateProjectAsync(Plan(county, "别人的项目", "2024-01-01"), county.As(stranger)))).Reason);
            Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(Change(made), county.As(stranger)))).Reason);
        }
        Assert.Equal("SIGN_IN_REQUIRED", (await County.RefusedAsync(county.Projects.CreateProjectAsync(Plan(county, "游客的项目", "2024-01-01"), county.As(county.Visitor)))).Reason);
        var neighbour = await running.CountyAsync();
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(neighbour.Projects.GetProjectAsync(new GetProjectRequest { Id = made.Id }, neighbour.As(neighbour.Office)))).Code);
        Assert.Equal(StatusCode.NotFound, (await County.RefusedAsync(neighbour.Projects.UpdateProjectAsync(Change(made), neighbour.As(neighbour.Office)))).Code);
        Assert.Empty((await neighbour.Projects.ListProjectsAsync(new ListProjectsRequest { Prefix = county.Code }, neighbour.As(neighbour.Office))).Projects);
        Assert.Empty(await FindAsync(neighbour, "项目"));
    }

    [Fact]
    public async Task The_list_is_the_latest_first_filtered_searched_and_paged()
    {
        var county = await running.CountyAsync();
        var ids = new List<string>();
        foreach (var (name, starts, registry) in new[] { ("社区理发", "2022-01-01", ""), ("社区修灯", "2023-01-01", "QG-1"), ("乡村夜校", "2024-01-01", "") })
            ids.Insert(0, (await county.Projects.CreateProjectAsync(Plan(county, name, starts, registry), county.As(county.Clerk))).Id);
        var request = new ListProjectsRequest { Prefix = county.Station, Platform = ServicePlatform.Science, Category = "便民利民服务", Status = ProjectStatus.ProjectRunning, PageSize = 2 };
        var seen = new List<string>();
        do
        {
            var page = await county.Projects.ListProjectsAsync(request, county.As(county.Visitor));
            seen.AddRange(page.Projects.Select(row => row.Id));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(ids, seen);
        Assert.Equal([ids[1], ids[2]], await FindAsync(county, "社区"));
        Assert.Equal([ids[1]], await FindAsync(county, "社区 修灯"));
        Assert.Empty(await FindAsync(county, "、"));
        foreach (var (asked, expected) in new[] { (new ListProjectsRequest { Registered = true }, 1), (new ListProjectsRequest { To = "2023-01-01" }, 2), (new ListProjectsRequest { Status = ProjectStatus.ProjectEnded }, 0), (new ListProjectsRequest { Category = "农业科技辅导" }, 0) })
            Assert.Equal(expected, (await county.Projects.ListProjectsAsync(asked, county.As(county.Visitor))).Projects.Count);
    }

    [Fact]
    public async Task Activities_belong_to_a_project_of_the_county_that_is_not_over()
    {
        var (county, neighbour) = (await running.CountyAsync(), await running.CountyAsync());
        var plan = Plan(county, "邻里修灯", "2024-01-01");
        var project = await county.Projects.CreateProjectAsync(plan, county.As(county.Clerk));
        (plan.Name, plan.EndsOn) = ("去年的项目", "2025-01-01");
        var over = await county.Projects.CreateProjectAsync(plan, county.As(county.Clerk));
        var foreign = await neighbour.Projects.CreateProjectAsync(Plan(neighbour, "外县项目", "2024-01-01"), neighbour.As(neighbour.Clerk));

        async Task<V1.Activity> CreateAsync(string id)
        {
            var request = county.Plan(TimeSpan.FromDays(1));
            request.ProjectId = id;
            return await county.Activities.CreateActivityAsync(request, county.As(county.Leader));
        }
        var made = await CreateAsync(project.Id);
        Assert.Equal((project.Id, project.Name), (made.ProjectId, (await county.Activities.GetActivityAsync(new GetActivityRequest { Id = made.Id }, county.As(county.Leader))).ProjectName));
        Assert.Equal("PROJECT_ENDED", await ReasonAsync(over.Id));
        Assert.Equal("UNKNOWN_PROJECT", await ReasonAsync(foreign.Id));

        await county.PublishedAsync(TimeSpan.FromDays(2));
        await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = made.Id }, county.As(county.Leader));
        Assert.Equal([made.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { ProjectId = project.Id }, county.As(county.Visitor))).Activities.Select(row => row.Id));

        async Task<string> ReasonAsync(string id)
        {
            var request = county.Plan(TimeSpan.FromDays(1));
            request.ProjectId = id;
            return (await County.RefusedAsync(county.Activities.CreateActivityAsync(request, county.As(county.Leader)))).Reason;
        }
    }

    static CreateProjectRequest Plan(County county, string name, string starts, string registry = "") => new()
    {
        Name = name,
        Category = "便民利民服务",
        Platform = ServicePlatform.Science,
        Site = county.Station,
        TeamId = county.Team.ToString(),
        TargetGroup = "独居老人",
        Goal = "家家灯都亮",
        StartsOn = starts,
        RegistryNumber = registry,
    };

    static UpdateProjectRequest Change(V1.Project of) => new()
    {
        Id = of.Id,
        Name = of.Name,
        Category = of.Category,
        Platform = of.Platform,
        TeamId = of.TeamId,
        TargetGroup = of.TargetGroup,
        Goal = of.Goal,
        StartsOn = of.StartsOn,
        EndsOn = of.EndsOn,
        RegistryNumber = of.RegistryNumber,
        Version = of.Version,
    };

    static async Task<IEnumerable<string>> FindAsync(County county, string query) =>
        (await county.Projects.ListProjectsAsync(new ListProjectsRequest { Query = query }, county.As(county.Visitor))).Projects.Select(row => row.Id);

    /// <summary>Projects, and those with a registry number, as of a day.</summary>
    static async Task<(long, long)> FiguresAsync(County county, string to)
    {
        var figures = (await county.Figures.GetTallyAsync(new GetTallyRequest { Indicators = { "projects", "projects.registry" }, To = to }, county.As(county.Office))).Lines.ToDictionary(line => line.Indicator, line => line.Value);
        return (figures["projects"], figures["projects.registry"]);
    }
}
