using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>What a row of the file must fit: the county's sites, and the day.</summary>
public sealed record VenuesAtImport(IReadOnlyDictionary<string, SiteAtImport> Sites, DateOnly Today)
{
    /// <summary>How the county calls platforms and kinds.</summary>
    public VenueNames Names { get; init; } = new([]);

    /// <summary>The site that goes on with a site's work today, itself while it runs; empty if none does.</summary>
    public string Running(string code)
    {
        // No longer than there are sites, so that a circle of successors ends, too.
        for (var hops = 0; hops <= Sites.Count && Sites.TryGetValue(code, out var site); hops++)
        {
            if (site.ClosedOn is null) return code;
            code = site.Successor;
        }
        return "";
    }
}

public sealed record SiteAtImport(DateOnly? ClosedOn, string Successor);

/// <summary>A venue as the file tells.</summary>
/// <param name="NamedSite">The site that the row names, which may have merged into <paramref name="Site"/>.</param>
public sealed record ImportedVenue(string Site, string NamedSite, DateOnly IntegratedOn, VenueFacts Facts);

/// <summary>Venues from a county's own list (阵地资源导入). One that is known by its site and name stays as it is, also when it left the pool.</summary>
public sealed class VenueImport(TimeProvider clock) : ImportKind<OrganizationDb, VenuesAtImport, ImportedVenue>
{
    public const string Path = "venues";
    const string name = "名称", kind = "类别", site = "所属站点", owner = "产权单位", use = "使用方式", platforms = "平台", address = "地址", seats = "座位数", area = "面积", hours = "开放时间", phone = "联系电话", integrated = "入库日期", equipment = "设备", source = "资源来源", latitude = "纬度", longitude = "经度";

    static readonly Dictionary<string, VenueUse> uses = new() { [""] = VenueUse.Own, ["自有"] = VenueUse.Own, ["共享"] = VenueUse.Shared };

    public override string Name => Path;
    public override string Title => "阵地资源";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "锦隆社区农家书屋", "name"), new(kind, true, "农家书屋", "kind"), new(site, true, "140322100801", "site"), new(owner, false, "锦隆社区居委会", "ownerUnit"), new(use, false, "自有", "use"),
        new(platforms, false, "文化、教育", "platforms"), new(address, false, "锦隆社区党群服务中心二层", "address"), new(seats, false, "30", "seats"), new(area, false, "60", "area"),
        new(hours, false, "周一至周日 08:30-18:00", "openingHours"), new(phone, false, "0353-0220003", "phone"), new(integrated, true, "2021-03-05", "integratedOn"),
        new(equipment, false, "投影仪、音响", "equipment"), new(source, false, "县文旅局移交", "source"), new(latitude, false, "38.085430", "latitude"), new(longitude, false, "113.412230", "longitude"),
    ];

    protected override async Task<VenuesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(
        await db.Sites.AsNoTracking().Where(row => row.County == job.County).ToDictionaryAsync(row => row.Code, row => new SiteAtImport(row.ClosedOn, row.Successor), StringComparer.Ordinal, cancel),
        ChinaTime.Today(clock))
    {
        Names = await VenueNames.ReadAsync(db, job.County, ChinaTime.Today(clock), cancel),
    };

    protected override ImportedVenue Read(ImportRow row, Check check, VenuesAtImport known)
    {
        var named = row[site];
        var running = known.Running(named);
        if (!known.Sites.TryGetValue(named, out var at)) check.That(false, site, "UNKNOWN_SITE", $"本县没有站点 {named}");
        else check.That(running.Length > 0, site, "SITE_CLOSED", $"站点 {named} 已于 {at.ClosedOn:yyyy-MM-dd} 停用,没有接续的站点");

        var request = new CreateVenueRequest
        {
            Name = row[name],
            Kind = row[kind],
            OwnerUnit = row[owner],
            Use = Word(check, use, row[use], uses, "自有或共享"),
            Address = row[address],
            Seats = CellWords.Whole(check, seats, row[seats]),
            Area = CellWords.Whole(check, area, row[area], rounded: true),
            OpeningHours = row[hours],
            Phone = Cells.PhoneOf(row[phone]),
            Equipment = row[equipment],
            Source = row[source],
            Position = CellWords.PositionOf(row[latitude], row[longitude]),
        };
        request.LocalPlatforms.AddRange(row.Words(platforms));
        var day = VenueForm.Integrated(check, Cells.TryDay(row[integrated], known.Today, out var read) ? $"{read:yyyy-MM-dd}" : row[integrated], known.Today);
        return new ImportedVenue(running, named, day, VenueForm.Read(check, request, known.Names));
    }

    // What is no word is told once, and passes for one afterwards.
    static TEnum Word<TEnum>(Check check, string column, string text, Dictionary<string, TEnum> words, string known) where TEnum : struct, Enum
    {
        if (words.TryGetValue(text, out var value)) return value;
        check.That(false, column, "UNKNOWN_VALUE", $"{column}应为{known},现在是“{text}”");
        return words.Values.First();
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedVenue Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.NamedSite, row.Facts.Name), name, "同一处阵地", rejected);
        var sites = apart.Select(each => each.Row.NamedSite).Distinct().ToArray();
        var known = (await db.Venues.Where(row => row.County == job.County && sites.Contains(row.NamedSite)).Select(row => new { row.NamedSite, row.Name }).ToListAsync(cancel))
            .Select(row => (row.NamedSite, row.Name)).ToHashSet();

        var added = apart.Where(each => !known.Contains((each.Row.NamedSite, each.Row.Facts.Name))).ToList();
        foreach (var (_, row) in added) db.Enter(new Venue(job.County, Guid.CreateVersion7(clock.GetUtcNow()), row.Site, row.NamedSite, row.IntegratedOn, row.Facts));
        var merged = added.Where(each => each.Row.Site != each.Row.NamedSite)
            .Select(each => new RowFault(each.Number, site, "SITE_MERGED", $"“{each.Row.NamedSite}”已并入“{each.Row.Site}”,已记到“{each.Row.Site}”"));
        return new BatchResult(added.Count, apart.Count - added.Count, rejected) { Remarks = [.. merged] };
    }
}
