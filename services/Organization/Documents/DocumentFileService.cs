using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Documents;

/// <summary>Which files a document has. They come and go by <see cref="DocumentFileEndpoints"/>.</summary>
public sealed class DocumentFileService(OrganizationDb db) : DocumentFiles.DocumentFilesBase
{
    [Requires<ReadDocuments>]
    public override async Task<ListDocumentFilesResponse> ListDocumentFiles(ListDocumentFilesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("documentId", "文件", request.DocumentId);
        check.Done();
        var rows = await db.DocumentFiles.AsNoTracking().Where(file => file.DocumentId == id && db.Scope.Counties.Contains(file.County)).OrderBy(file => file.Id).Take(DocumentFile.Most).ToListAsync(context.CancellationToken);
        return new ListDocumentFilesResponse { Files = { rows.Select(file => file.ToProto()) } };
    }

    [Requires<ManageDocuments>]
    public override async Task<RemoveDocumentFileResponse> RemoveDocumentFile(RemoveDocumentFileRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var (documentId, id) = (check.Id("documentId", "文件", request.DocumentId), check.Id("id", "附件", request.Id));
        check.Done();
        var file = await db.DocumentFiles.SingleOrDefaultAsync(row => row.County == county && row.DocumentId == documentId && row.Id == id, cancel) ?? throw Fault.NotFound("这个附件");
        db.DocumentFiles.Remove(file);
        db.Audit(county, "document.remove-file", $"{documentId} {id}");
        db.Publish(new DocumentFileRemoved(county, id, file.Hash, 1));
        await db.SaveChangesAsync(cancel);
        return new RemoveDocumentFileResponse();
    }
}
