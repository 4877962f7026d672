using CivPractice.Organization.Assessments;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Stars;
using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>Sites. The list of divisions stands in SiteService.Divisions.cs.</summary>
public sealed partial class SiteService(OrganizationDb db, TallyReader tallies, OpenWork work) : V1.Sites.SitesBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<ReadSites>]
    public override async Task<ListSitesResponse> ListSites(ListSitesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 1);
        var sites = InView(db.Sites.AsNoTracking()).Sought(db, request);
        if (!page.IsFirst) sites = sites.Where(site => site.Code.CompareTo(page.After[0]) > 0);
        var rows = await sites.OrderBy(site => site.Code).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListSitesResponse { NextPageToken = page.Next(rows, site => [site.Code]), Sites = { rows.Select(site => site.ToProto()) } };
    }

    [Requires<ReadSites>]
    public override async Task<Site> GetSite(GetSiteRequest request, ServerCallContext context) =>
        (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == request.Code, context.CancellationToken) ?? throw Fault.NotFound("这个站点")).ToProto();

    [Requires<ManageSites>]
    public override async Task<Site> CreateSite(CreateSiteRequest request, ServerCallContext context)
    {
        var site = SiteForm.Read(new Check(), request, Caller.County, ChinaTime.Today(db.Clock));
        Caller.Require<ManageSites>(site.Code);
        if (await db.Sites.AnyAsync(other => other.Code == site.Code, context.CancellationToken)) throw Fault.Duplicate("SITE_EXISTS", $"代码 {site.Code} 的站点已经有了");
        await RequireParentAsync(site, context.CancellationToken);

        db.Open(site);
        db.Audit(site.County, site.HasOpened ? "site.open" : "site.prepare", site.Code);
        await db.SaveChangesAsync(context.CancellationToken);
        return site.ToProto();
    }

    [Requires<ManageSites>]
    public override async Task<Site> UpdateSite(UpdateSiteRequest request, ServerCallContext context)
    {
        var site = await KeptAsync(request.Code, context.CancellationToken);
        var check = new Check();
        var facts = SiteForm.Facts(check, request, site.Tier);
        check.Done();

        site.Update(facts, request.Version);
        // Others know its name.
        if (site.HasOpened) db.Publish(site.Changed());
        db.Audit(site.County, "site.update", site.Code);
        await db.SaveChangesAsync(context.CancellationToken);
        return site.ToProto();
    }

    [Requires<ManageSites>]
    public override async Task<Site> OpenSite(OpenSiteRequest request, ServerCallContext context)
    {
        var (today, check) = (ChinaTime.Today(db.Clock), new Check());
        var on = check.DayOrNone("openedOn", "挂牌日期", request.OpenedOn) ?? today;
        check.That(on <= today, "openedOn", "DATE_IN_FUTURE", "挂牌日期不能晚于今天");
        check.Done();
        var site = await KeptAsync(request.Code, context.CancellationToken);
        db.OpenPrepared(site, on);
        await RequireParentAsync(site, context.CancellationToken);

        db.Publish(site.Changed());
        db.Audit(site.County, "site.open", site.Code);
        await db.SaveChangesAsync(context.CancellationToken);
        return site.ToProto();
    }

    [Requires<ManageSites>]
    public override async Task<Site> CloseSite(CloseSiteRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var on = check.Day("closedOn", "停用日期", request.ClosedOn);
        check.That(on <= ChinaTime.Today(db.Clock), "closedOn", "DATE_IN_FUTURE", "停用日期不能晚于今天");
        check.Text("reason", "原因", request.Reason, most: 200);
        check.Prefix("successor", request.Successor);
        check.Done();
        var site = await KeptAsync(request.Code, cancel);
        var successor = await FollowerAsync(site, request.Successor, cancel);
        if (await db.Sites.AnyAsync(child => child.Parent == site.Code && child.ClosedOn == null, cancel))
            throw Fault.Precondition("SITE_HAS_CHILDREN", "下面还有运行中或筹建的站点,请先停用它们");

        // Others are asked before anything is held: their answer may take seconds.
        if (successor is null && site.Status == SiteStatus.Running) await work.RefuseAsync(site.Code, await BookedAsync(site, cancel), context);
        return await db.TogetherAsync(async () =>
        {
            await db.LockAsync(site, request.Successor, cancel);
            successor = await FollowerAsync(site, request.Successor, cancel);
            if (successor is null)
            {
                await db.LockVenuesAsync(site, cancel);
                OpenWork.RefuseBooked(await BookedAsync(site, cancel));
            }
            db.Close(site, on, successor);
            await db.EndStarsAsync(site.County, [(site.Code, on)], cancel);
            await db.EndFiveHavesAsync(site.County, [(site.Code, on)], cancel);
            if (successor is null)
            {
                await db.WithdrawVenuesAsync(site.County, [(site.Code, on)], cancel);
                await db.EndPostsAsync(site.County, [(site.Code, on)], cancel);
            }
            db.Audit(site.County, "site.close", site.Code);
            await db.SaveChangesAsync(cancel);
            return site.ToProto();
        }, cancel);
    }

    // Within the county: row security shows a city its counties' sites, too.
    async Task<PracticeSite?> FollowerAsync(PracticeSite site, string code, CancellationToken cancel) => code.Length == 0 ? null
        : await db.Sites.AsNoTracking().SingleOrDefaultAsync(other => other.County == site.County && other.Code == code && other.Status == SiteStatus.Running && other.Code != site.Code, cancel)
            ?? throw Fault.Invalid("successor", "SUCCESSOR_MISSING", "接续站点不存在或没有运行");

    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) => tallies.ReadAsync(Measures.All, request, context.CancellationToken);

    // Who booked one of its venues comes in vain; what is over, and never closed off, stands in nobody's way.
    Task<int> BookedAsync(PracticeSite site, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        return db.Bookings.CountAsync(row => row.County == site.County && row.Site == site.Code && row.EndsAt > now
            && (row.Status == BookingStatus.Requested || row.Status == BookingStatus.Confirmed || row.Status == BookingStatus.InUse), cancel);
    }

    async Task<PracticeSite> KeptAsync(string code, CancellationToken cancel)
    {
        var site = await db.Sites.SingleOrDefaultAsync(site => site.Code == code, cancel) ?? throw Fault.NotFound("这个站点");
        Caller.Require<ManageSites>(site.Code);
        return site;
    }

    // What is prepared may lie below what is prepared; what runs lies below what runs.
    async Task RequireParentAsync(PracticeSite site, CancellationToken cancel)
    {
        if (site.Parent.Length > 0 && !await db.Sites.AnyAsync(parent => parent.Code == site.Parent && (parent.Status == SiteStatus.Running || !site.HasOpened && parent.Status == SiteStatus.Preparing), cancel))
            throw Fault.Invalid("code", "PARENT_MISSING", $"上级站点 {site.Parent} 还没有开通");
    }

    IQueryable<PracticeSite> InView(IQueryable<PracticeSite> sites) => sites.Where(site => db.Scope.Counties.Contains(site.County));
}
