using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.V1;
using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Brands;

/// <summary>Brands (志愿服务品牌): everybody reads them, the office keeps them.</summary>
public sealed class BrandService(VolunteerDb db, CallerScope scope) : V1.Brands.BrandsBase
{
    [Requires<ReadTeams>]
    public override async Task<ListBrandsResponse> ListBrands(ListBrandsRequest request, ServerCallContext context)
    {
        var (check, page) = (new Check(), Page.Of(request, 2));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("level", "级别", request.Level);
        check.KnownOrNone("status", "状态", request.Status);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.Done();
        var rows = db.Brands.AsNoTracking().Where(row => scope.Counties.Contains(row.County)).Under(row => row.Site, [prefix]);
        if (request.Level != BrandLevel.Unspecified) rows = rows.Where(row => row.Level == request.Level);
        if (request.Status != BrandStatus.Unspecified) rows = rows.Where(row => row.Status == request.Status);
        if (to is not null || until is not null || after is not null)
        {
            var listed = db.BrandSteps.Listed(to, until, after);
            rows = rows.Where(row => listed.Any(step => step.County == row.County && step.BrandId == row.Id));
        }
        if (!page.IsFirst)
        {
            var (site, id) = (page.After[0], page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Id), ValueTuple.Create(site, id)));
        }
        var found = await rows.OrderBy(row => row.Site).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Site, row.Id.ToString()]);
        return new ListBrandsResponse { Brands = { await ShowAsync(found, context.CancellationToken) }, NextPageToken = next };
    }

    [Requires<ReadTeams>]
    public override async Task<V1.Brand> GetBrand(GetBrandRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "品牌", request.Id);
        check.Done();
        var row = await db.Brands.AsNoTracking().SingleOrDefaultAsync(row => scope.Counties.Contains(row.County) && row.Id == id, cancel) ?? throw NotFound();
        return (await ShowAsync([row], cancel))[0];
    }

    [Requires<ManageAssociations>]
    public override async Task<V1.Brand> CreateBrand(CreateBrandRequest request, ServerCallContext context)
    {
        var (caller, today, check, cancel) = (scope.Caller, ChinaTime.Today(db.Clock), new Check(), context.CancellationToken);
        var (story, awards) = Told(check, request.Story, request.Awards, request.Projects);
        var projects = ProjectsOf(check, request.ProjectIds);
        var status = check.KnownOrNone("status", "状态", request.Status);
        Guid? team = request.TeamId.Length == 0 ? null : check.Id("teamId", "队伍", request.TeamId);
        var row = new Brand
        {
            County = caller.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Name = check.Text("name", "名称", request.Name, 60, least: 2),
            Level = check.Known("level", "级别", request.Level),
            Site = check.Site("site", request.Site, caller),
            TeamId = team,
            Since = check.Day("since", "起始日期", request.Since),
        };
        check.That(row.Since <= today, "since", "IN_FUTURE", "起始日期不能晚于今天");
        check.Done();
        caller.Require<ManageAssociations>(row.Site);
        await KnownSite.RequireAsync(db, caller.County, row.Site, cancel);
        if (team is not null) (await db.Teams.AsNoTracking().SingleOrDefaultAsync(each => each.County == row.County && each.Id == team, cancel) ?? throw Fault.Invalid("teamId", "UNKNOWN_TEAM", "没有这支队伍")).RequireRunning();
        if (await db.Brands.AnyAsync(each => each.County == row.County && each.Name == row.Name, cancel)) throw Fault.Duplicate("BRAND_EXISTS", $"本县已经有品牌“{row.Name}”");
        row.Tell(story, request.Projects, projects, awards);
        db.Add(row);
        row.Begin(db, status == BrandStatus.Unspecified ? BrandStatus.Listed : status);
        return await SavedAsync(row, "brand.create", cancel);
    }

    [Requires<ManageAssociations>]
    public override async Task<V1.Brand> UpdateBrand(UpdateBrandRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "品牌", request.Id);
        var (story, awards) = Told(check, request.Story, request.Awards, request.Projects);
        var projects = ProjectsOf(check, request.ProjectIds);
        check.Done();
        var row = await db.Brands.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, cancel) ?? throw NotFound();
        scope.Caller.Require<ManageAssociations>(row.Site);
        if (request.Version != 0 && request.Version != row.Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请看过新内容再改");
        row.Tell(story, request.Projects, projects, awards);
        return await SavedAsync(row, "brand.update", cancel);
    }

    [Requires<ManageAssociations>]
    public override async Task<V1.Brand> MoveBrand(MoveBrandRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var id = check.Id("id", "品牌", request.Id);
        var status = check.Known("status", "状态", request.Status);
        var since = check.DayOrNone("since", "起始日期", request.Since) ?? today;
        check.That(since <= today, "since", "IN_FUTURE", "起始日期不能晚于今天");
        var reason = check.Text("reason", "停用原因", request.Reason, 200, least: status == BrandStatus.Stopped ? 2 : 0);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            // Locked, so that two steps do not follow the same one.
            var row = await db.Brands.FromSql($"select * from brand where county = {scope.Caller.County} and id = {id} for update").SingleOrDefaultAsync(cancel) ?? throw NotFound();
            scope.Caller.Require<ManageAssociations>(row.Site);
            var last = await db.BrandSteps.SingleAsync(step => step.County == row.County && step.BrandId == row.Id && step.Until == null, cancel);
            if (await db.BrandSteps.CountAsync(step => step.County == row.County && step.BrandId == row.Id, cancel) >= BrandStep.Most) throw Fault.Precondition("TOO_MANY_STEPS", $"一个品牌最多变更 {BrandStep.Most} 次状态");
            var next = row.Go(last, status, since, reason, db.Clock.GetUtcNow());
            last.CountEnded(db, row);
            await db.SaveChangesAsync(cancel);
            db.Add(next);
            next.CountBegun(db, row);
            return await SavedAsync(row, "brand.move", cancel);
        }, cancel);
    }

    static Guid[] ProjectsOf(Check check, RepeatedField<string> ids)
    {
        check.That(ids.Count <= Brand.MostProjects, "projectIds", "TOO_MANY", $"最多 {Brand.MostProjects} 个项目");
        return [.. ids.Take(Brand.MostProjects).Select(id => check.Id("projectIds", "项目", id))];
    }

    static (string Story, string Awards) Told(Check check, string story, string awards, RepeatedField<string> projects)
    {
        check.That(projects.Count <= Brand.MostProjects && projects.All(name => name.Length is > 0 and <= 60), "projects", "TOO_MANY", $"最多 {Brand.MostProjects} 个项目,每个名称最多 60 个字");
        return (check.Optional("story", "品牌故事", story, Brand.MostStory), check.Optional("awards", "获奖", awards, 500));
    }

    async Task<V1.Brand> SavedAsync(Brand row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return (await ShowAsync([row], cancel))[0];
    }

    // One look for the names of all teams, one for all steps.
    async Task<List<V1.Brand>> ShowAsync(IReadOnlyCollection<Brand> rows, CancellationToken cancel)
    {
        var teams = rows.Select(row => row.TeamId).OfType<Guid>().Distinct().ToArray();
        var names = teams.Length == 0 ? [] : await db.Teams.Where(team => scope.Counties.Contains(team.County) && teams.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
        var ids = rows.Select(row => row.Id).ToArray();
        var steps = (await db.BrandSteps.AsNoTracking().Where(step => scope.Counties.Contains(step.County) && ids.Contains(step.BrandId)).OrderBy(step => step.Since).ThenBy(step => step.Id).ToListAsync(cancel)).ToLookup(step => step.BrandId);
        return [.. rows.Select(row => row.Shown(row.TeamId is { } team ? names.GetValueOrDefault(team, "") : "", steps[row.Id]))];
    }

    static Fault NotFound() => Fault.NotFound("这个品牌");
}
