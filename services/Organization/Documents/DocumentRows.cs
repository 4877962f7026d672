using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Documents;

/// <summary>From a request to the documents and tasks that it seeks, and what entering one entails.</summary>
static class DocumentRows
{
    internal static IQueryable<PolicyDocument> Sought(this IQueryable<PolicyDocument> rows, OrganizationDb db, ListDocumentsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("level", "级别", request.Level);
        var kind = check.Optional("kind", "类别", request.Kind, most: 20);
        var query = check.Optional("query", "标题或文号", request.Query, most: 40);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        rows = rows.Under(document => document.County, [prefix]).Recorded(moment, document => document.Id);
        if (to is not null) rows = rows.Where(document => document.IssuedOn <= to);
        if (request.First)
        {
            var others = db.Documents.Recorded(moment with { After = null }, document => document.Id);
            rows = rows.Where(document => !others.Any(other => other.County == document.County && other.Level == document.Level && other.Kind == document.Kind && (other.IssuedOn < document.IssuedOn || other.IssuedOn == document.IssuedOn && other.Id < document.Id)));
        }
        if (request.Level != PolicyLevel.Unspecified) rows = rows.Where(document => document.Level == request.Level);
        if (kind.Length > 0) rows = rows.Where(document => document.Kind == kind);
        return query.Length == 0 ? rows : rows.Where(document => document.Title.Contains(query) || document.Number.Contains(query));
    }

    internal static IQueryable<PolicyTask> Sought(this IQueryable<PolicyTask> rows, ListDocumentTasksRequest request, DateOnly today)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? document = request.DocumentId.Length > 0 ? check.Id("documentId", "文件", request.DocumentId) : null;
        check.KnownOrNone("state", "状态", request.State);
        var unit = check.Optional("unit", "单位", request.Unit, most: 60);
        check.Done();
        rows = rows.Under(task => task.County, [prefix]);
        if (document is not null) rows = rows.Where(task => task.DocumentId == document);
        if (request.State != DocumentTaskState.Unspecified) rows = rows.Where(task => task.State == request.State);
        if (unit.Length > 0) rows = rows.Where(task => task.ResponsibleUnit == unit || task.CooperatingUnits.Contains(unit));
        return request.OverdueOnly ? rows.Where(task => task.DueOn < today && task.State != DocumentTaskState.TaskDone && task.State != DocumentTaskState.TaskDropped) : rows;
    }

    public static void Enter(this OrganizationDb db, PolicyDocument document, PolicyDocument? before)
    {
        db.Documents.Add(document);
        if (before is not null)
        {
            (document.Supersedes, before.SupersededBy) = (before.Id, document.Id);
            before.Version++;
        }
        db.Count(document.County, document.County, document.IssuedOn, PolicyMeasures.Documents, dimension: document.Level.ToString());
    }

    public static void Enter(this OrganizationDb db, PolicyTask task, PolicyDocument document)
    {
        db.Tasks.Add(task);
        document.Tasks++;
        document.Version++;
        db.Count(task.County, task.County, document.IssuedOn, PolicyMeasures.Tasks);
        if (task.DoneOn is { } day) db.CountDone(task, document, day);
    }

    public static void CountDone(this OrganizationDb db, PolicyTask task, PolicyDocument document, DateOnly day)
    {
        document.TasksDone++;
        document.Version++;
        db.Count(task.County, task.County, day, PolicyMeasures.TasksDone);
    }
}
