using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Neighbourhoods;

/// <summary>A neighbourhood as the file tells.</summary>
/// <param name="NamedSite">The site that the row names, which may have merged into <paramref name="Site"/>.</param>
public sealed record ImportedNeighbourhood(string Site, string NamedSite, NeighbourhoodFacts Facts);

/// <summary>Neighbourhoods from a list (小区导入). One that is known by its site and name is counted anew where the file's day is later, located where nobody said where it lies, and stays as it is otherwise.</summary>
public sealed class NeighbourhoodImport(TimeProvider clock) : ImportKind<OrganizationDb, VenuesAtImport, ImportedNeighbourhood>
{
    public const string Path = "neighbourhoods";
    const string site = "站点", name = "小区", households = "户数", residents = "人口", counted = "统计日期", latitude = "纬度", longitude = "经度";

    public override string Name => Path;
    public override string Title => "小区";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [new(site, true, "140322100801", "site"), new(name, true, "幸福小区", "name"), new(households, false, "260", "households"), new(residents, true, "700", "residents"), new(counted, true, "2021-11-01", "countedOn"), new(latitude, false, "38.085430", "latitude"), new(longitude, false, "113.412230", "longitude")];

    protected override async Task<VenuesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(
        await db.Sites.AsNoTracking().Where(row => row.County == job.County).ToDictionaryAsync(row => row.Code, row => new Venues.SiteAtImport(row.ClosedOn, row.Successor), StringComparer.Ordinal, cancel),
        ChinaTime.Today(clock));

    protected override ImportedNeighbourhood Read(ImportRow row, Check check, VenuesAtImport known)
    {
        var (named, running) = (row[site], known.Running(row[site]));
        if (!known.Sites.TryGetValue(named, out var at)) check.That(false, site, "UNKNOWN_SITE", $"本县没有站点 {named}");
        else check.That(running.Length > 0, site, "SITE_CLOSED", $"站点 {named} 已于 {at.ClosedOn:yyyy-MM-dd} 停用,没有接续的站点");
        var day = Cells.TryDay(row[counted], known.Today, out var read) ? ChinaTime.Text(read) : row[counted];
        return new ImportedNeighbourhood(running, named, NeighbourhoodRows.Read(check, row[name], CellWords.Whole(check, households, row[households]), CellWords.Whole(check, residents, row[residents]), day, known.Today) with { Position = GeoPoint.Read(check, CellWords.PositionOf(row[latitude], row[longitude])) });
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedNeighbourhood Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.NamedSite, row.Facts.Name), name, "同一个小区", rejected);
        var sites = apart.Select(each => each.Row.NamedSite).Distinct().ToArray();
        var known = (await db.Neighbourhoods.Where(row => row.County == job.County && sites.Contains(row.NamedSite)).ToListAsync(cancel)).ToDictionary(row => (row.NamedSite, row.Name));
        var (added, counted) = (0, 0);
        foreach (var (number, row) in apart)
        {
            if (!known.TryGetValue((row.NamedSite, row.Facts.Name), out var old))
            {
                db.Enter(job.County, row.Site, row.NamedSite, row.Facts);
                added++;
            }
            else
            {
                if (old.WithdrawnOn is { } gone)
                {
                    if (row.Facts.CountedOn > old.CountedOn) rejected.Add(new RowFault(number, name, "NEIGHBOURHOOD_WITHDRAWN", $"{old.Name}已于 {gone:yyyy-MM-dd} 撤销"));
                    continue;
                }
                var (later, located) = (row.Facts.CountedOn > old.CountedOn, old.Latitude is null && row.Facts.Position is not null);
                if (later) db.Count(old, row.Facts);
                if (located) old.Locate(row.Facts.Position);
                if (later || located) counted++;
            }
        }
        return new BatchResult(added, rows.Count - added - counted - rejected.Count, rejected) { Completed = counted };
    }
}
