using CivPractice.Organization.Honours;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Honour = CivPractice.Organization.Honours.Honour;

namespace CivPractice.Organization.Exports;

/// <summary>Verified honours (荣誉) as a file, with the names as they may be shown: it is no import again.</summary>
public sealed class HonourExport : ListExport<OrganizationDb, ReadHonours, ListHonoursRequest, Honour>
{
    public override string Name => "honours";
    public override string Title => "荣誉";
    public override IReadOnlyList<string> Headings { get; } =
        ["荣誉名称", "级别", "获评对象", Hidden("姓名或名称"), "站点", "届次", "名次", "是否提名", "类别", "量词", "获评时间", "授予单位", "文号", "事迹", Hidden("是否未成年人"), Hidden("公开意愿"), "是否已核验"];

    protected override IReadOnlyList<string> NoFilters => ["status"];

    protected override IQueryable<Honour> Rows(OrganizationDb db, ListHonoursRequest request, IReadOnlyList<string> prefixes) =>
        db.Honours.Where(row => row.Status == HonourStatus.Verified).Sought(request).Under(row => row.Site, prefixes);

    protected override IQueryable<Honour> After(IQueryable<Honour> rows, Honour? last) => (last is null ? rows : rows.After(last.AwardedOn, last.Id)).Latest();

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListHonoursRequest request, IReadOnlyList<Honour> rows, CancellationToken cancel) => Task.FromResult(rows.Select(row => (IReadOnlyList<string>)
    [
        row.Kind, HonourWords.Levels.Word(row.Level), HonourWords.Bearers.Word(row.Bearer), row.ShownName, row.Site, row.Round > 0 ? $"{row.Round}" : "", row.Place > 0 ? $"{row.Place}" : "", row.IsNomination ? "是" : "否", row.Category, row.Classifier,
        new KnownDay(row.AwardedOn, row.AwardedPrecision).ToString(), row.Issuer, row.Document, row.Deed, "", "", "是",
    ]));
}
