using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>Sessions (宣讲场次), newest first. Corrections, what people asked and coverage stand in the other parts.</summary>
public sealed partial class SessionService(LectureDb db, CallerScope scope, TallyReader tallies, VenueAsked venues, DivisionsAsked divisions) : V1.Sessions.SessionsBase
{
    sealed record Named(LectureSession Session, string TeamName, string? LecturerName, bool? Leading, string? CourseTitle)
    {
        public Session Shown() => Session.Shown(TeamName, LecturerName, CourseTitle);
    }

    [Requires<ReadLectures>]
    public override async Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var answer = await PageAsync(db.Sessions.AsNoTracking().Sought(db, request), page, context.CancellationToken);
        if (new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is { } moment) await SessionsOfAMoment.SayAsync(db, answer.Sessions, moment, context.CancellationToken);
        return answer;
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
        var session = Plan.Of(request, scope.Caller, db.Clock.GetUtcNow(), await venues.OfAsync(request.VenueId, request.Site, context));
        scope.Caller.Require<ManageLectures>(session.Site);
        return await db.TogetherAsync(async () =>
        {
            var (team, lecturer, course) = await Plan.AddAsync(db, session, context.CancellationToken);
            db.Audit(session.County, "session.create", session.Id.ToString());
            await db.SaveChangesAsync(context.CancellationToken);
            return session.Shown(team.Name, lecturer?.Name, course?.Title);
        }, context.CancellationToken);
    }

    [Requires<ManageLectures>]
    public override Task<Session> HoldSession(HoldSessionRequest request, ServerCallContext context) => HoldAsync(request, FindAsync, context.CancellationToken);

    [Requires<GiveLectures>]
    public override Task<Session> HoldMySession(HoldSessionRequest request, ServerCallContext context) => HoldAsync(request, FindMineAsync, context.CancellationToken);

    [Requires<ManageLectures>]
    public override async Task<Session> CancelSession(CancelSessionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var reason = check.Text("reason", "取消原因", request.Reason, 200, least: 2);
        check.Done();
        var found = await FindAsync(id, context.CancellationToken);
        found.Session.Cancel(reason);
        if (await OrderAsync(found.Session, context.CancellationToken) is { } order) await WaitAnewAsync(order, reason, context.CancellationToken);

        db.Audit(found.Session.County, "session.cancel", id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return found.Shown();
    }

    [Requires<GiveLectures>]
    public override async Task<ListSessionsResponse> ListMySessions(ListMySessionsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var status = check.KnownOrNone("status", "状态", request.Status);
        check.Done();
        var page = Page.Of(request, 2);
        var rows = Mine(db.Sessions.AsNoTracking());
        if (status != SessionStatus.Unspecified) rows = rows.Where(session => session.Status == status);
        return await PageAsync(rows, page, context.CancellationToken);
    }

    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) => tallies.ReadAsync(Measures.All, request, context.CancellationToken);

    async Task<Session> HoldAsync(HoldSessionRequest request, Func<Guid, CancellationToken, Task<Named>> find, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var audience = check.Range("audience", "听众人次", request.Audience, 0, LectureSession.MostAudience);
        var method = check.Known("countMethod", "统计方式", request.CountMethod);
        check.Done();
        var found = await find(id, cancel);
        var (session, now) = (found.Session, db.Clock.GetUtcNow());
        var line = session.Hold(audience, method, now, found.Leading == true);
        if (await OrderAsync(session, cancel) is { } order)
        {
            order.Hold(now);
            Measures.Count(db, order, Measures.OrdersHeld, now);
        }

        db.Audit(session.County, "session.hold", session.Id.ToString());
        Measures.CountHeld(db, session);
        Measures.AddLine(db, session, line);
        await db.SaveChangesAsync(cancel);
        return found.Shown();
    }

    async Task<ListSessionsResponse> PageAsync(IQueryable<LectureSession> rows, Page page, CancellationToken cancel)
    {
        if (!page.IsFirst)
        {
            var (time, id) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(session => EF.Functions.LessThan(ValueTuple.Create(session.StartsAt, session.Id), ValueTuple.Create(time, id)));
        }
        var found = await WithNames(rows.OrderByDescending(session => session.StartsAt).ThenByDescending(session => session.Id).Take(page.Take)).ToListAsync(cancel);
        var next = page.Next(found, each => [Page.Key(each.Session.StartsAt), each.Session.Id.ToString()]);
        return new ListSessionsResponse { Sessions = { found.Select(each => each.Shown()) }, NextPageToken = next };
    }

    async Task<Named> FindAsync(Guid id, CancellationToken cancel)
    {
        var found = await WithNames(db.Sessions.Where(session => session.County == scope.Caller.County && session.Id == id)).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这场宣讲");
        scope.Caller.Require<ManageLectures>(found.Session.Site);
        return found;
    }

    // Somebody else's session is none of a lecturer's business: not found.
    async Task<Named> FindMineAsync(Guid id, CancellationToken cancel) =>
        await WithNames(Mine(db.Sessions).Where(session => session.Id == id)).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这场宣讲");

    IQueryable<LectureSession> Mine(IQueryable<LectureSession> sessions)
    {
        var (county, person) = (scope.Caller.County, scope.Caller.PersonId);
        return sessions.Where(session => session.County == county && db.Lecturers.Any(row => row.County == county && row.Id == session.LecturerId && row.PersonId == person));
    }

    async Task<Orders.LectureOrder?> OrderAsync(LectureSession session, CancellationToken cancel) => session.OrderId is null ? null
        : await db.Orders.SingleOrDefaultAsync(order => order.County == session.County && order.Id == session.OrderId, cancel);

    // It waits where somebody can schedule it: at a site that closed meanwhile nothing begins, so it moves on to the site that runs at the end of the chain of successors.
    async Task WaitAnewAsync(Orders.LectureOrder order, string reason, CancellationToken cancel)
    {
        order.Unschedule(reason);
        // The time that it took of a lecturer's calendar is not offered again: why it came to nothing nobody knows here.
        if (order.OfferId is { } offer && await db.Offers.SingleOrDefaultAsync(row => row.County == order.County && row.Id == offer && row.Status == OfferStatus.OfferTaken, cancel) is { } taken) taken.Drop("这场宣讲没有讲成");
        var to = await Succession.RunningAsync(db, order.County, order.Site, cancel);
        if (to != order.Site) order.Move(to, ChinaTime.Today(db.Clock));
    }

    IQueryable<Named> WithNames(IQueryable<LectureSession> sessions) => sessions.Select(session => new Named(
        session,
        db.Teams.Where(team => team.County == session.County && team.Id == session.TeamId).Select(team => team.Name).Single(),
        db.Lecturers.Where(lecturer => lecturer.County == session.County && lecturer.Id == session.LecturerId).Select(lecturer => lecturer.Name).SingleOrDefault(),
        db.Lecturers.Where(lecturer => lecturer.County == session.County && lecturer.Id == session.LecturerId).Select(lecturer => (bool?)lecturer.IsLeading).SingleOrDefault(),
        db.Courses.Where(course => course.County == session.County && course.Id == session.CourseId).Select(course => course.Title).SingleOrDefault()));

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", value);
        check.Done();
        return id;
    }
}
