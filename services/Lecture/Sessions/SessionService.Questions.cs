using System.Text.RegularExpressions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>What people asked (群众提问), and the needs that came of it.</summary>
public sealed partial class SessionService
{
    [Requires<ManageLectures>]
    public override async Task<V1.Question> AddQuestion(AddQuestionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("sessionId", "宣讲", request.SessionId);
        var text = check.Text("text", "问题", request.Text, 200, least: 2);
        check.Done();
        var session = (await FindAsync(id, context.CancellationToken)).Session;
        if (session.Status != SessionStatus.Held) throw Fault.Precondition("NOT_HELD", "宣讲以后才能登记群众提问");
        var now = db.Clock.GetUtcNow();
        var question = new Question { County = session.County, Id = Guid.CreateVersion7(now), SessionId = session.Id, Site = session.Site, Text = text, AskedAt = now };
        db.Add(question);
        db.Audit(question.County, "question.add", question.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return question.Shown(session.Title);
    }

    [Requires<ManageLectures>]
    public override async Task<ListQuestionsResponse> ListQuestions(ListQuestionsRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? session = request.SessionId.Length > 0 ? check.Id("sessionId", "宣讲", request.SessionId) : null;
        check.Done();
        var page = Page.Of(request, 1);
        var rows = db.Questions.AsNoTracking().Under(row => row.Site, Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ManageLectures>()));
        if (session is not null) rows = rows.Where(row => row.SessionId == session);
        if (request.Waiting) rows = rows.Where(row => row.NeedNumber == "");
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id < after);
        }
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take)
            .Select(row => new { Question = row, Title = db.Sessions.Where(each => each.County == row.County && each.Id == row.SessionId).Select(each => each.Title).Single() }).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Question.Id.ToString()]);
        return new ListQuestionsResponse { Questions = { found.Select(row => row.Question.Shown(row.Title)) }, NextPageToken = next };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.Question> LinkQuestion(LinkQuestionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "问题", request.Id);
        var number = request.NeedNumber.Trim().ToUpperInvariant();
        check.That(NeedNumber().IsMatch(number), "needNumber", "INVALID_NUMBER", "需求编号形如 N-20260302-0001");
        check.Done();
        var question = await db.Questions.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这个问题");
        scope.Caller.Require<ManageLectures>(question.Site);
        question.Link(number);
        db.Audit(question.County, "question.link", $"{id} {number}");
        await db.SaveChangesAsync(context.CancellationToken);
        var title = await db.Sessions.Where(row => row.County == question.County && row.Id == question.SessionId).Select(row => row.Title).SingleAsync(context.CancellationToken);
        return question.Shown(title);
    }

    [GeneratedRegex("^N-[0-9]{8}-[0-9]{4,}$")]
    private static partial Regex NeedNumber();
}
