using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>The master list of divisions from a file (行政区划导入). A division that is known stays as it is.</summary>
public sealed class DivisionImport : ImportKind<OrganizationDb, string, Division>
{
    public const string Path = "divisions";
    const string code = "代码", name = "名称", due = "应建层级";

    // When the first of the country's pilots began: no site was due before.
    static readonly DateOnly since = new(2018, 1, 1);

    public override string Name => Path;
    public override string Title => "行政区划";
    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(code, true, "140322100"), new(name, true, "秀水镇"), new(due, true, "所")];

    protected override Task<string> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(job.County);

    protected override Division Read(ImportRow row, Check check, string known)
    {
        SiteForm.Code(check, code, row[code], known);
        return new Division
        {
            County = known,
            Code = row[code],
            Name = check.Text(name, name, row[name], most: 60, least: 2),
            TierDue = CellWords.TierOf(check, due, row[due]),
        };
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, Division Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Code, code, "同一个区划", rejected);
        var known = await db.Divisions.Where(row => row.County == job.County).Select(row => row.Code).ToHashSetAsync(cancel);
        var added = apart.Where(each => !known.Contains(each.Row.Code)).ToList();
        foreach (var (_, division) in added) db.Name(division, since);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected);
    }
}
