using CivPractice.Organization.Documents;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Pilots;

/// <summary>Pilots from a list (试点导入). One that is known by its place and level stays as it is.</summary>
public sealed class PilotImport(TimeProvider clock) : ImportKind<OrganizationDb, DocumentsAtImport, PilotDesignation>
{
    public const string Path = "pilots";
    const string site = "站点", level = "级别", on = "确定日期", batch = "批次", document = "文件";

    public override string Name => Path;
    public override string Title => "试点";
    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(site, true, "140322"), new(level, true, "省级"), new(on, true, "2019年11月"), new(batch, false, "第一批"), new(document, false, "")];

    protected override Task<DocumentsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new DocumentsAtImport(job.County, ChinaTime.Today(clock)));

    protected override PilotDesignation Read(ImportRow row, Check check, DocumentsAtImport known)
    {
        SiteForm.Code(check, site, row[site], known.County);
        var day = KnownDay.OfCell(check, on, row[on], known.Today);
        return new PilotDesignation
        {
            County = known.County,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Site = row[site],
            Level = OwnTenant.LevelOf(check, level, row[level]),
            DesignatedOn = day.Day,
            Precision = day.Precision,
            Batch = check.Optional(batch, batch, row[batch], most: 20),
            Document = check.Optional(document, document, row[document], most: 100),
        };
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, PilotDesignation Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Site, row.Level), site, "同一个试点", rejected);
        var known = (await db.Pilots.Where(row => row.County == job.County).Select(row => new { row.Site, row.Level }).ToListAsync(cancel)).Select(row => (row.Site, row.Level)).ToHashSet();
        var added = apart.Where(each => !known.Contains((each.Row.Site, each.Row.Level))).ToList();
        foreach (var (_, pilot) in added) db.Enter(pilot);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected);
    }
}
