using CivPractice.Organization.Assessments;
using CivPractice.Organization.Stars;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>A site's way through the years (站点沿革).</summary>
public sealed class SiteHistoryService(OrganizationDb db) : V1.SiteHistory.SiteHistoryBase
{
    /// <summary>More than any site ever took over, or phases that it went through.</summary>
    const int most = 100;

    [Requires<ReadSites>]
    public override async Task<GetSiteHistoryResponse> GetSiteHistory(GetSiteHistoryRequest request, ServerCallContext context) => await HistoryAsync(await FindAsync(request.Code, context.CancellationToken), context.CancellationToken);

    [Requires<ManageSites>]
    public override async Task<MoveSiteResponse> MoveSite(MoveSiteRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (ChinaTime.Today(db.Clock), context.CancellationToken, new Check());
        var on = check.DayOrNone("movedOn", "迁移日期", request.MovedOn) ?? today;
        check.That(on <= today, "movedOn", "DATE_IN_FUTURE", "迁移日期不能晚于今天");
        SiteForm.Code(check, "newCode", request.NewCode, db.Scope.Caller.County);
        var name = check.Optional("name", "名称", request.Name, most: 60);
        var address = check.Optional("address", "地址", request.Address, most: 120);
        check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var site = await FindAsync(request.Code, cancel);
        db.Scope.Caller.Require<ManageSites>(site.Code);
        db.Scope.Caller.Require<ManageSites>(request.NewCode);
        if (!site.HasOpened) throw Fault.Precondition("SITE_NOT_OPEN", $"{site.Name}还没有挂牌,不能迁址更码");
        if (Division.TierOf(request.NewCode) != site.Tier) throw Fault.Invalid("newCode", "TIER_DIFFERS", "新代码应和原代码是同一层级");
        if (await db.Sites.AnyAsync(other => other.County == site.County && other.Code == request.NewCode, cancel)) throw Fault.Duplicate("SITE_EXISTS", $"代码 {request.NewCode} 的站点已经有了");
        var parent = PracticeSite.ParentOf(request.NewCode);
        if (parent.Length > 0 && !await db.Sites.AnyAsync(above => above.County == site.County && above.Code == parent && above.Status == SiteStatus.Running, cancel)) throw Fault.Invalid("newCode", "PARENT_MISSING", $"上级站点 {parent} 还没有开通");
        if (await db.Sites.AnyAsync(child => child.County == site.County && child.Parent == site.Code && child.Status == SiteStatus.Running, cancel)) throw Fault.Precondition("SITE_HAS_CHILDREN", "下面还有运行中的站点,请先迁移或停用它们");

        return await db.TogetherAsync(async () =>
        {
            await db.LockAsync(site, "", cancel);
            var next = site.Under(request.NewCode, name, address, on);
            db.Open(next);
            db.Close(site, on, next);
            await db.MoveStarsAsync(site, next.Code, on, cancel);
            await db.MoveFiveHavesAsync(site, next.Code, on, cancel);
            db.Audit(site.County, "site.move", $"{site.Code} {next.Code}");
            await db.SaveChangesAsync(cancel);
            return new MoveSiteResponse { Code = next.Code };
        }, cancel);
    }

    [Requires<ManageSites>]
    public override async Task<GetSiteHistoryResponse> SetSitePhase(SetSitePhaseRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (ChinaTime.Today(db.Clock), context.CancellationToken, new Check());
        var phase = check.Known("phase", "建设阶段", request.Phase);
        var since = check.DayOrNone("since", "起始日期", request.Since) ?? today;
        check.That(since <= today, "since", "DATE_IN_FUTURE", "起始日期不能晚于今天");
        check.Done();
        var site = await FindAsync(request.Code, cancel);
        db.Scope.Caller.Require<ManageSites>(site.Code);
        if (since > site.ClosedOn) throw Fault.SiteClosed(site.ClosedOn!.Value, site.Successor);
        // 试点, 拓展 and 全面覆盖 follow each other; a later one never begins before an earlier one.
        var phases = await db.SitePhases.AsNoTracking().Where(row => row.County == site.County && row.Site == site.Code).ToListAsync(cancel);
        if (phases.Any(row => row.Phase == phase)) throw Fault.Duplicate("PHASE_EXISTS", "这个站点已经登记过这个阶段");
        if (phases.Any(row => row.Phase < phase ? row.Since >= since : row.Since <= since)) throw Fault.Invalid("since", "PHASE_ORDER", "建设阶段按试点、拓展、全面覆盖的先后,日期也应如此");

        db.SitePhases.Add(new SiteBuilding { County = site.County, Site = site.Code, Since = since, Phase = phase });
        db.Audit(site.County, "site.set-phase", $"{site.Code} {phase}");
        await db.SaveChangesAsync(cancel);
        return await HistoryAsync(site, cancel);
    }

    async Task<GetSiteHistoryResponse> HistoryAsync(PracticeSite site, CancellationToken cancel)
    {
        var phases = await db.SitePhases.AsNoTracking().Where(row => row.County == site.County && row.Site == site.Code).Take(most).ToListAsync(cancel);
        var before = await db.Sites.AsNoTracking().Where(other => other.County == site.County && other.Successor == site.Code).OrderBy(other => other.ClosedOn).Take(most).ToListAsync(cancel);
        var after = site.Successor.Length == 0 ? "" : await db.Sites.Where(other => other.County == site.County && other.Code == site.Successor).Select(other => other.Name).SingleOrDefaultAsync(cancel) ?? "";
        List<SiteEvent> events =
        [
            new SiteEvent { Step = site.HasOpened ? SiteStep.SiteOpened : SiteStep.SitePlanned, On = ChinaTime.Text(site.OpenedOn) },
            .. phases.Select(row => new SiteEvent { Step = SiteStep.PhaseBegun, On = ChinaTime.Text(row.Since), Phase = row.Phase }),
            .. before.Select(other => new SiteEvent { Step = SiteStep.SiteTookOver, On = ChinaTime.Text(other.ClosedOn!.Value), Other = other.Code, OtherName = other.Name }),
        ];
        if (site.ClosedOn is { } day) events.Add(new SiteEvent { Step = site.HasOpened ? SiteStep.SiteClosed : SiteStep.SiteGivenUp, On = ChinaTime.Text(day), Other = site.Successor, OtherName = after });
        return new GetSiteHistoryResponse { Events = { events.OrderBy(each => each.On, StringComparer.Ordinal).ThenBy(each => each.Step) } };
    }

    async Task<PracticeSite> FindAsync(string code, CancellationToken cancel) =>
        await db.Sites.SingleOrDefaultAsync(site => site.Code == code && db.Scope.Counties.Contains(site.County), cancel) ?? throw Fault.NotFound("这个站点");
}
