using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Division = CivPractice.Organization.Sites.Division;

namespace CivPractice.Organization.Exports;

/// <summary>A division, and its last count as of what the list asks for.</summary>
public sealed class CountedDivision
{
    public required Division Row { get; init; }
    public required DivisionCount? Count { get; init; }
}

/// <summary>The list of divisions (行政区划) with their population as a file; it can be imported again.</summary>
public sealed class DivisionExport : ListExport<OrganizationDb, ReadSites, ListDivisionsRequest, CountedDivision>
{
    public override string Name => "divisions";
    public override string Title => "行政区划";
    public override IReadOnlyList<string> Headings { get; } = ["代码", "名称", "应建层级", "起始日期", "撤销日期", "常住人口", "统计日期", "数据来源"];

    protected override IQueryable<CountedDivision> Rows(OrganizationDb db, ListDivisionsRequest request, IReadOnlyList<string> prefixes)
    {
        var rows = db.Divisions.Sought(db, request).Under(row => row.Code, prefixes);
        var counts = db.CountsOfThen(request);
        return rows.Select(row => new CountedDivision { Row = row, Count = counts.Where(count => count.County == row.County && count.Code == row.Code).OrderByDescending(count => count.Day).ThenByDescending(count => count.RecordedAt).FirstOrDefault() });
    }

    protected override IQueryable<CountedDivision> After(IQueryable<CountedDivision> rows, CountedDivision? last) => (last is null ? rows : rows.Where(each => each.Row.Code.CompareTo(last.Row.Code) > 0)).OrderBy(each => each.Row.Code);

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListDivisionsRequest request, IReadOnlyList<CountedDivision> rows, CancellationToken cancel) => Task.FromResult(rows.Select(each => (IReadOnlyList<string>)
    [
        each.Row.Code, each.Row.Name, each.Row.TierDue switch { Tier.Center => "中心", Tier.Institute => "所", _ => "站" }, ChinaTime.Text(each.Row.Since), each.Row.Until is { } day ? ChinaTime.Text(day) : "",
        each.Count is { } count ? $"{count.Residents}" : "", each.Count is { } counted ? ChinaTime.Text(counted.Day) : "", each.Count?.Source ?? "",
    ]));
}
