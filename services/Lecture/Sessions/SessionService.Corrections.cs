using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>What is set right afterwards, by lines that are added to the audience ledger; and what is told of a moral lecture.</summary>
public sealed partial class SessionService
{
    [Requires<ManageLectures>]
    public override async Task<Session> CorrectAudience(CorrectAudienceRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var audience = check.Range("audience", "听众人次", request.Audience, 0, LectureSession.MostAudience);
        var method = check.Known("countMethod", "统计方式", request.CountMethod);
        var reason = check.Text("reason", "更正原因", request.Reason, 200, least: 2);
        check.Done();
        var found = await FindAsync(id, context.CancellationToken);
        foreach (var line in found.Session.Correct(audience, method, reason, db.Clock.GetUtcNow())) Measures.AddLine(db, found.Session, line);
        db.Audit(found.Session.County, "session.correct", id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return found.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<Session> VoidSession(VoidSessionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var reason = check.Text("reason", "作废原因", request.Reason, 200, least: 2);
        check.Done();
        return await db.TogetherAsync(() => VoidAsync(id, reason, context.CancellationToken), context.CancellationToken);
    }

    async Task<Session> VoidAsync(Guid id, string reason, CancellationToken cancel)
    {
        // Whoever says what they thought of it waits at its row, or is counted.
        await db.Sessions.LockAsync(scope.Caller.County, id, cancel);
        var found = await FindAsync(id, cancel);
        var session = found.Session;
        Measures.AddLine(db, session, session.Void(reason, db.Clock.GetUtcNow()));
        Measures.CountHeld(db, session, -1);
        // What was said of it stays, and counts no more.
        var said = db.Feedback.Where(row => row.County == session.County && row.SessionId == session.Id);
        Measures.CountFeedback(db, session, -await said.SumAsync(row => row.Papers, cancel), -await said.Where(row => row.Rating >= 4).SumAsync(row => row.Papers, cancel));
        // Who asked for it still waits for it.
        if (await OrderAsync(session, cancel) is { Status: OrderStatus.OrderHeld, HeldAt: { } at } order)
        {
            Measures.Count(db, order, Measures.OrdersHeld, at, -1);
            await WaitAnewAsync(order, reason, cancel);
        }
        db.Audit(session.County, "session.void", id.ToString());
        await db.SaveChangesAsync(cancel);
        return found.Shown();
    }

    [Requires<ManageLectures>]
    public override async Task<ListAudienceResponse> ListAudience(ListAudienceRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 1);
        var session = (await FindAsync(IdOf(request.Id), context.CancellationToken)).Session;
        var rows = db.AudienceEntries.AsNoTracking().Where(row => row.County == session.County && row.SessionId == session.Id);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id > after);
        }
        var lines = await rows.OrderBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(lines, row => [row.Id.ToString()]);
        return new ListAudienceResponse { Entries = { lines.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ManageLectures>]
    public override async Task<Session> RecordMoralLecture(RecordMoralLectureRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲", request.Id);
        var steps = MoralSteps.Of(check, request.Steps);
        var person = check.Optional("modelPerson", "先进人物", request.ModelPerson, 30);
        var deed = check.Optional("deed", "事迹", request.Deed, 500);
        // The name stands on a public page: only with consent (个人信息保护法 Art. 13 and 25).
        check.That(person.Length == 0 || request.Consent, "consent", "CONSENT_REQUIRED", "公开先进人物的姓名,要先得到本人同意");
        check.Done();
        var found = await FindAsync(id, context.CancellationToken);
        var session = found.Session;
        var first = !session.IsMoral;
        session.RecordMoral(steps, person, deed, db.Clock.GetUtcNow());
        if (first) db.Count(session.County, session.Site, ChinaTime.Day(session.StartsAt), Measures.Moral, dimension: session.Level.ToString());
        db.Audit(session.County, "session.moral", id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return found.Shown();
    }
}
