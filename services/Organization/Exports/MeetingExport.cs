using CivPractice.Organization.Meetings;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Exports;

/// <summary>Meetings (会议) as a file; it can be imported again.</summary>
public sealed class MeetingExport : ListExport<OrganizationDb, ReadDocuments, ListMeetingsRequest, HeldMeeting>
{
    public override string Name => "meetings";
    public override string Title => "会议";
    public override IReadOnlyList<string> Headings { get; } = ["会议名称", "召开日期", "类别", "召集单位", "地点", "主持人", "参会单位", "议题", "纪要", "决议数", "已完成"];

    protected override IQueryable<HeldMeeting> Rows(OrganizationDb db, ListMeetingsRequest request, IReadOnlyList<string> prefixes) => db.Meetings.Sought(request).Under(meeting => meeting.County, prefixes);

    protected override IQueryable<HeldMeeting> After(IQueryable<HeldMeeting> rows, HeldMeeting? last)
    {
        if (last is not null) rows = rows.Where(meeting => EF.Functions.GreaterThan(ValueTuple.Create(meeting.HeldOn, meeting.Id), ValueTuple.Create(last.HeldOn, last.Id)));
        return rows.OrderBy(meeting => meeting.HeldOn).ThenBy(meeting => meeting.Id);
    }

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListMeetingsRequest request, IReadOnlyList<HeldMeeting> rows, CancellationToken cancel) => Task.FromResult(rows.Select(meeting => (IReadOnlyList<string>)
    [
        meeting.Title, ChinaTime.Text(meeting.HeldOn), meeting.Kind.Said(), meeting.Convener, meeting.Place, meeting.ChairedBy, string.Join('、', meeting.AttendingUnits), meeting.Agenda, meeting.Minutes,
        $"{meeting.Decisions}", $"{meeting.DecisionsDone}",
    ]));
}

/// <summary>Decisions of meetings (会议决议) as a file; it can be imported again.</summary>
public sealed class DecisionExport : ListExport<OrganizationDb, ReadDocuments, ListDecisionsRequest, MeetingDecision>
{
    public override string Name => "decisions";
    public override string Title => "会议决议";
    public override IReadOnlyList<string> Headings { get; } = ["会议", "召开日期", "序号", "决议", "责任单位", "完成时限", "状态", "完成日期", "落实情况"];

    protected override IQueryable<MeetingDecision> Rows(OrganizationDb db, ListDecisionsRequest request, IReadOnlyList<string> prefixes) => db.Decisions.Sought(request, ChinaTime.Today(db.Clock)).Under(decision => decision.County, prefixes);

    protected override IQueryable<MeetingDecision> After(IQueryable<MeetingDecision> rows, MeetingDecision? last)
    {
        if (last is not null) rows = rows.Where(decision => decision.Id > last.Id);
        return rows.OrderBy(decision => decision.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(OrganizationDb db, ListDecisionsRequest request, IReadOnlyList<MeetingDecision> rows, CancellationToken cancel)
    {
        var ids = rows.Select(decision => decision.MeetingId).Distinct().ToList();
        var meetings = await db.Meetings.AsNoTracking().Where(meeting => ids.Contains(meeting.Id)).ToDictionaryAsync(meeting => meeting.Id, meeting => (meeting.Title, meeting.HeldOn), cancel);
        return rows.Select(decision => (IReadOnlyList<string>)
        [
            meetings[decision.MeetingId].Title, ChinaTime.Text(meetings[decision.MeetingId].HeldOn), $"{decision.No}", decision.Text, decision.ResponsibleUnit, ChinaTime.Text(decision.DueOn), decision.State.Said(),
            decision.DoneOn is { } day ? ChinaTime.Text(day) : "", decision.Note,
        ]);
    }
}
