using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Documents;

/// <summary>What a row of the file must fit: the county's documents, and the day.</summary>
public sealed record TasksAtImport(string County, DateOnly Today, IReadOnlyDictionary<string, Guid> Documents);

/// <summary>Tasks of documents from a list (任务分工导入). One that is known by document, clause and responsible unit stays as it is.</summary>
public sealed class TaskImport(TimeProvider clock) : ImportKind<OrganizationDb, TasksAtImport, PolicyTask>
{
    public const string Path = "document-tasks";
    const string document = "文件", clause = "条款", text = "任务", responsible = "牵头单位", cooperating = "配合单位", due = "完成时限", state = "状态", done = "完成日期";

    static readonly Dictionary<string, DocumentTaskState> states = new()
    {
        [""] = DocumentTaskState.TaskOpen,
        ["未开始"] = DocumentTaskState.TaskOpen,
        ["进行中"] = DocumentTaskState.TaskUnderWay,
        ["已完成"] = DocumentTaskState.TaskDone,
        ["不再实施"] = DocumentTaskState.TaskDropped,
    };

    public override string Name => Path;
    public override string Title => "任务分工";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(document, true, "某县新时代文明实践中心建设实施方案"), new(clause, true, "第三条", "clause"), new(text, true, "整合阵地资源,建立资源库", "text"), new(responsible, true, "县文化和旅游局", "responsibleUnit"),
        new(cooperating, false, "县教育局、县体育局", "cooperatingUnits"), new(due, false, "2021-12-31", "dueOn"), new(state, false, "进行中"), new(done, false, ""),
    ];

    protected override async Task<TasksAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, ChinaTime.Today(clock),
        await db.Documents.AsNoTracking().Where(row => row.County == job.County).ToDictionaryAsync(row => row.Title, row => row.Id, StringComparer.Ordinal, cancel));

    protected override PolicyTask Read(ImportRow row, Check check, TasksAtImport known)
    {
        check.That(known.Documents.TryGetValue(row[document], out var id), document, "UNKNOWN_DOCUMENT", $"没有文件“{row[document]}”");
        var request = new CreateDocumentTaskRequest { Clause = row[clause], Text = row[text], ResponsibleUnit = row[responsible] };
        request.CooperatingUnits.AddRange(row.Words(cooperating));
        if (row[due].Length > 0) request.DueOn = Cells.TryDay(row[due], known.Today, out var day) ? ChinaTime.Text(day) : row[due];
        var task = DocumentForm.Read(check, request, known.County, id, Guid.CreateVersion7(clock.GetUtcNow()));

        check.That(states.TryGetValue(row[state], out var stands), state, "UNKNOWN_VALUE", $"{state}应为未开始、进行中、已完成或不再实施,现在是“{row[state]}”");
        DateOnly? on = null;
        if (stands == DocumentTaskState.TaskDone)
        {
            check.That(Cells.TryDay(row[done], known.Today, out var over) && over <= known.Today, done, "INVALID_DATE", $"已完成的任务要填{done},不晚于今天");
            on = over;
        }
        task.Came(stands, on);
        return task;
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, PolicyTask Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.DocumentId, row.Clause, row.ResponsibleUnit), clause, "同一项任务", rejected);
        var ids = apart.Select(each => each.Row.DocumentId).Distinct().ToArray();
        var documents = await db.Documents.Where(row => row.County == job.County && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var known = (await db.Tasks.Where(row => row.County == job.County && ids.Contains(row.DocumentId)).Select(row => new { row.DocumentId, row.Clause, row.ResponsibleUnit }).ToListAsync(cancel))
            .Select(row => (row.DocumentId, row.Clause, row.ResponsibleUnit)).ToHashSet();
        var added = apart.Where(each => !known.Contains((each.Row.DocumentId, each.Row.Clause, each.Row.ResponsibleUnit))).ToList();
        foreach (var (_, task) in added) db.Enter(task, documents[task.DocumentId]);
        return new BatchResult(added.Count, apart.Count - added.Count, rejected);
    }
}
