using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>The five platforms (五大平台), and those that only the county has: a site offers one where a venue of the pool serves it.</summary>
public sealed partial class VenueService
{
    static readonly VenuePlatform[] five = [.. Enum.GetValues<VenuePlatform>().Where(platform => platform != VenuePlatform.Unspecified)];

    [Requires<ReadSites>]
    public override async Task<GetPlatformCoverageResponse> GetPlatformCoverage(GetPlatformCoverageRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("tier", "层级", request.Tier);
        check.Done();

        var sites = Running(prefix, request.Tier);
        var venues = db.Venues.AsNoTracking().Where(venue => venue.WithdrawnOn == null && sites.Any(site => site.County == venue.County && site.Code == venue.Site));
        var answer = new GetPlatformCoverageResponse { Sites = await sites.CountAsync(cancel), WithAll = await five.Aggregate(sites, Offering).CountAsync(cancel) };
        // Where no site runs there is nothing to tell of platforms.
        if (answer.Sites == 0) return answer;
        var (units, ownUnits) = await LeadUnitsAsync(cancel);
        foreach (var platform in five)
        {
            var serving = venues.Where(venue => venue.Platforms.Contains((int)platform));
            answer.Platforms.Add(new PlatformCoverage
            {
                Platform = platform,
                Venues = await serving.CountAsync(cancel),
                Sites = await serving.Select(venue => new { venue.County, venue.Site }).Distinct().CountAsync(cancel),
                LeadUnit = units.GetValueOrDefault(platform, ""),
            });
        }
        var local = await venues.SelectMany(venue => venue.LocalPlatforms, (venue, word) => new { venue.County, venue.Site, Word = word }).GroupBy(each => new { each.County, each.Site, each.Word })
            .Select(group => new { group.Key.Word, Venues = group.Count() }).ToListAsync(cancel);
        answer.LocalPlatforms.AddRange(local.GroupBy(each => each.Word).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new LocalPlatformCoverage { Word = group.Key, Sites = group.Count(), Venues = group.Sum(each => each.Venues), LeadUnit = ownUnits.GetValueOrDefault(group.Key, "") }));
        return answer;
    }

    [Requires<ReadSites>]
    public override async Task<ListSitePlatformsResponse> ListSitePlatforms(ListSitePlatformsRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("tier", "层级", request.Tier);
        check.KnownOrNone("lacking", "平台", request.Lacking);
        check.Done();
        var page = Page.Of(request, keys: 1);

        var sites = Running(prefix, request.Tier);
        if (request.Lacking != VenuePlatform.Unspecified) sites = Lacking(sites, request.Lacking);
        if (request.Incomplete)
        {
            var whole = five.Aggregate(Running(prefix, request.Tier), Offering);
            sites = sites.Where(site => !whole.Any(other => other.County == site.County && other.Code == site.Code));
        }
        if (!page.IsFirst) sites = sites.Where(site => site.Code.CompareTo(page.After[0]) > 0);
        var rows = await sites.OrderBy(site => site.Code).Take(page.Take).Select(site => new { site.Code, site.Name, site.Tier }).ToListAsync(cancel);
        var next = page.Next(rows, site => [site.Code]);
        var codes = rows.Select(site => site.Code).ToArray();
        var offered = (await db.Venues.AsNoTracking().Where(venue => db.Scope.Counties.Contains(venue.County) && codes.Contains(venue.Site) && venue.WithdrawnOn == null).Select(venue => new { venue.Site, venue.Platforms, venue.LocalPlatforms }).ToListAsync(cancel)).ToLookup(venue => venue.Site);
        return new ListSitePlatformsResponse
        {
            NextPageToken = next,
            Sites =
            {
                rows.Select(site => new SitePlatforms
                {
                    Site = site.Code,
                    Name = site.Name,
                    Tier = site.Tier,
                    Platforms = { offered[site.Code].SelectMany(venue => venue.Platforms).Distinct().Order().Select(platform => (VenuePlatform)platform) },
                    LocalPlatforms = { offered[site.Code].SelectMany(venue => venue.LocalPlatforms).Distinct().Order(StringComparer.Ordinal) },
                }),
            },
        };
    }

    IQueryable<PracticeSite> Running(string prefix, Tier tier)
    {
        var sites = db.Sites.AsNoTracking().Where(site => db.Scope.Counties.Contains(site.County) && site.Status == SiteStatus.Running).Under(site => site.Code, [prefix]);
        return tier == Tier.Unspecified ? sites : sites.Where(site => site.Tier == tier);
    }

    IQueryable<PracticeSite> Offering(IQueryable<PracticeSite> sites, VenuePlatform platform) =>
        sites.Where(site => db.Venues.Any(venue => venue.County == site.County && venue.Site == site.Code && venue.WithdrawnOn == null && venue.Platforms.Contains((int)platform)));

    IQueryable<PracticeSite> Lacking(IQueryable<PracticeSite> sites, VenuePlatform platform) =>
        sites.Where(site => !db.Venues.Any(venue => venue.County == site.County && venue.Site == site.Code && venue.WithdrawnOn == null && venue.Platforms.Contains((int)platform)));

    // The dictionary's note of a platform names the unit that leads it; a city has as many answers as counties, and so none.
    async Task<(Dictionary<VenuePlatform, string> OfFive, Dictionary<string, string> OfLocal)> LeadUnitsAsync(CancellationToken cancel)
    {
        var today = ChinaTime.Today(db.Clock);
        var words = await db.Words.AsNoTracking().Where(word => word.County == db.Scope.Caller.County && word.List == WordList.Platform && word.Note != "" && (word.ValidTo == null || word.ValidTo >= today)).OrderBy(word => word.Rank).Take(200).ToListAsync(cancel);
        var (ofFive, ofLocal) = (words.Where(word => VenueNames.FiveOf(word) != VenuePlatform.Unspecified), words.Where(word => VenueNames.FiveOf(word) == VenuePlatform.Unspecified));
        return (ofFive.GroupBy(VenueNames.FiveOf).ToDictionary(group => group.Key, group => group.First().Note), ofLocal.GroupBy(word => word.Text).ToDictionary(group => group.Key, group => group.First().Note));
    }
}
