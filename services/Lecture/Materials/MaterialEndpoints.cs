using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using Google.Protobuf;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Materials;

/// <summary>Files of sessions over HTTP: upload and download, both streamed.</summary>
static class MaterialEndpoints
{
    const string path = "/api/sessions/{sessionId}/materials";

    internal static void MapMaterials(this WebApplication app)
    {
        app.MapPost(path, (HttpContext http, LectureDb db, IFileStore files, string sessionId, string? fileName) => UploadAsync(http, db, files, sessionId, fileName ?? "")).Requires<ManageLectures>().WithMetadata(new DisableRequestSizeLimitAttribute());
        app.MapGet($"{path}/{{material}}", (HttpContext http, LectureDb db, IFileStore files, string sessionId, string material) => DownloadAsync(http, db, files, sessionId, material)).Requires<ReadLectures>();
    }

    static async Task<IResult> UploadAsync(HttpContext http, LectureDb db, IFileStore files, string id, string fileName)
    {
        var (caller, cancel, check) = (db.Scope.Caller, http.RequestAborted, new Check());
        var (county, sessionId) = (caller.County, check.Id("sessionId", "宣讲", id));
        check.Done();
        // Before a byte is read: whose session it is, and whether it is not said to be too large.
        var site = await db.Sessions.Where(row => row.County == county && row.Id == sessionId).Select(row => row.Site).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这场宣讲");
        caller.Require<ManageLectures>(site);
        if (http.Request.ContentLength > SessionMaterial.MostBytes) throw Fault.Invalid("file", "FILE_TOO_LARGE", $"文件太大,最多 {SessionMaterial.MostBytes / 1024 / 1024} MB");
        var stored = await files.PutAsync(county, http.Request.Body, SessionMaterial.MostBytes, cancel);
        try
        {
            var type = Sniff(files, county, stored.Hash);
            var material = await db.TogetherAsync(async () =>
            {
                await db.LockFileAsync(county, stored.Hash, cancel);
                // Somebody may have removed the same content of another session meanwhile.
                await using (files.Open(county, stored.Hash) ?? throw Fault.Unavailable()) { }
                // Two uploads at once must not both be the tenth.
                await db.Database.ExecuteSqlAsync($"select from lecture_session where county = {county} and id = {sessionId} for update", cancel);
                var known = await db.Materials.AsNoTracking().Where(row => row.County == county && row.SessionId == sessionId).Select(row => row.Hash).ToListAsync(cancel);
                if (known.Contains(stored.Hash)) throw Fault.Duplicate("FILE_EXISTS", "这场宣讲已经有同样内容的材料了");
                if (known.Count >= SessionMaterial.Most) throw Fault.Precondition("TOO_MANY_FILES", $"一场宣讲最多 {SessionMaterial.Most} 份材料");
                var made = new SessionMaterial
                {
                    County = county,
                    Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
                    SessionId = sessionId,
                    Name = type.Name(fileName, SessionMaterial.MostName),
                    ContentType = type.ContentType,
                    Size = (int)stored.Size,
                    Hash = stored.Hash,
                    AddedAt = db.Clock.GetUtcNow(),
                };
                db.Materials.Add(made);
                db.Audit(county, "material.add", $"{sessionId} {made.Id}");
                await db.SaveChangesAsync(cancel);
                return made;
            }, cancel);
            return Results.Text(JsonFormatter.Default.Format(material.Shown()), "application/json", statusCode: StatusCodes.Status201Created);
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

    static async Task<IResult> DownloadAsync(HttpContext http, LectureDb db, IFileStore files, string id, string material)
    {
        var check = new Check();
        var (sessionId, materialId) = (check.Id("sessionId", "宣讲", id), check.Id("material", "材料", material));
        check.Done();
        var row = await db.Materials.AsNoTracking().SingleOrDefaultAsync(each => each.Id == materialId && each.SessionId == sessionId && db.Scope.Counties.Contains(each.County), http.RequestAborted) ?? throw Fault.NotFound("这份材料");
        var content = files.Open(row.County, row.Hash) ?? throw Fault.NotFound("这份材料");
        // A browser saves it and does not take it for a page of ours.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(content, row.ContentType, row.Name, row.AddedAt);
    }
}
