using CivPractice.Activity.Activities;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Search;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Projects;

/// <summary>Projects (志愿服务项目): everybody reads them; whoever organises activities at a site, or leads the team, enters them.</summary>
public sealed class ProjectsService(ActivityDb db) : V1.Projects.ProjectsBase
{
    const int mostSummed = 50;

    // As with teams: what has done nothing for so long is asleep.
    static readonly TimeSpan alive = TimeSpan.FromDays(90);

    Caller Caller => db.Scope.Caller;
    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<ReadActivities>]
    public override async Task<ListProjectsResponse> ListProjects(ListProjectsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var rows = db.Sought(request, Today).AsNoTracking();
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.StartsOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.StartsOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.StartsOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Id.ToString()]);
        return new ListProjectsResponse { Projects = { await found.ToWireAsync(db, context.CancellationToken) }, NextPageToken = next };
    }

    [Requires<ReadActivities>]
    public override async Task<V1.Project> GetProject(GetProjectRequest request, ServerCallContext context)
    {
        var (id, counties) = (IdOf(request.Id), db.Scope.Counties);
        var row = await db.Projects.AsNoTracking().SingleOrDefaultAsync(row => counties.Contains(row.County) && row.Id == id, context.CancellationToken) ?? throw NotFound();
        return await ShowAsync(row, context.CancellationToken);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Project> CreateProject(CreateProjectRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var site = check.Site("site", request.Site, Caller);
        var plan = Read(check, await CountyWords.ReadAsync(db, Caller.County, Today, cancel), new UpdateProjectRequest
        {
            Name = request.Name,
            Category = request.Category,
            Platform = request.Platform,
            TeamId = request.TeamId,
            TargetGroup = request.TargetGroup,
            Goal = request.Goal,
            StartsOn = request.StartsOn,
            EndsOn = request.EndsOn,
            RegistryNumber = request.RegistryNumber,
            BudgetFen = request.BudgetFen,
            Award = request.Award,
            CrossWork = { request.CrossWork },
            LocalPlatform = request.LocalPlatform,
        });
        check.Done();
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        await RequireAsync(site, plan, cancel);
        var row = new Project { County = Caller.County, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), Site = site, Plan = plan };
        await RequireFreeAsync(row, cancel);

        return await db.TogetherAsync(async () =>
        {
            db.Add(row);
            await ProjectTerm.WriteAsync(db, row.County, [row], cancel);
            db.Count(row);
            return await SavedAsync(row, "project.create", cancel);
        }, cancel);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Project> UpdateProject(UpdateProjectRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var id = check.Id("id", "项目", request.Id);
        check.Done();
        var row = await db.Projects.SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw NotFound();
        await RequireReachAsync(row.Site, row.TeamId, cancel);
        var plan = Read(check, await CountyWords.ReadAsync(db, Caller.County, Today, cancel, [.. row.CrossWork, row.LocalPlatform]), request);
        check.Done();
        // A team that has ended since keeps what it began.
        if ((plan.TeamId, plan.StartsOn) != (row.TeamId, row.StartsOn)) await RequireAsync(row.Site, plan, cancel);
        if (request.Version != 0 && request.Version != row.Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请看过新内容再改");
        if (plan == row.Plan) return await ShowAsync(row, cancel);

        return await db.TogetherAsync(async () =>
        {
            db.Count(row, -1);
            var before = row.StartsOn;
            row.Plan = plan;
            row.Corrected(before, db.Clock.GetUtcNow());
            await RequireFreeAsync(row, cancel);
            db.Count(row);
            await ProjectTerm.RewriteAsync(db, row, cancel);
            return await SavedAsync(row, "project.update", cancel);
        }, cancel);
    }

    [Requires<ReadActivities>]
    public override async Task<GetProjectSumsResponse> GetProjectSums(GetProjectSumsRequest request, ServerCallContext context)
    {
        var (check, cancel, counties) = (new Check(), context.CancellationToken, db.Scope.Counties);
        check.That(request.ProjectIds.Count + request.Names.Count <= mostSummed, "projectIds", "TOO_MANY", $"一次最多 {mostSummed} 个项目");
        check.Done();
        var ids = request.ProjectIds.Select(each => check.Id("projectIds", "项目", each)).ToArray();
        check.Done();
        var names = request.Names.ToArray();
        var found = await db.Projects.AsNoTracking().Where(row => counties.Contains(row.County) && (ids.Contains(row.Id) || names.Contains(row.Name))).OrderBy(row => row.Name).ThenBy(row => row.Id)
            .Take(4 * mostSummed).Select(row => new { row.Id, row.Name }).ToListAsync(cancel);
        var (keys, measures) = (found.Select(row => row.Id.ToString()).ToArray(), new[] { ActivityMeasures.ProjectActivities.Name, ActivityMeasures.ProjectMinutes.Name });
        var sums = (await db.Set<TallyEntry>().Where(row => counties.Contains(row.County) && measures.Contains(row.Measure) && keys.Contains(row.Dimension))
            .GroupBy(row => new { row.Measure, row.Dimension }).Select(group => new { group.Key.Measure, group.Key.Dimension, Sum = group.Sum(row => row.N) }).ToListAsync(cancel)).ToDictionary(row => (row.Measure, row.Dimension), row => row.Sum);
        return new GetProjectSumsResponse
        {
            Projects =
            {
                found.Select(row => new ProjectSum
                {
                    ProjectId = row.Id.ToString(),
                    Name = row.Name,
                    Activities = sums.GetValueOrDefault((ActivityMeasures.ProjectActivities.Name, row.Id.ToString())),
                    Minutes = sums.GetValueOrDefault((ActivityMeasures.ProjectMinutes.Name, row.Id.ToString())),
                }),
            },
        };
    }

    [Requires<ReadActivities>]
    public override async Task<ProjectOverview> GetProjectOverview(GetProjectOverviewRequest request, ServerCallContext context)
    {
        var (cancel, today, since) = (context.CancellationToken, Today, db.Clock.GetUtcNow() - alive);
        var all = db.Sought(new ListProjectsRequest { Prefix = request.Prefix }, today).AsNoTracking();
        var running = all.Where(row => row.StartsOn <= today && (row.EndsOn == null || row.EndsOn >= today));
        return new ProjectOverview
        {
            Projects = await all.CountAsync(cancel),
            Running = await running.CountAsync(cancel),
            Active = await running.CountAsync(row => db.Activities.Any(each => each.County == row.County && each.ProjectId == row.Id && each.StartsAt >= since && each.Status == ActivityStatus.Completed), cancel),
        };
    }

    ProjectPlan Read(Check check, CountyWords words, UpdateProjectRequest request)
    {
        var starts = check.Day("startsOn", "开始日期", request.StartsOn);
        var ends = check.DayOrNone("endsOn", "结束日期", request.EndsOn);
        check.That(Project.CanStart(starts, Today), "startsOn", "OUT_OF_RANGE", "开始日期应在 1990 年以后、一年以内");
        check.That(ends is not { } last || Project.CanEnd(last, starts), "endsOn", "ENDS_BEFORE_START", "结束日期应在开始日期以后、五十年以内");
        var registry = check.Optional("registryNumber", "全国系统编号", request.RegistryNumber, 40);
        check.That(request.BudgetFen is >= 0 and <= Project.MostFen, "budgetFen", "OUT_OF_RANGE", "预算应在 0 到 10 亿元之间");
        var work = Marks.Work(check, "crossWork", request.CrossWork, words);
        var (platform, local) = PlatformWords.Read(check, words, request.Platform, request.LocalPlatform);
        return new ProjectPlan(
            check.Text("name", "项目名称", request.Name, 60, least: 2), check.Text("category", "类别", request.Category, 20, least: 2), platform,
            request.TeamId.Length == 0 ? null : check.Id("teamId", "队伍", request.TeamId), check.Optional("targetGroup", "服务对象", request.TargetGroup, 60),
            check.Optional("goal", "目标", request.Goal, 1000), starts, ends, registry.Length == 0 ? null : registry,
            request.BudgetFen == 0 ? null : request.BudgetFen, check.Optional("award", "获奖", request.Award, Project.MostAward), string.Join('、', work), local);
    }

    async Task RequireAsync(string site, ProjectPlan plan, CancellationToken cancel)
    {
        if (plan.TeamId is { } team) await KnownTeam.RequireAsync(db, Caller.County, team, plan.StartsOn, cancel);
        await RequireReachAsync(site, plan.TeamId, cancel);
    }

    async Task RequireReachAsync(string site, Guid? team, CancellationToken cancel)
    {
        if (!await db.ReachesAsync<ManageActivities>(Caller, site, team, cancel)) throw Fault.Denied(Permission.Of<ManageActivities>());
    }

    async Task RequireFreeAsync(Project row, CancellationToken cancel)
    {
        var others = db.Projects.Where(each => each.County == row.County && each.Id != row.Id);
        if (await others.AnyAsync(each => (each.Site == row.Site || each.NamedSite == row.Site) && each.Name == row.Name, cancel)) throw Fault.Duplicate("PROJECT_EXISTS", $"这个站点已经有项目“{row.Name}”");
        if (row.RegistryNumber is { } number && await others.AnyAsync(each => each.RegistryNumber == number, cancel)) throw Fault.Duplicate("REGISTRY_NUMBER_TAKEN", "这个全国系统编号是本县另一个项目的");
    }

    async Task<V1.Project> SavedAsync(Project row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return await ShowAsync(row, cancel);
    }

    async Task<V1.Project> ShowAsync(Project row, CancellationToken cancel) => (await new[] { row }.ToWireAsync(db, cancel))[0];

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "项目", value);
        check.Done();
        return id;
    }

    static Fault NotFound() => Fault.NotFound("这个项目");
}
