using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using SitesAtImport = CivPractice.Platform.Imports.SitesAtImport;

namespace CivPractice.Organization.Stars;

/// <summary>What a row of the file must fit: the county's sites, and the day.</summary>
public sealed record StarsAtImport(string County, SitesAtImport Sites, DateTimeOffset Now)
{
    public DateOnly Today => ChinaTime.Day(Now);
}

/// <summary>
/// Ratings from a county's own list (评星导入): several of one site replace each other in the order of their days, and one that is known by its site and day stays as it is. Between two that are known none is put: what stood
/// on those days was told. Stars are of the site that was rated, and no site that took it in bears them.
/// </summary>
public sealed class StarImport : ImportKind<OrganizationDb, StarsAtImport, SiteStar>
{
    public const string Path = "site-stars";
    const string site = "站点", stars = "星级", round = "年度或批次", issuer = "评定单位", document = "文号", rated = "评定时间";

    public override string Name => Path;
    public override string Title => "星级站点";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(site, true, "140322100801", "site"), new(stars, true, "4", "stars"), new(round, true, "2024年度", "round"), new(issuer, true, "县文明办", "issuer"), new(document, false, "", "document"), new(rated, true, "2024-12", "ratedOn"),
    ];

    protected override async Task<StarsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, await db.SitesAtImportAsync(job.County, cancel), db.Clock.GetUtcNow());

    protected override SiteStar Read(ImportRow row, Check check, StarsAtImport known)
    {
        var place = known.Sites.Living(check, site, row[site]);
        check.That(!place.IsMerged, site, "SITE_CLOSED", $"站点 {row[site]} 已并入 {place.Code},星级不跟着走");
        return StarRows.Read(check, new RateSiteRequest
        {
            Stars = Sites.CellWords.Whole(check, stars, row[stars].TrimEnd('星').TrimEnd()),
            Round = row[round],
            Issuer = row[issuer],
            Document = row[document],
            RatedOn = KnownDay.Cell(row[rated], known.Today),
        }, known.County, place.Code, Guid.CreateVersion7(known.Now), known.Today);
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, SiteStar Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Site, row.RatedOn), site, "同一次评星", rejected);
        var codes = apart.Select(each => each.Row.Site).Distinct().ToArray();
        // Not yet open (筹建): nothing is rated there.
        var running = await db.Sites.AsNoTracking().Where(row => row.County == job.County && codes.Contains(row.Code) && row.Status == SiteStatus.Running).Select(row => row.Code).ToHashSetAsync(cancel);
        var known = (await db.SiteStars.Where(row => row.County == job.County && codes.Contains(row.Site)).ToListAsync(cancel)).ToLookup(row => row.Site);
        var (added, unchanged) = (0, 0);
        foreach (var group in apart.GroupBy(each => each.Row.Site))
        {
            var (days, current) = (known[group.Key].Select(star => star.RatedOn).ToHashSet(), known[group.Key].SingleOrDefault(star => star.EndedOn is null));
            // What ended stood until its end.
            var last = known[group.Key].Select(star => star.EndedOn ?? star.RatedOn).DefaultIfEmpty().Max();
            foreach (var (number, star) in group.OrderBy(each => each.Row.RatedOn))
            {
                if (days.Contains(star.RatedOn)) unchanged++;
                else if (!running.Contains(star.Site)) rejected.Add(new RowFault(number, site, "SITE_NOT_OPEN", $"站点 {star.Site} 还在筹建,挂牌以后才能评星"));
                else if (current is not null && star.RatedOn <= current.RatedOn || star.RatedOn < last) rejected.Add(new RowFault(number, rated, "RATED_NOT_LATER", $"这个站点已有 {last:yyyy-MM-dd} 的评定,新的评定要更晚"));
                else
                {
                    db.Rate(star, current);
                    (current, last) = (star, star.RatedOn);
                    added++;
                }
            }
        }
        return new BatchResult(added, unchanged, rejected);
    }
}
