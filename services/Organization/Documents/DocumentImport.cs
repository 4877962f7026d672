using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Documents;

/// <summary>What a row of the file must fit: the county and the day.</summary>
public sealed record DocumentsAtImport(string County, DateOnly Today);

/// <summary>A document as the file tells.</summary>
/// <param name="Before">Title of the one that it takes the place of; empty for none.</param>
public sealed record ImportedDocument(PolicyDocument Document, string Before);

/// <summary>Documents from a list (政策文件导入). One that is known by its title stays as it is.</summary>
public sealed class DocumentImport(TimeProvider clock) : ImportKind<OrganizationDb, DocumentsAtImport, ImportedDocument>
{
    public const string Path = "documents";
    const string title = "标题", issuer = "发文机关", number = "文号", level = "级别", kind = "类别", issued = "发文日期", summary = "内容提要", before = "替代文件";

    public override string Name => Path;
    public override string Title => "政策文件";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(title, true, "某县新时代文明实践中心建设实施方案", "title"), new(issuer, true, "中共某县委办公室", "issuer"), new(number, false, "某办发〔2019〕12号", "number"), new(level, true, "县级", "level"),
        new(kind, true, "实施方案", "kind"), new(issued, true, "2019年11月", "issuedOn"), new(summary, false, "", "summary"), new(before, false, ""),
    ];

    protected override Task<DocumentsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new DocumentsAtImport(job.County, ChinaTime.Today(clock)));

    protected override ImportedDocument Read(ImportRow row, Check check, DocumentsAtImport known)
    {
        var request = new CreateDocumentRequest { Title = row[title], Issuer = row[issuer], Number = row[number], Level = OwnTenant.LevelOf(check, level, row[level]), Kind = row[kind], Summary = row[summary] };
        var day = KnownDay.OfCell(check, issued, row[issued], known.Today);
        return new ImportedDocument(DocumentForm.Read(check, request, day, known.County, Guid.CreateVersion7(clock.GetUtcNow())), row[before].Trim());
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedDocument Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => row.Document.Title, title, "同一份文件", rejected);
        var titles = apart.SelectMany(each => new[] { each.Row.Document.Title, each.Row.Before }).Distinct().ToArray();
        var known = await db.Documents.Where(row => row.County == job.County && titles.Contains(row.Title)).ToDictionaryAsync(row => row.Title, StringComparer.Ordinal, cancel);
        var added = 0;
        // What takes another's place comes after it.
        foreach (var (row, (document, former)) in apart.Where(each => !known.ContainsKey(each.Row.Document.Title)).OrderBy(each => each.Row.Document.IssuedOn).ToList())
        {
            var superseded = known.GetValueOrDefault(former);
            if (former.Length > 0 && superseded is null) rejected.Add(new RowFault(row, before, "UNKNOWN_DOCUMENT", $"没有被替代的文件“{former}”"));
            else if (superseded?.SupersededBy is not null) rejected.Add(new RowFault(row, before, "DOCUMENT_SUPERSEDED", $"“{former}”已经被别的文件替代"));
            else
            {
                db.Enter(document, superseded);
                known[document.Title] = document;
                added++;
            }
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
