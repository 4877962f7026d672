using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Stars;

/// <summary>Star-rated sites (星级实践所、站).</summary>
public sealed class SiteStarService(OrganizationDb db) : V1.SiteStars.SiteStarsBase
{
    [Requires<ReadSites>]
    public override async Task<ListSiteStarsResponse> ListSiteStars(ListSiteStarsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var all = db.SiteStars.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County));
        var stars = all.Sought(db, request);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            stars = stars.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await stars.OrderBy(row => row.Site).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var counts = await all.Sought(db, new ListSiteStarsRequest { Prefix = request.Prefix, Tier = request.Tier }).GroupBy(row => row.Stars).Select(group => new { Stars = group.Key, Sites = group.Count() })
            .OrderByDescending(group => group.Stars).Take(5).ToListAsync(context.CancellationToken);
        return new ListSiteStarsResponse
        {
            NextPageToken = page.Next(rows, row => [row.Site, row.Id.ToString()]),
            Ratings = { rows.Select(row => row.ToProto()) },
            Counts = { counts.Select(count => new StarCount { Stars = count.Stars, Sites = count.Sites }) },
        };
    }

    [Requires<ManageSites>]
    public override async Task<V1.SiteStar> RateSite(RateSiteRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, caller);
        var star = StarRows.Read(check, request, caller.County, code, Guid.CreateVersion7(db.Clock.GetUtcNow()), ChinaTime.Today(db.Clock));
        check.Done();
        caller.Require<ManageSites>(code);
        return await db.TogetherAsync(async () =>
        {
            await db.LockSitesAsync(caller.County, [code], cancel);
            await db.RequireRunningAsync(caller.County, code, cancel);
            var ratings = db.SiteStars.Where(row => row.County == caller.County && row.Site == code);
            var before = await ratings.SingleOrDefaultAsync(row => row.EndedOn == null, cancel);
            // What ended stood until its end.
            if (await ratings.MaxAsync(row => row.EndedOn, cancel) is { } last && star.RatedOn < last) throw Fault.Invalid("ratedOn", "RATED_NOT_LATER", $"这个站点的上一次评定到 {ChinaTime.Text(last)} 才失效,新的评定不能更早");

            db.Rate(star, before);
            db.Audit(star.County, "site.rate", star.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return star.ToProto();
        }, cancel);
    }

    [Requires<ManageSites>]
    public override async Task<V1.SiteStar> RevokeSiteStar(RevokeSiteStarRequest request, ServerCallContext context)
    {
        var (county, today, check) = (db.Scope.Caller.County, ChinaTime.Today(db.Clock), new Check());
        var id = check.Id("id", "评星", request.Id);
        var on = check.DayOrNone("endedOn", "摘星日期", request.EndedOn) ?? today;
        check.That(on <= today, "endedOn", "DATE_IN_FUTURE", "摘星日期不能晚于今天");
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var star = await db.SiteStars.SingleOrDefaultAsync(row => row.County == county && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这次评星");
        db.Scope.Caller.Require<ManageSites>(star.Site);

        db.End(star, on, reason);
        db.Audit(star.County, "site.unrate", star.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return star.ToProto();
    }
}
