using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Bases;

/// <summary>What a row of the file must fit: the county's sites, its words for themes, and the day.</summary>
public sealed record BasesAtImport(string County, SitesAtImport Sites, IReadOnlyDictionary<string, string> Themes, DateTimeOffset Now)
{
    public DateOnly Today => ChinaTime.Day(Now);
}

/// <summary>A base as the file tells, and where the file puts it.</summary>
public sealed record ImportedBase(PracticeBase Base, PlaceAtImport Place);

/// <summary>Bases from a county's own list (基地导入). One that is known by its name stays as it is.</summary>
public sealed class BaseImport : ImportKind<OrganizationDb, BasesAtImport, ImportedBase>
{
    public const string Path = "bases";
    const string name = "名称", theme = "主题", site = "所属站点", batch = "批次", host = "依托单位", address = "地址", plaque = "授牌日期";

    public override string Name => Path;
    public override string Title => "实践基地";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "东沟村农业研学基地", "name"), new(theme, true, "农业研学", "theme"), new(site, true, "140322100801", "site"), new(batch, false, "首批", "batch"), new(host, false, "东沟村合作社", "hostUnit"),
        new(address, false, "东沟村", "address"), new(plaque, true, "2021-06", "plaqueOn"),
    ];

    protected override async Task<BasesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel)
    {
        var words = await db.Words.AsNoTracking().Where(word => word.County == job.County && word.List == WordList.Theme).ToListAsync(cancel);
        var themes = words.SelectMany(word => word.Aliases.Prepend(word.Text).Select(called => (called, word.Text))).DistinctBy(each => each.called).ToDictionary(each => each.called, each => each.Text);
        return new(job.County, await db.SitesAtImportAsync(job.County, cancel), themes, db.Clock.GetUtcNow());
    }

    protected override ImportedBase Read(ImportRow row, Check check, BasesAtImport known)
    {
        var place = known.Sites.Living(check, site, row[site]);
        var request = new CreateBaseRequest
        {
            Name = row[name],
            Theme = known.Themes.GetValueOrDefault(row[theme], row[theme]),
            Batch = row[batch],
            HostUnit = row[host],
            Address = row[address],
            PlaqueOn = KnownDay.Cell(row[plaque], known.Today),
        };
        return new(BaseRows.Read(check, request, known.County, place.Code, Guid.CreateVersion7(known.Now), known.Today), place);
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedBase Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Base.Name, name, "同一个基地", rejected);
        var names = apart.Select(each => each.Row.Base.Name).ToArray();
        var known = await db.Bases.Where(row => row.County == job.County && names.Contains(row.Name)).Select(row => row.Name).ToHashSetAsync(cancel);
        var added = apart.Where(each => !known.Contains(each.Row.Base.Name)).ToList();
        foreach (var (_, row) in added) db.Enter(row.Base);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected) { Remarks = [.. added.Where(each => each.Row.Place.IsMerged).Select(each => each.Row.Place.Remark(each.Number, site))] };
    }
}
