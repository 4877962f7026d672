using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Documents;

/// <summary>Documents (政策文件) and the tasks that they assign.</summary>
public sealed class DocumentService(OrganizationDb db) : V1.Documents.DocumentsBase
{
    static readonly DateOnly never = new(9999, 12, 31);

    [Requires<ReadDocuments>]
    public override async Task<ListDocumentsResponse> ListDocuments(ListDocumentsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var documents = db.Documents.AsNoTracking().Where(document => db.Scope.Counties.Contains(document.County)).Sought(db, request);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            documents = documents.Where(document => EF.Functions.LessThan(ValueTuple.Create(document.IssuedOn, document.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await documents.OrderByDescending(document => document.IssuedOn).ThenByDescending(document => document.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListDocumentsResponse { NextPageToken = page.Next(rows, document => [ChinaTime.Text(document.IssuedOn), document.Id.ToString()]), Documents = { rows.Select(document => document.ToProto()) } };
    }

    [Requires<ReadDocuments>]
    public override async Task<Document> GetDocument(GetDocumentRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "文件", request.Id);
        check.Done();
        return (await db.Documents.AsNoTracking().SingleOrDefaultAsync(document => document.Id == id && db.Scope.Counties.Contains(document.County), context.CancellationToken) ?? throw Fault.NotFound("这份文件")).ToProto();
    }

    [Requires<ManageDocuments>]
    public override async Task<Document> CreateDocument(CreateDocumentRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var document = DocumentForm.Read(check, request, KnownDay.Read(check, "issuedOn", "发文日期", request.IssuedOn, ChinaTime.Today(db.Clock)), county, Guid.CreateVersion7(db.Clock.GetUtcNow()));
        Guid? before = request.Supersedes.Length > 0 ? check.Id("supersedes", "被替代的文件", request.Supersedes) : null;
        check.Done();
        if (await db.Documents.AnyAsync(other => other.County == county && other.Title == document.Title, cancel)) throw Fault.Duplicate("DOCUMENT_EXISTS", "已经有同样标题的文件了");
        var superseded = before is null ? null : await db.Documents.SingleOrDefaultAsync(other => other.County == county && other.Id == before, cancel) ?? throw Fault.Invalid("supersedes", "UNKNOWN_DOCUMENT", "没有这份被替代的文件");
        if (superseded?.SupersededBy is not null) throw Fault.Precondition("DOCUMENT_SUPERSEDED", $"“{superseded.Title}”已经被别的文件替代");

        db.Enter(document, superseded);
        db.Audit(county, "document.create", document.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return document.ToProto();
    }

    [Requires<ReadDocuments>]
    public override async Task<ListDocumentTasksResponse> ListDocumentTasks(ListDocumentTasksRequest request, ServerCallContext context)
    {
        var (today, page) = (ChinaTime.Today(db.Clock), Page.Of(request, keys: 2));
        var tasks = db.Tasks.AsNoTracking().Where(task => db.Scope.Counties.Contains(task.County)).Sought(request, today);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            tasks = tasks.Where(task => EF.Functions.GreaterThan(ValueTuple.Create(task.DueOn ?? never, task.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await tasks.OrderBy(task => task.DueOn ?? never).ThenBy(task => task.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var ids = rows.Select(task => task.DocumentId).Distinct().ToList();
        var titles = await db.Documents.AsNoTracking().Where(document => ids.Contains(document.Id)).ToDictionaryAsync(document => document.Id, document => document.Title, context.CancellationToken);
        return new ListDocumentTasksResponse
        {
            NextPageToken = page.Next(rows, task => [ChinaTime.Text(task.DueOn ?? never), task.Id.ToString()]),
            Tasks = { rows.Select(task => task.ToProto(titles.GetValueOrDefault(task.DocumentId, ""), today)) },
        };
    }

    [Requires<ManageDocuments>]
    public override async Task<DocumentTask> CreateDocumentTask(CreateDocumentTaskRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("documentId", "文件", request.DocumentId);
        var task = DocumentForm.Read(check, request, county, id, Guid.CreateVersion7(db.Clock.GetUtcNow()));
        check.Done();
        var document = await db.Documents.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这份文件");
        if (await db.Tasks.AnyAsync(other => other.County == county && other.DocumentId == id && other.Clause == task.Clause && other.ResponsibleUnit == task.ResponsibleUnit, cancel))
            throw Fault.Duplicate("TASK_EXISTS", $"{task.Clause}已经有{task.ResponsibleUnit}牵头的任务了");

        db.Enter(task, document);
        db.Audit(county, "document-task.create", task.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return task.ToProto(document.Title, ChinaTime.Today(db.Clock));
    }

    [Requires<ManageDocuments>]
    public override async Task<DocumentTask> ReportDocumentTask(ReportDocumentTaskRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (ChinaTime.Today(db.Clock), context.CancellationToken, new Check());
        var id = check.Id("id", "任务", request.Id);
        var state = check.Known("state", "状态", request.State);
        var note = check.Text("note", "进展", request.Note, most: 500, least: 2);
        check.Done();
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var task = await db.Tasks.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这项任务");
        var document = await db.Documents.SingleAsync(row => row.County == county && row.Id == task.DocumentId, cancel);

        db.Add(task.Report(state, note, request.Version, today, db.Clock.GetUtcNow()));
        if (task.DoneOn is { } day) db.CountDone(task, document, day);
        db.Audit(county, "document-task.report", task.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return task.ToProto(document.Title, today);
    }
}
