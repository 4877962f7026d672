using CivPractice.Organization.Figures;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Stars;

/// <summary>The rules that a rating must meet, which of them a request seeks, and what their coming and going entails: row and figure together.</summary>
static class StarRows
{
    /// <param name="code">The site, checked by whoever calls.</param>
    internal static SiteStar Read(Check check, RateSiteRequest request, string county, string code, Guid id, DateOnly today)
    {
        var rated = KnownDay.Read(check, "ratedOn", "评定时间", request.RatedOn, today);
        return new SiteStar
        {
            County = county,
            Id = id,
            Site = code,
            Stars = check.Range("stars", "星级", request.Stars, 1, 5),
            Round = check.Text("round", "年度或批次", request.Round, most: 20, least: 2),
            Issuer = check.Text("issuer", "评定单位", request.Issuer, most: 60, least: 2),
            Document = check.Optional("document", "文号", request.Document, most: 60),
            RatedOn = rated.Day,
            RatedPrecision = rated.Precision,
        };
    }

    internal static IQueryable<SiteStar> Sought(this IQueryable<SiteStar> rows, OrganizationDb db, ListSiteStarsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Range("stars", "星级", request.Stars, 0, 5);
        check.KnownOrNone("tier", "层级", request.Tier);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]);
        if (request.Stars > 0) rows = rows.Where(row => row.Stars == request.Stars);
        if (request.Tier != Tier.Unspecified) rows = rows.Where(row => db.Sites.Any(site => site.County == row.County && site.Code == row.Site && site.Tier == request.Tier));
        return request.EndedToo ? rows : rows.Where(row => row.EndedOn == null);
    }

    /// <exception cref="Fault">RATED_NOT_LATER than the rating that the site bears.</exception>
    internal static void Rate(this OrganizationDb db, SiteStar star, SiteStar? before)
    {
        if (before is not null)
        {
            before.ReplaceBy(star);
            db.CountAt(before, star.RatedOn, CivicMeasures.StarredSites, by: -1, dimension: before.Dimension);
        }
        db.SiteStars.Add(star);
        db.CountAt(star, star.RatedOn, CivicMeasures.StarredSites, dimension: star.Dimension);
    }

    /// <exception cref="Fault">STAR_ENDED, or ENDED_BEFORE_RATED.</exception>
    internal static void End(this OrganizationDb db, SiteStar star, DateOnly on, string reason)
    {
        star.End(on, reason);
        db.CountAt(star, on, CivicMeasures.StarredSites, by: -1, dimension: star.Dimension);
    }

    /// <summary>Sites that closed bear no stars any more.</summary>
    internal static async Task EndStarsAsync(this OrganizationDb db, string county, IReadOnlyCollection<(string Code, DateOnly On)> closed, CancellationToken cancel)
    {
        if (closed.Count == 0) return;
        var codes = closed.Select(each => each.Code).ToArray();
        var stars = await db.SiteStars.Where(star => star.County == county && codes.Contains(star.Site) && star.EndedOn == null).ToListAsync(cancel);
        // A rating of a later day than the end, as a file may tell, stood for nothing.
        foreach (var star in stars) db.End(star, closed.First(each => each.Code == star.Site).On is var on && on < star.RatedOn ? star.RatedOn : on, "站点停用");
    }

    /// <summary>A site that goes on under another code bears its stars there.</summary>
    internal static async Task MoveStarsAsync(this OrganizationDb db, PracticeSite site, string to, DateOnly on, CancellationToken cancel)
    {
        foreach (var star in await db.SiteStars.Where(star => star.County == site.County && star.Site == site.Code && star.EndedOn == null).ToListAsync(cancel))
        {
            star.Move(to, on);
            db.CountMoved(star, star.RatedOn, CivicMeasures.StarredSites, dimension: star.Dimension);
        }
    }
}
