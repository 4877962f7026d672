using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Exports;

/// <summary>Documents (政策文件) as a file; it can be imported again.</summary>
public sealed class DocumentExport : ListExport<OrganizationDb, ReadDocuments, ListDocumentsRequest, PolicyDocument>
{
    public override string Name => "documents";
    public override string Title => "政策文件";
    public override IReadOnlyList<string> Headings { get; } = ["标题", "发文机关", "文号", "级别", "类别", "发文日期", "内容提要", "替代文件", "任务数", "已完成"];

    protected override IQueryable<PolicyDocument> Rows(OrganizationDb db, ListDocumentsRequest request, IReadOnlyList<string> prefixes) => db.Documents.Sought(db, request).Under(document => document.County, prefixes);

    protected override IQueryable<PolicyDocument> After(IQueryable<PolicyDocument> rows, PolicyDocument? last)
    {
        if (last is not null) rows = rows.Where(document => EF.Functions.GreaterThan(ValueTuple.Create(document.IssuedOn, document.Id), ValueTuple.Create(last.IssuedOn, last.Id)));
        return rows.OrderBy(document => document.IssuedOn).ThenBy(document => document.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListDocumentsRequest request, IReadOnlyList<PolicyDocument> rows, CancellationToken cancel)
    {
        var former = rows.Select(document => document.Supersedes).OfType<Guid>().ToList();
        var titles = await db.Documents.AsNoTracking().Where(document => former.Contains(document.Id)).ToDictionaryAsync(document => document.Id, document => document.Title, cancel);
        return rows.Select(document => (IReadOnlyList<string>)
        [
            document.Title, document.Issuer, document.Number, document.Level.Said(), document.Kind, new KnownDay(document.IssuedOn, document.Precision).ToString(), document.Summary,
            document.Supersedes is { } id ? titles.GetValueOrDefault(id, "") : "", $"{document.Tasks}", $"{document.TasksDone}",
        ]);
    }
}
