using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Feedback;

/// <summary>Feedback on sessions (听众评价): opened by who organises the lecture, given by who has the code, or written down from paper.</summary>
public sealed class FeedbackService(LectureDb db, CallerScope scope) : SessionFeedbacks.SessionFeedbacksBase
{
    [Requires<ManageLectures>]
    public override async Task<FeedbackCode> OpenFeedback(OpenFeedbackRequest request, ServerCallContext context)
    {
        var session = await ManagedAsync(request.Id, context.CancellationToken);
        if (session.OpenFeedback(db.Clock.GetUtcNow()))
        {
            db.Audit(session.County, "feedback.open", session.Id.ToString());
            await db.SaveChangesAsync(context.CancellationToken);
        }
        return Code(session);
    }

    [Requires<OrderLectures>]
    public override async Task<GivenFeedback> GiveFeedback(GiveFeedbackRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var id = check.Id("id", "宣讲", request.Id);
        var (rating, comment) = Read(check, request.Rating, request.Comment);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            // Whoever gives one waits at the session's row, so that no two are the last that fits.
            var session = await db.Sessions.LockAsync(scope.PersonalCounty, id, cancel);
            // A wrong code and a session that is not there are one answer.
            if (session?.FitsFeedback(request.Code) is not true) throw Fault.NotFound("这场宣讲的评价,请核对评价码");
            session.RequireFeedbackOpen(now);
            var given = await db.Feedback.CountAsync(row => row.County == session.County && row.SessionId == id && !row.ByClerk, cancel);
            if (given >= session.Audience) throw Fault.Precondition("FEEDBACK_FULL", "评价已经和听众一样多了,不能再评");
            Add(session, new SessionFeedback { County = session.County, Id = Guid.CreateVersion7(now), SessionId = id, Rating = rating, Comment = comment, Papers = 1, ByClerk = false, GivenAt = now });
            await db.SaveChangesAsync(cancel);
            return new GivenFeedback { SessionId = id.ToString(), Rating = rating };
        }, cancel);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.SessionFeedback> RecordFeedback(RecordFeedbackRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var id = check.Id("sessionId", "宣讲", request.SessionId);
        var (rating, comment) = Read(check, request.Rating, request.Comment);
        var papers = check.Range("papers", "份数", request.Papers, 0, SessionFeedback.MostPapers);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            // Whoever voids it waits at its row, or was first.
            var session = Managed(await db.Sessions.LockAsync(scope.Caller.County, id, cancel));
            session.RequireHeld();
            var row = new SessionFeedback { County = session.County, Id = Guid.CreateVersion7(now), SessionId = session.Id, Rating = rating, Comment = comment, Papers = Math.Max(1, papers), ByClerk = true, GivenAt = now };
            Add(session, row);
            db.Audit(row.County, "feedback.record", row.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return row.Shown();
        }, cancel);
    }

    [Requires<ManageLectures>]
    public override async Task<ListFeedbackResponse> ListFeedback(ListFeedbackRequest request, ServerCallContext context)
    {
        var (page, cancel) = (Page.Of(request, 1), context.CancellationToken);
        var session = await ManagedAsync(request.SessionId, cancel, "sessionId");
        var all = db.Feedback.AsNoTracking().Where(row => row.County == session.County && row.SessionId == session.Id);
        var sums = await all.GroupBy(_ => 1).Select(group => new { Ratings = group.Sum(row => row.Papers), Sum = group.Sum(row => row.Papers * row.Rating), Satisfied = group.Sum(row => row.Rating >= 4 ? row.Papers : 0) }).SingleOrDefaultAsync(cancel);
        var rows = all;
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id < after);
        }
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.Id.ToString()]);
        return new ListFeedbackResponse
        {
            Feedback = { found.Select(row => row.Shown()) },
            NextPageToken = next,
            Ratings = sums?.Ratings ?? 0,
            AverageTenths = SessionFeedback.AverageTenths(sums?.Sum ?? 0, sums?.Ratings ?? 0),
            Satisfied = sums?.Satisfied ?? 0,
            Code = session.TakesFeedback(db.Clock.GetUtcNow()) ? Code(session) : null,
        };
    }

    static (int Rating, string Comment) Read(Check check, int rating, string comment) =>
        (check.Range("rating", "评分", rating, 1, 5), check.Optional("comment", "想说的话", comment, SessionFeedback.MostComment));

    void Add(LectureSession session, SessionFeedback row)
    {
        db.Add(row);
        Measures.CountFeedback(db, session, row.Papers, row.Rating >= 4 ? row.Papers : 0);
    }

    static FeedbackCode Code(LectureSession session) => new() { SessionId = session.Id.ToString(), Code = session.FeedbackCode, Until = session.FeedbackUntil!.Value.ToTimestamp() };

    async Task<LectureSession> ManagedAsync(string value, CancellationToken cancel, string field = "id")
    {
        var check = new Check();
        var id = check.Id(field, "宣讲", value);
        check.Done();
        return Managed(await db.Sessions.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, cancel));
    }

    LectureSession Managed(LectureSession? session)
    {
        if (session is null) throw Fault.NotFound("这场宣讲");
        scope.Caller.Require<ManageLectures>(session.Site);
        return session;
    }
}
