using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>Photos of sessions (宣讲照片): kept by who organises lectures at the site.</summary>
public sealed class SessionPhotos : PhotoKind<LectureDb, ManageLectures>
{
    public override string Name => "sessions";
    public override string Title => "这场宣讲";

    protected override async Task<PhotoSubject?> FindAsync(LectureDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        return await db.Sessions.AsNoTracking().Where(session => session.Id == id).Select(session => new PhotoSubject(session.County, session.Id.ToString(), session.Site, true)).SingleOrDefaultAsync(cancel);
    }
}

/// <inheritdoc cref="V1.SessionPhotos.SessionPhotosBase"/>
public sealed class SessionPhotoService(PhotoShelf shelf) : V1.SessionPhotos.SessionPhotosBase
{
    [Requires<ReadLectures>]
    public override Task<ListPhotosResponse> ListSessionPhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<SessionPhotos>(request, context);

    [Requires<ManageLectures>]
    public override Task<Platform.V1.Photo> UpdateSessionPhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<SessionPhotos>(request, context);

    [Requires<ManageLectures>]
    public override Task<RemovePhotoResponse> RemoveSessionPhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<SessionPhotos>(request, context);
}
