using CivPractice.Lecture.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;
using FeedbacksClient = CivPractice.Lecture.V1.SessionFeedbacks.SessionFeedbacksClient;

namespace CivPractice.Lecture.Tests.Feedback;

/// <summary>What listeners thought of any session (听众评价): by a code, or from paper.</summary>
public sealed class FeedbackServiceTests(LectureRunning running)
{
    FeedbacksClient Feedbacks => new(running.Service.Channel);

    async Task<(string County, LecturerTeam Team, Lecturer Lecturer, Session Session)> HeldAsync(string code, int audience)
    {
        var county = await running.CountyAsync(code);
        var team = await running.TeamAsync(county);
        var lecturer = await running.LecturerAsync(team, county);
        var session = await running.PlanAsync(Form(team, lecturer, Channel.Meeting, site: county), county);
        return (county, team, lecturer, await running.HoldAsync(session, audience, CountMethod.HeadCount, county));
    }

    [Fact]
    public async Task Who_has_the_code_says_what_it_was_like_and_no_more_do_than_listened()
    {
        var (county, _, lecturer, session) = await HeldAsync("180661", audience: 4);
        var (by, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Callers.Visitor(county)));
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(() => GiveAsync(session.Id, "", 5))).Code);
        var code = await Feedbacks.OpenFeedbackAsync(new() { Id = session.Id }, by);
        Assert.Equal((6, code.Code), (code.Code.Length, (await Feedbacks.OpenFeedbackAsync(new() { Id = session.Id }, by)).Code));

        foreach (var (typed, rating, refused) in new[] { ("AAAAAA", 5, StatusCode.NotFound), (code.Code, 6, StatusCode.InvalidArgument), (code.Code, 0, StatusCode.InvalidArgument), (new string('A', 40), 5, StatusCode.NotFound) })
            Assert.Equal(refused, (await RefusedAsync(() => GiveAsync(session.Id, typed, rating))).Code);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(() => GiveAsync(Guid.NewGuid().ToString(), code.Code, 5))).Code);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await Feedbacks.GiveFeedbackAsync(new() { Id = session.Id, Code = code.Code, Rating = 5 }, running.Service.As(Callers.Visitor("180662"))))).Code);

        // As people type it; and of many at once no more than there were listeners.
        await GiveAsync(session.Id, $" {code.Code.ToLowerInvariant()[..3]}-{code.Code[3..]}", 5, "讲得明白");
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { await GiveAsync(session.Id, code.Code, 3); return 1; }
            catch (RpcException full) when (full.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "FEEDBACK_FULL") { return 0; }
        }));
        Assert.Equal(3, many.Sum());
        await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 4, Papers = 6, Comment = "纸条上写的" }, by);

        var list = await Feedbacks.ListFeedbackAsync(new() { SessionId = session.Id, PageSize = 3 }, by);
        Assert.Equal((10, 38, 7, code.Code), (list.Ratings, list.AverageTenths, list.Satisfied, list.Code.Code));
        Assert.Equal(("纸条上写的", 6, true), (list.Feedback[0].Comment, list.Feedback[0].Papers, list.Feedback[0].ByClerk));
        var rest = await Feedbacks.ListFeedbackAsync(new() { SessionId = session.Id, PageSize = 3, PageToken = list.NextPageToken }, by);
        Assert.Equal("讲得明白", rest.Feedback[^1].Comment);
        Assert.Equal((10, 38), ((await running.Teams.GetLecturerAsync(new() { Id = lecturer.Id }, by)).Feedback.Ratings, (await running.Teams.GetLecturerAsync(new() { Id = lecturer.Id }, by)).Feedback.AverageTenths));
        Assert.Null((await running.Teams.GetLecturerAsync(new() { Id = lecturer.Id }, visitor)).Feedback);

        async Task GiveAsync(string id, string typed, int rating, string comment = "") => await Feedbacks.GiveFeedbackAsync(new() { Id = id, Code = typed, Rating = rating, Comment = comment }, visitor);
    }

    [Fact]
    public async Task What_is_said_while_a_session_is_voided_is_refused_or_taken_back()
    {
        var (county, team, lecturer, first) = await HeldAsync("180667", audience: 200);
        var by = running.Service.As(Clerk(county));
        for (var round = 0; round < 4; round++)
        {
            var session = round == 0 ? first : await running.HoldAsync(await running.PlanAsync(Form(team, lecturer, Channel.Meeting, site: county), county), 200, CountMethod.HeadCount, county);
            var said = Enumerable.Range(0, 6).Select(async _ =>
            {
                try { await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 5, Papers = 10 }, by); }
                catch (RpcException late) when (late.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason == "NOT_HELD") { }
            });
            await Task.WhenAll(said.Append(running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "登记了两遍" }, by).ResponseAsync));
        }
        Assert.Equal(0, await new Desk(running, county).FigureAsync("lectures.feedback"));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task It_counts_on_the_sessions_day_and_no_more_when_the_session_is_voided()
    {
        var (county, team, _, session) = await HeldAsync("180663", audience: 30);
        var by = running.Service.As(Clerk(county));
        await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 2, Papers = 2 }, by);
        await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 5, Papers = 9 }, by);
        var desk = new Desk(running, county);
        Assert.Equal((11, 9), (await desk.FigureAsync("lectures.feedback"), await desk.FigureAsync("lectures.feedback.satisfied")));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
        var code = await Feedbacks.OpenFeedbackAsync(new() { Id = session.Id }, by);

        await running.Sessions.VoidSessionAsync(new() { Id = session.Id, Reason = "登记了两遍" }, by);
        Assert.Equal((0, 0), (await desk.FigureAsync("lectures.feedback"), await desk.FigureAsync("lectures.feedback.satisfied")));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_HELD"), await RefusedAsync(async () => await Feedbacks.GiveFeedbackAsync(new() { Id = session.Id, Code = code.Code, Rating = 5 }, running.Service.As(Callers.Visitor(county)))));

        var planned = await running.PlanAsync(Form(team, startsAt: DateTimeOffset.UtcNow.AddDays(2), site: county), county);
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_HELD"), await RefusedAsync(async () => await Feedbacks.OpenFeedbackAsync(new() { Id = planned.Id }, by)));
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_HELD"), await RefusedAsync(async () => await Feedbacks.RecordFeedbackAsync(new() { SessionId = planned.Id, Rating = 5 }, by)));
    }

    [Fact]
    public async Task Nobody_but_who_organises_it_opens_it_writes_down_or_reads()
    {
        var (county, _, _, session) = await HeldAsync("180664", audience: 5);
        foreach (var (caller, refused) in new[] { (Callers.Visitor(county), StatusCode.Unauthenticated), (Callers.Person(Guid.NewGuid(), county), StatusCode.PermissionDenied), (Office("180665"), StatusCode.NotFound) })
        {
            var by = running.Service.As(caller);
            Assert.Equal(refused, (await RefusedAsync(async () => await Feedbacks.OpenFeedbackAsync(new() { Id = session.Id }, by))).Code);
            Assert.Equal(refused, (await RefusedAsync(async () => await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 5 }, by))).Code);
            Assert.Equal(refused, (await RefusedAsync(async () => await Feedbacks.ListFeedbackAsync(new() { SessionId = session.Id }, by))).Code);
        }
        // Of two nobody says an average.
        var clerk = running.Service.As(Clerk(county));
        await Feedbacks.RecordFeedbackAsync(new() { SessionId = session.Id, Rating = 1, Papers = 2 }, clerk);
        var list = await Feedbacks.ListFeedbackAsync(new() { SessionId = session.Id }, clerk);
        Assert.Equal((2, 0, 0), (list.Ratings, list.AverageTenths, list.Satisfied));
        Assert.Null(list.Code);
    }
}
