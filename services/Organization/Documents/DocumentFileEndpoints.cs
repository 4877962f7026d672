using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using Google.Protobuf;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Documents;

/// <summary>Files of documents over HTTP: upload and download, both streamed.</summary>
static class DocumentFileEndpoints
{
    const string path = "/api/documents/{documentId}/files";

    internal static void MapDocumentFiles(this WebApplication app)
    {
        app.MapPost(path, (HttpContext http, OrganizationDb db, IFileStore files, string documentId, string? fileName) => UploadAsync(http, db, files, documentId, fileName ?? "")).Requires<ManageDocuments>().WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapGet($"{path}/{{file}}", (HttpContext http, OrganizationDb db, IFileStore files, string documentId, string file) => DownloadAsync(http, db, files, documentId, file)).Requires<ReadDocuments>();
    }

    static async Task<IResult> UploadAsync(HttpContext http, OrganizationDb db, IFileStore files, string id, string fileName)
    {
        var (county, cancel, check) = (db.Scope.Caller.RequireOwn<ManageDocuments>(), http.RequestAborted, new Check());
        var documentId = check.Id("documentId", "文件", id);
        check.Done();
        // Before a byte is read: whose document it is, and whether it is not said to be too large.
        if (!await db.Documents.AnyAsync(row => row.County == county && row.Id == documentId, cancel)) throw Fault.NotFound("这份文件");
        if (http.Request.ContentLength > DocumentFile.MostBytes) throw Fault.Invalid("file", "FILE_TOO_LARGE", $"文件太大,最多 {DocumentFile.MostBytes / 1024 / 1024} MB");
        var stored = await files.PutAsync(county, http.Request.Body, DocumentFile.MostBytes, cancel);
        try
        {
            var type = Sniff(files, county, stored.Hash);
            var file = await db.TogetherAsync(async () =>
            {
                await db.LockFileAsync(county, stored.Hash, cancel);
                // Somebody may have removed the same content of another document meanwhile.
                await using (files.Open(county, stored.Hash) ?? throw Fault.Unavailable()) { }
                var document = await db.Documents.SingleOrDefaultAsync(row => row.County == county && row.Id == documentId, cancel) ?? throw Fault.NotFound("这份文件");
                var known = await db.DocumentFiles.AsNoTracking().Where(row => row.County == county && row.DocumentId == documentId).Select(row => row.Hash).ToListAsync(cancel);
                if (known.Contains(stored.Hash)) throw Fault.Duplicate("FILE_EXISTS", "这份文件已经有同样内容的附件了");
                if (known.Count >= DocumentFile.Most) throw Fault.Precondition("TOO_MANY_FILES", $"一份文件最多 {DocumentFile.Most} 个附件");
                // Two uploads at once must not both be the twentieth.
                document.Version++;
                var made = new DocumentFile
                {
                    County = county,
                    Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
                    DocumentId = documentId,
                    Name = type.Name(fileName, DocumentFile.MostName),
                    ContentType = type.ContentType,
                    Size = (int)stored.Size,
                    Hash = stored.Hash,
                    AddedAt = db.Clock.GetUtcNow(),
                };
                db.DocumentFiles.Add(made);
                db.Audit(county, "document.add-file", $"{documentId} {made.Id}");
                await db.SaveChangesAsync(cancel);
                return made;
            }, cancel);
            return Results.Text(JsonFormatter.Default.Format(file.ToProto()), "application/json", statusCode: StatusCodes.Status201Created);
        }
        catch (Fault)
        {
            // What no row names is not kept.
            db.ChangeTracker.Clear();
            await db.ForgetFileAsync(files, county, stored.Hash, cancel);
            throw;
        }
    }

    static TextFile Sniff(IFileStore files, string county, string hash)
    {
        using var content = files.Open(county, hash) ?? throw Fault.Unavailable();
        return TextFile.Of(content);
    }

    static async Task<IResult> DownloadAsync(HttpContext http, OrganizationDb db, IFileStore files, string id, string file)
    {
        var check = new Check();
        var (documentId, fileId) = (check.Id("documentId", "文件", id), check.Id("file", "附件", file));
        check.Done();
        var row = await db.DocumentFiles.AsNoTracking().SingleOrDefaultAsync(each => each.Id == fileId && each.DocumentId == documentId && db.Scope.Counties.Contains(each.County), http.RequestAborted) ?? throw Fault.NotFound("这个附件");
        var content = files.Open(row.County, row.Hash) ?? throw Fault.NotFound("这个附件");
        // A browser saves it and does not take it for a page of ours.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(content, row.ContentType, row.Name, row.AddedAt);
    }
}
