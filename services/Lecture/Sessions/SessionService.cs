using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>Sessions (宣讲场次), newest first.</summary>
public sealed class SessionService(LectureDb db, CallerScope scope, TallyReader tallies) : V1.Sessions.SessionsBase
{
    sealed record Named(LectureSession Session, string TeamName, string? LecturerName)
    {
        public Session Shown() => Session.Shown(TeamName, LecturerName);
    }

    [Requires<ReadLectures>]
    public override async Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var rows = db.Sessions.AsNoTracking().Sought(request);
        if (!page.IsFirst)
        {
            var (time, id) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(session => EF.Functions.LessThan(ValueTuple.Create(session.StartsAt, session.Id), ValueTuple.Create(time, id)));
        }
        var found = await WithNames(rows.OrderByDescending(session => session.StartsAt).ThenByDescending(session => session.Id).Take(page.Take)).ToListAsync(context.CancellationToken);
        var next = page.Next(found, each => [Page.Key(each.Session.StartsAt), each.Session.Id.ToString()]);
        return new ListSessionsResponse { Sessions = { found.Select(each => each.Shown()) }, NextPageToken = next };
    }

    [Requires<ReadLectures>]
    public override async Task<Session> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        var id = IdOf(request.Id);
        var found = await WithNames(db.Sessions.AsNoTracking().Where(session => session.Id == id)).SingleOrDefaultAsync(context.CancellationToken) ?? throw Fault.NotFound("这场宣讲");
        return found.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<Session> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var session = Plan.Of(request, caller, db.Clock.GetUtcNow());
        caller.Require<ManageLectures>(session.Site);
        await KnownSite.RequireAsync(db, session.County, session.Site, cancel);
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(row => row.County == session.County && row.Id == session.TeamId, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
        var lecturer = session.LecturerId is null ? null
            : await db.Lecturers.AsNoTracking().SingleOrDefaultAsync(row => row.County == session.County && row.Id == session.LecturerId, cancel) ?? throw Fault.NotFound("这位宣讲员");
        if (lecturer is not null && lecturer.TeamId != team.Id)
            throw Fault.Precondition("LECTURER_OF_ANOTHER_TEAM", $"这位宣讲员不在宣讲队伍“{team.Name}”");

        db.Add(session);
        db.Audit(session.County, "session.create", session.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return session.Shown(team.Name, lecturer?.Name);
    }

    [Requires<ManageLectures>]
    public override async Task<Session> HoldSession(HoldSessionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var audience = check.Range("audience", "听众人次", request.Audience, 0, LectureSession.MostAudience);
        var method = check.Known("countMethod", "统计方式", request.CountMethod);
        check.Done();
        var found = await FindAsync(id, context.CancellationToken);
        var session = found.Session;
        session.Hold(audience, method, db.Clock.GetUtcNow());

        db.Audit(session.County, "session.hold", session.Id.ToString());
        Measures.CountHeld(db, session);
        await db.SaveChangesAsync(context.CancellationToken);
        return found.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<Session> CancelSession(CancelSessionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var reason = check.Text("reason", "取消原因", request.Reason, 200, least: 2);
        check.Done();
        var found = await FindAsync(id, context.CancellationToken);
        found.Session.Cancel(reason);

        db.Audit(found.Session.County, "session.cancel", id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return found.Shown();
    }

    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) => tallies.ReadAsync(Measures.All, request, context.CancellationToken);

    async Task<Named> FindAsync(Guid id, CancellationToken cancel)
    {
        var found = await WithNames(db.Sessions.Where(session => session.County == scope.Caller.County && session.Id == id)).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这场宣讲");
        scope.Caller.Require<ManageLectures>(found.Session.Site);
        return found;
    }

    IQueryable<Named> WithNames(IQueryable<LectureSession> sessions) => sessions.Select(session => new Named(
        session,
        db.Teams.Where(team => team.County == session.County && team.Id == session.TeamId).Select(team => team.Name).Single(),
        db.Lecturers.Where(lecturer => lecturer.County == session.County && lecturer.Id == session.LecturerId).Select(lecturer => lecturer.Name).SingleOrDefault()));

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", value);
        check.Done();
        return id;
    }
}
