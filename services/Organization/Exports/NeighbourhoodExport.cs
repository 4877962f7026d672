using CivPractice.Organization.Nearby;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;
using Neighbourhood = CivPractice.Organization.Neighbourhoods.Neighbourhood;

namespace CivPractice.Organization.Exports;

/// <summary>Neighbourhoods (小区) as a file; it can be imported again.</summary>
public sealed class NeighbourhoodExport : ListExport<OrganizationDb, ReadSites, ListNeighbourhoodsRequest, Neighbourhood>
{
    public override string Name => "neighbourhoods";
    public override string Title => "小区";
    public override IReadOnlyList<string> Headings { get; } = ["站点", "小区", "户数", "人口", "统计日期", "纬度", "经度"];

    protected override IQueryable<Neighbourhood> Rows(OrganizationDb db, ListNeighbourhoodsRequest request, IReadOnlyList<string> prefixes) => db.Reached(request.Reach).Sought(request).Under(row => row.Site, prefixes);

    protected override IQueryable<Neighbourhood> After(IQueryable<Neighbourhood> rows, Neighbourhood? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Id), ValueTuple.Create(last.Site, last.Id)));
        return rows.OrderBy(row => row.Site).ThenBy(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListNeighbourhoodsRequest request, IReadOnlyList<Neighbourhood> rows, CancellationToken cancel)
    {
        var shown = rows.Select(row => row.ToProto()).ToList();
        await db.SayAsync(shown, request, cancel);
        return rows.Zip(shown, (row, said) => (IReadOnlyList<string>)[row.Site, row.Name, $"{said.Households}", $"{said.Residents}", said.CountedOn, CellWords.Degrees(row.Latitude), CellWords.Degrees(row.Longitude)]);
    }
}
