using CivPractice.Organization.Assessments;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Stars;
using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>What a row of the file must fit: the county and the day.</summary>
public sealed record SitesAtImport(string County, DateOnly Today);

/// <summary>A site as the file tells, and whether it closed.</summary>
/// <param name="Successor">Code of the site that goes on with its work; empty if none does.</param>
public sealed record ImportedSite(PracticeSite Site, DateOnly? ClosedOn, string Successor);

/// <summary>
/// Sites from a county's own list (站点导入), also those of the past: a row with a closing day is opened and closed in one go, and a site that runs is closed by it. One in
/// preparation (筹建) is opened by a row that says so no more, and what nobody said of a known one (place, kind, seats, short name, floor area) is completed.
/// A county has some hundred sites: they are read whole, so that a batch is judged as one (<see cref="SiteBatch"/>).
/// </summary>
public sealed class SiteImport(TimeProvider clock) : ImportKind<OrganizationDb, SitesAtImport, ImportedSite>
{
    public const string Path = "sites";
    internal const string Code = "代码", Parting = "停用日期", Follower = "并入站点";
    const string tier = "层级", opened = "挂牌日期", neighbourhoods = "小区数", residents = "人口", latitude = "纬度", longitude = "经度", kind = "城乡类型", seats = "座位数", shortName = "简称", floorArea = "建筑面积", state = "状态", name = "名称", address = "地址", phone = "电话", hours = "开放时间";

    public override string Name => Path;
    public override string Title => "站点";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(Code, true, "140322100801", "code"), new(name, true, "锦隆社区新时代文明实践站", "name"), new(tier, true, "站", "tier"), new(address, false, "盂县秀水镇锦隆社区党群服务中心", "address"),
        new(phone, false, "0353-0220003", "phone"), new(hours, false, "周一至周日 08:30-18:00", "openingHours"), new(opened, true, "2020-11-02", "openedOn"),
        new(neighbourhoods, false, "6", "neighbourhoods"), new(residents, false, "5200", "residents"), new(Parting, false, ""), new(Follower, false, ""),
        new(latitude, false, "38.085430", "latitude"), new(longitude, false, "113.412230", "longitude"), new(kind, false, "社区", "kind"), new(seats, false, "60", "seats"), new(state, false, "运行"),
        new(shortName, false, "锦隆站", "shortName"), new(floorArea, false, "320", "floorArea"),
    ];

    protected override Task<SitesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new SitesAtImport(job.County, ChinaTime.Today(clock)));

    protected override ImportedSite Read(ImportRow row, Check check, SitesAtImport known)
    {
        var (closed, successor) = Closing(row, check, known);
        var preparing = row[state] is "筹建" or "筹建取消";
        check.That(preparing || row[state] is "" or "运行" or "停用", state, "UNKNOWN_VALUE", $"{state}应为运行、筹建、停用或筹建取消");
        var site = SiteForm.Read(check, new CreateSiteRequest
        {
            Code = row[Code],
            Name = row[name],
            Tier = CellWords.TierOf(check, tier, row[tier]),
            Address = row[address],
            Phone = row[phone],
            OpeningHours = row[hours],
            OpenedOn = Cells.TryDay(row[opened], known.Today, out var day) ? $"{day:yyyy-MM-dd}" : row[opened],
            Preparing = preparing,
            Position = CellWords.PositionOf(row[latitude], row[longitude]),
            Kind = CellWords.KindOf(check, kind, row[kind]),
            Seats = CellWords.Whole(check, seats, row[seats]),
            ShortName = row[shortName],
            FloorArea = CellWords.Whole(check, floorArea, row[floorArea], rounded: true),
            Neighbourhoods = CellWords.Whole(check, neighbourhoods, row[neighbourhoods]),
            Residents = CellWords.Whole(check, residents, row[residents]),
        }, known.County, known.Today);
        return new ImportedSite(site, closed, successor);
    }

    static (DateOnly? ClosedOn, string Successor) Closing(ImportRow row, Check check, SitesAtImport known)
    {
        var successor = row[Follower];
        if (successor.Length > 0) SiteForm.Code(check, Follower, successor, known.County);
        if (row[Parting].Length == 0)
        {
            check.That(successor.Length == 0, Parting, "REQUIRED", $"填了{Follower},就要填{Parting}");
            return (null, "");
        }
        check.That(Cells.TryDay(row[Parting], known.Today, out var day) && day <= known.Today, Parting, "INVALID_DATE", $"{Parting}应为今天以前的日期,如 2021-03-05");
        return (day, successor);
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedSite Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Site.Code, Code, "同一个站点", rejected);
        await db.LockSitesAsync(job.County, apart.SelectMany(each => new[] { each.Row.Site.Code, each.Row.Successor }).Where(code => code.Length > 0).Distinct(), cancel);
        var known = await db.Sites.Where(site => site.County == job.County).ToDictionaryAsync(site => site.Code, StringComparer.Ordinal, cancel);
        var taken = new SiteBatch(known, apart).Settle(rejected);

        var (added, told) = (0, new List<SiteChanged>());
        var names = known.Values.Concat(taken.Select(each => each.Site)).ToLookup(site => site.Code, site => site.Name, StringComparer.Ordinal);
        foreach (var (site, closed, successor) in taken)
        {
            var row = known.GetValueOrDefault(site.Code);
            var lived = row is not null;
            if (row is null)
            {
                db.Enter(row = site);
                added++;
            }
            else
            {
                if (row.Status == SiteStatus.Preparing && site.Status == SiteStatus.Running) db.OpenPrepared(row, site.OpenedOn);
                if (row.Lacks(site)) row.Complete(site);
            }
            if (closed is { } day) db.Leave(row, day, successor);
            // Nothing hangs on a site that was never open here.
            if (lived && closed is not null && successor.Length > 0) db.HandOver(row, names[successor].FirstOrDefault(""));
            if (row.HasOpened) told.Add(row.Changed());
        }
        var ended = taken.Where(each => each.ClosedOn is not null).Select(each => (each.Site.Code, each.ClosedOn!.Value)).ToList();
        await db.EndStarsAsync(job.County, ended, cancel);
        await db.EndFiveHavesAsync(job.County, ended, cancel);
        var alone = taken.Where(each => each.ClosedOn is not null && each.Successor.Length == 0).Select(each => (each.Site.Code, each.ClosedOn!.Value)).ToList();
        await db.WithdrawVenuesAsync(job.County, alone, cancel);
        await db.EndPostsAsync(job.County, alone, cancel);
        if (told.Count > 0) db.Publish(new SitesImported(job.County, told));
        return new BatchResult(added, rows.Count - taken.Count - rejected.Count, rejected) { Completed = taken.Count - added };
    }
}
