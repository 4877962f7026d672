using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Materials;

/// <summary>Which files a session has. They come and go by <see cref="MaterialEndpoints"/>.</summary>
public sealed class MaterialService(LectureDb db, CallerScope scope) : SessionMaterials.SessionMaterialsBase
{
    [Requires<ReadLectures>]
    public override async Task<ListSessionMaterialsResponse> ListSessionMaterials(ListSessionMaterialsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("sessionId", "宣讲", request.SessionId);
        check.Done();
        var rows = await db.Materials.AsNoTracking().Where(row => row.SessionId == id).OrderBy(row => row.Id).Take(SessionMaterial.Most).ToListAsync(context.CancellationToken);
        return new ListSessionMaterialsResponse { Materials = { rows.Select(row => row.Shown()) } };
    }

    [Requires<ManageLectures>]
    public override async Task<RemoveSessionMaterialResponse> RemoveSessionMaterial(RemoveSessionMaterialRequest request, ServerCallContext context)
    {
        var (cancel, check, county) = (context.CancellationToken, new Check(), scope.Caller.County);
        var (session, id) = (check.Id("sessionId", "宣讲", request.SessionId), check.Id("id", "材料", request.Id));
        check.Done();
        var site = await db.Sessions.Where(row => row.County == county && row.Id == session).Select(row => row.Site).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这场宣讲");
        scope.Caller.Require<ManageLectures>(site);
        var material = await db.Materials.SingleOrDefaultAsync(row => row.County == county && row.SessionId == session && row.Id == id, cancel) ?? throw Fault.NotFound("这份材料");
        db.Materials.Remove(material);
        db.Audit(county, "material.remove", $"{session} {id}");
        db.Publish(new SessionMaterialRemoved(county, id, material.Hash, 1));
        await db.SaveChangesAsync(cancel);
        return new RemoveSessionMaterialResponse();
    }
}
