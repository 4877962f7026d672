using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Meetings;

/// <summary>From a request to the meetings and decisions that it seeks, and what entering one entails.</summary>
static class MeetingRows
{
    internal static IQueryable<HeldMeeting> Sought(this IQueryable<HeldMeeting> rows, ListMeetingsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("kind", "类别", request.Kind);
        var query = check.Optional("query", "会议名称", request.Query, most: 40);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.Done();
        rows = rows.Under(meeting => meeting.County, [prefix]);
        if (request.Kind != MeetingKind.Unspecified) rows = rows.Where(meeting => meeting.Kind == request.Kind);
        if (from is not null) rows = rows.Where(meeting => meeting.HeldOn >= from);
        if (to is not null) rows = rows.Where(meeting => meeting.HeldOn <= to);
        return query.Length == 0 ? rows : rows.Where(meeting => meeting.Title.Contains(query));
    }

    internal static IQueryable<MeetingDecision> Sought(this IQueryable<MeetingDecision> rows, ListDecisionsRequest request, DateOnly today)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? meeting = request.MeetingId.Length > 0 ? check.Id("meetingId", "会议", request.MeetingId) : null;
        check.KnownOrNone("state", "状态", request.State);
        var unit = check.Optional("unit", "责任单位", request.Unit, most: 60);
        check.Done();
        rows = rows.Under(decision => decision.County, [prefix]);
        if (meeting is not null) rows = rows.Where(decision => decision.MeetingId == meeting);
        if (request.State != DecisionState.Unspecified) rows = rows.Where(decision => decision.State == request.State);
        if (unit.Length > 0) rows = rows.Where(decision => decision.ResponsibleUnit == unit);
        return request.OverdueOnly ? rows.Where(decision => decision.DueOn < today && decision.DoneOn == null) : rows;
    }

    public static void Enter(this OrganizationDb db, HeldMeeting meeting)
    {
        db.Meetings.Add(meeting);
        db.Count(meeting.County, meeting.County, meeting.HeldOn, PolicyMeasures.Meetings, dimension: meeting.Kind.ToString());
    }

    /// <summary>A decision counts from the day of its meeting, however late it is written down.</summary>
    public static void Enter(this OrganizationDb db, MeetingDecision decision, HeldMeeting meeting)
    {
        db.Decisions.Add(decision);
        meeting.Decisions++;
        meeting.Version++;
        db.Count(decision.County, decision.County, meeting.HeldOn, PolicyMeasures.Decisions);
        db.Count(decision.County, decision.County, meeting.HeldOn, PolicyMeasures.DecisionsMade);
        if (decision.DoneOn is { } day) db.CountDone(decision, meeting, day);
    }

    public static void CountDone(this OrganizationDb db, MeetingDecision decision, HeldMeeting meeting, DateOnly day)
    {
        meeting.DecisionsDone++;
        meeting.Version++;
        db.Count(decision.County, decision.County, day, PolicyMeasures.DecisionsDone);
        if (decision.IsInTime) db.Count(decision.County, decision.County, day, PolicyMeasures.DecisionsInTime);
    }
}
