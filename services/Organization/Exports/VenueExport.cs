using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;
using Venue = CivPractice.Organization.Venues.Venue;

namespace CivPractice.Organization.Exports;

/// <summary>The pool of venues (阵地资源) as a file; it can be imported again.</summary>
public sealed class VenueExport : ListExport<OrganizationDb, ReadSites, ListVenuesRequest, Venue>
{
    public override string Name => "venues";
    public override string Title => "阵地资源";
    public override IReadOnlyList<string> Headings { get; } = ["名称", "类别", "所属站点", "产权单位", "使用方式", "平台", "地址", "座位数", "面积", "开放时间", "联系电话", "入库日期", "退出日期", "设备", "资源来源", "纬度", "经度"];

    protected override IQueryable<Venue> Rows(OrganizationDb db, ListVenuesRequest request, IReadOnlyList<string> prefixes) => db.Venues.Sought(request).Under(venue => venue.Site, prefixes);

    protected override IQueryable<Venue> After(IQueryable<Venue> rows, Venue? last)
    {
        if (last is not null) rows = rows.Where(venue => EF.Functions.GreaterThan(ValueTuple.Create(venue.Site, venue.Id), ValueTuple.Create(last.Site, last.Id)));
        return rows.OrderBy(venue => venue.Site).ThenBy(venue => venue.Id);
    }

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListVenuesRequest request, IReadOnlyList<Venue> rows, CancellationToken cancel) => Task.FromResult(rows.Select(venue => (IReadOnlyList<string>)
    [
        venue.Name, venue.Kind, venue.Site, venue.OwnerUnit, venue.Use == VenueUse.Shared ? "共享" : "自有", string.Join('、', venue.Platforms.Select(platform => VenueNames.Short((VenuePlatform)platform)).Concat(venue.LocalPlatforms)),
        venue.Address, $"{venue.Seats}", $"{venue.Area}", venue.OpeningHours, venue.Phone, ChinaTime.Text(venue.IntegratedOn), venue.WithdrawnOn is { } day ? ChinaTime.Text(day) : "",
        venue.Equipment, venue.Source, CellWords.Degrees(venue.Latitude), CellWords.Degrees(venue.Longitude),
    ]));
}
