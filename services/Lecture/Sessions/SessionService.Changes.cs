using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>What is told of a session is completed or set right: its figures by part follow, and what stood there before is kept.</summary>
public sealed partial class SessionService
{
    [Requires<ManageLectures>]
    public override async Task<Session> UpdateSession(UpdateSessionRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "宣讲", request.Id);
        var told = Told.Of(check, request);
        var reason = check.Optional("reason", "更正原因", request.Reason, 200);
        check.Done();
        var found = await FindAsync(id, cancel);
        var session = found.Session;
        // The venue that it names already stays what it was, also when it left the pool since.
        var same = Guid.TryParse(request.VenueId, out var venue) && venue == session.VenueId;
        told = told.In(same ? session.Told.Venue : await venues.OfAsync(request.VenueId, session.Site, context));

        if (session.Status == SessionStatus.Held) Measures.CountTold(db, session, -1);
        var changes = session.Tell(told, reason, db.Clock.GetUtcNow());
        if (session.Status == SessionStatus.Held) Measures.CountTold(db, session);
        db.AddRange(changes);
        db.Audit(session.County, "session.update", $"{id} {string.Join(' ', changes.Select(change => change.Field))}");
        await db.SaveChangesAsync(cancel);
        return found.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<ListSessionChangesResponse> ListSessionChanges(ListSessionChangesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 1);
        var session = (await FindAsync(IdOf(request.Id), context.CancellationToken)).Session;
        var rows = db.SessionChanges.AsNoTracking().Where(row => row.County == session.County && row.SessionId == session.Id);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id < after);
        }
        var changes = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(changes, row => [row.Id.ToString()]);
        return new ListSessionChangesResponse { Changes = { changes.Select(row => row.Shown()) }, NextPageToken = next };
    }
}
