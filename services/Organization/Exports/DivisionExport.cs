using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Division = CivPractice.Organization.Sites.Division;

namespace CivPractice.Organization.Exports;

/// <summary>The list of divisions (行政区划) with their population as a file; it can be imported again.</summary>
public sealed class DivisionExport : ListExport<OrganizationDb, ReadSites, ListDivisionsRequest, Division>
{
    public override string Name => "divisions";
    public override string Title => "行政区划";
    public override IReadOnlyList<string> Headings { get; } = ["代码", "名称", "应建层级", "起始日期", "撤销日期", "常住人口", "统计日期", "数据来源"];

    protected override IQueryable<Division> Rows(OrganizationDb db, ListDivisionsRequest request, IReadOnlyList<string> prefixes) => db.Divisions.Sought(db, request).Under(row => row.Code, prefixes);

    protected override IQueryable<Division> After(IQueryable<Division> rows, Division? last) => (last is null ? rows : rows.Where(row => row.Code.CompareTo(last.Code) > 0)).OrderBy(row => row.Code);

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, IReadOnlyList<Division> rows, CancellationToken cancel) => Task.FromResult(rows.Select(row => (IReadOnlyList<string>)
    [
        row.Code, row.Name, row.TierDue switch { Tier.Center => "中心", Tier.Institute => "所", _ => "站" }, ChinaTime.Text(row.Since), row.Until is { } day ? ChinaTime.Text(day) : "",
        row.Residents is { } residents ? $"{residents}" : "", row.CountedOn is { } counted ? ChinaTime.Text(counted) : "", row.CountSource,
    ]));
}
