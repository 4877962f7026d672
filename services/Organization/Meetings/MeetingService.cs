using System.Globalization;
using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Meetings;

/// <summary>Meetings (会议), their decisions and how these are carried out.</summary>
public sealed class MeetingService(OrganizationDb db) : V1.Meetings.MeetingsBase
{
    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<ReadDocuments>]
    public override async Task<ListMeetingsResponse> ListMeetings(ListMeetingsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var meetings = db.Meetings.AsNoTracking().Where(meeting => db.Scope.Counties.Contains(meeting.County)).Sought(request);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            meetings = meetings.Where(meeting => EF.Functions.LessThan(ValueTuple.Create(meeting.HeldOn, meeting.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await meetings.OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListMeetingsResponse { NextPageToken = page.Next(rows, meeting => [ChinaTime.Text(meeting.HeldOn), meeting.Id.ToString()]), Meetings = { rows.Select(meeting => meeting.ToProto()) } };
    }

    [Requires<ReadDocuments>]
    public override async Task<Meeting> GetMeeting(GetMeetingRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "会议", request.Id);
        check.Done();
        return (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id && db.Scope.Counties.Contains(meeting.County), context.CancellationToken) ?? throw Fault.NotFound("这次会议")).ToProto();
    }

    [Requires<ManageDocuments>]
    public override async Task<Meeting> CreateMeeting(CreateMeetingRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var meeting = MeetingForm.Read(check, request, county, Guid.CreateVersion7(db.Clock.GetUtcNow()), Today);
        check.Done();
        if (await db.Meetings.AnyAsync(other => other.County == county && other.HeldOn == meeting.HeldOn && other.Title == meeting.Title, cancel)) throw Fault.Duplicate("MEETING_EXISTS", "这一天已经登记过同名的会议了");

        db.Enter(meeting);
        db.Audit(county, "meeting.create", meeting.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return meeting.ToProto();
    }

    [Requires<ReadDocuments>]
    public override async Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context)
    {
        var (today, page) = (Today, Page.Of(request, keys: 2));
        var decisions = db.Decisions.AsNoTracking().Where(decision => db.Scope.Counties.Contains(decision.County)).Sought(request, today);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            decisions = decisions.Where(decision => EF.Functions.GreaterThan(ValueTuple.Create(decision.DueOn, decision.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await decisions.OrderBy(decision => decision.DueOn).ThenBy(decision => decision.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, decision => [ChinaTime.Text(decision.DueOn), decision.Id.ToString()]);
        var ids = rows.Select(decision => decision.MeetingId).Distinct().ToList();
        var titles = await db.Meetings.AsNoTracking().Where(meeting => ids.Contains(meeting.Id)).ToDictionaryAsync(meeting => meeting.Id, meeting => meeting.Title, context.CancellationToken);
        return new ListDecisionsResponse { NextPageToken = next, Decisions = { rows.Select(decision => decision.ToProto(titles.GetValueOrDefault(decision.MeetingId, ""), today)) } };
    }

    [Requires<ManageDocuments>]
    public override async Task<Decision> CreateDecision(CreateDecisionRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("meetingId", "会议", request.MeetingId);
        check.Done();
        var meeting = await db.Meetings.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这次会议");
        if (meeting.Decisions >= HeldMeeting.MostDecisions) throw Fault.Precondition("TOO_MANY_DECISIONS", $"一次会议最多登记 {HeldMeeting.MostDecisions} 项决议");
        // Two at once do not get the same number: each moves the meeting's version.
        var last = await db.Decisions.Where(row => row.County == county && row.MeetingId == id).MaxAsync(row => (int?)row.No, cancel) ?? 0;
        var decision = MeetingForm.Read(check, request, county, id, meeting.HeldOn, last + 1, Guid.CreateVersion7(db.Clock.GetUtcNow()));
        check.Done();

        db.Enter(decision, meeting);
        db.Audit(county, "decision.create", decision.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return decision.ToProto(meeting.Title, Today);
    }

    [Requires<ManageDocuments>]
    public override async Task<Decision> ReportDecision(ReportDecisionRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (Today, context.CancellationToken, new Check());
        var id = check.Id("id", "决议", request.Id);
        var state = check.Known("state", "办理到哪一步", request.State);
        var note = check.Text("note", "落实情况", request.Note, most: 500, least: 2);
        var done = check.DayOrNone("doneOn", "完成日期", request.DoneOn);
        check.That(done is null || state == DecisionState.DecisionDone, "doneOn", "NOT_DONE", "已完成的才填完成日期");
        check.Done();
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var decision = await db.Decisions.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这项决议");
        var meeting = await db.Meetings.SingleAsync(row => row.County == county && row.Id == decision.MeetingId, cancel);
        MeetingForm.Done(check, "doneOn", done ?? today, meeting.HeldOn, today);
        check.Done();

        db.Add(decision.Report(state, note, done ?? today, request.Version, db.Clock.GetUtcNow()));
        if (decision.DoneOn is { } day) db.CountDone(decision, meeting, day);
        db.Audit(county, "decision.report", decision.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return decision.ToProto(meeting.Title, today);
    }

    [Requires<ReadDocuments>]
    public override async Task<ListFollowUpsResponse> ListFollowUps(ListFollowUpsRequest request, ServerCallContext context)
    {
        var (page, check) = (Page.Of(request, keys: 1), new Check());
        var id = check.Id("decisionId", "决议", request.DecisionId);
        check.Done();
        var steps = db.DecisionSteps.AsNoTracking().Where(step => step.DecisionId == id && db.Scope.Counties.Contains(step.County));
        if (!page.IsFirst)
        {
            var after = long.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : 0;
            steps = steps.Where(step => step.No < after);
        }
        var rows = await steps.OrderByDescending(step => step.No).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListFollowUpsResponse { NextPageToken = page.Next(rows, step => [step.No.ToString(CultureInfo.InvariantCulture)]), FollowUps = { rows.Select(step => step.ToProto()) } };
    }
}
