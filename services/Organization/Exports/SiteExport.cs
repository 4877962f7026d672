using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;

namespace CivPractice.Organization.Exports;

/// <summary>Sites (站点) as a file; it can be imported again.</summary>
public sealed class SiteExport : ListExport<OrganizationDb, ReadSites, ListSitesRequest, PracticeSite>
{
    public override string Name => "sites";
    public override string Title => "站点";
    public override IReadOnlyList<string> Headings { get; } = ["代码", "名称", "层级", "地址", "电话", "开放时间", "挂牌日期", "小区数", "人口", "停用日期", "并入站点", "纬度", "经度", "城乡类型", "座位数", "状态", "简称", "建筑面积"];

    protected override IQueryable<PracticeSite> Rows(OrganizationDb db, ListSitesRequest request, IReadOnlyList<string> prefixes) => db.Sites.Sought(db, request).Under(site => site.Code, prefixes);

    protected override IQueryable<PracticeSite> After(IQueryable<PracticeSite> rows, PracticeSite? last) => (last is null ? rows : rows.Where(site => site.Code.CompareTo(last.Code) > 0)).OrderBy(site => site.Code);

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListSitesRequest request, IReadOnlyList<PracticeSite> rows, CancellationToken cancel) => Task.FromResult(rows.Select(site => (IReadOnlyList<string>)
    [
        site.Code, site.Name, Word(site.Tier), site.Address, site.Phone, site.OpeningHours, ChinaTime.Text(site.OpenedOn), $"{site.Neighbourhoods}", $"{site.Residents}",
        site.ClosedOn is { } day ? ChinaTime.Text(day) : "", site.Successor, CellWords.Degrees(site.Latitude), CellWords.Degrees(site.Longitude), CellWords.Kinds.FirstOrDefault(each => each.Value == site.Kind).Key ?? "", $"{site.Seats}", Word(site.Status), site.ShortName, $"{site.FloorArea}",
    ]));

    static string Word(SiteStatus status) => status switch { SiteStatus.Running => "运行", SiteStatus.Closed => "停用", SiteStatus.Preparing => "筹建", SiteStatus.GivenUp => "筹建取消", _ => "" };

    static string Word(Tier tier) => tier switch { Tier.Center => "中心", Tier.Institute => "所", Tier.Station => "站", _ => "" };
}
