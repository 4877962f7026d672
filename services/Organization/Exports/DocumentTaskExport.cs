using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Exports;

/// <summary>Tasks of documents (任务分工) as a file; it can be imported again.</summary>
public sealed class DocumentTaskExport : ListExport<OrganizationDb, ReadDocuments, ListDocumentTasksRequest, PolicyTask>
{
    public override string Name => "document-tasks";
    public override string Title => "任务分工";
    public override IReadOnlyList<string> Headings { get; } = ["文件", "条款", "任务", "牵头单位", "配合单位", "完成时限", "状态", "完成日期", "进展"];

    protected override IQueryable<PolicyTask> Rows(OrganizationDb db, ListDocumentTasksRequest request, IReadOnlyList<string> prefixes) => db.Tasks.Sought(request, ChinaTime.Today(db.Clock)).Under(task => task.County, prefixes);

    protected override IQueryable<PolicyTask> After(IQueryable<PolicyTask> rows, PolicyTask? last)
    {
        if (last is not null) rows = rows.Where(task => task.Id > last.Id);
        return rows.OrderBy(task => task.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListDocumentTasksRequest request, IReadOnlyList<PolicyTask> rows, CancellationToken cancel)
    {
        var ids = rows.Select(task => task.DocumentId).Distinct().ToList();
        var titles = await db.Documents.AsNoTracking().Where(document => ids.Contains(document.Id)).ToDictionaryAsync(document => document.Id, document => document.Title, cancel);
        return rows.Select(task => (IReadOnlyList<string>)
        [
            titles.GetValueOrDefault(task.DocumentId, ""), task.Clause, task.Text, task.ResponsibleUnit, string.Join('、', task.CooperatingUnits), task.DueOn is { } due ? ChinaTime.Text(due) : "",
            Word(task.State), task.DoneOn is { } day ? ChinaTime.Text(day) : "", task.Note,
        ]);
    }

    static string Word(DocumentTaskState state) => state switch
    {
        DocumentTaskState.TaskOpen => "未开始",
        DocumentTaskState.TaskUnderWay => "进行中",
        DocumentTaskState.TaskDone => "已完成",
        DocumentTaskState.TaskDropped => "不再实施",
        _ => "",
    };
}
