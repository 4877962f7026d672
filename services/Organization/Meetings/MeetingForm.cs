using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Meetings;

/// <summary>The rules that a meeting and a decision must meet, for a single one and for each row of an import.</summary>
static class MeetingForm
{
    const int mostUnits = 100;

    public static HeldMeeting Read(Check check, CreateMeetingRequest request, string county, Guid id, DateOnly today)
    {
        var held = check.Day("heldOn", "召开日期", request.HeldOn);
        check.That(held <= today, "heldOn", "DATE_IN_FUTURE", "召开日期不能晚于今天");
        var units = request.AttendingUnits.Select(unit => check.Text("attendingUnits", "参会单位", unit, most: 60, least: 2)).Distinct().ToArray();
        check.That(units.Length <= mostUnits, "attendingUnits", "TOO_MANY", $"参会单位最多 {mostUnits} 家");
        return new HeldMeeting
        {
            County = county,
            Id = id,
            Title = check.Text("title", "会议名称", request.Title, most: 100, least: 4),
            Kind = check.Known("kind", "类别", request.Kind),
            Convener = check.Text("convener", "召集单位", request.Convener, most: 60, least: 2),
            HeldOn = held,
            Place = check.Optional("place", "地点", request.Place, most: 60),
            ChairedBy = check.Optional("chairedBy", "主持人", request.ChairedBy, most: 40),
            AttendingUnits = units,
            Agenda = check.Optional("agenda", "议题", request.Agenda, most: 1000),
            Minutes = check.Optional("minutes", "纪要", request.Minutes, most: 2000),
        };
    }

    /// <param name="no">Its number within the meeting.</param>
    /// <param name="held">The day of the meeting.</param>
    public static MeetingDecision Read(Check check, CreateDecisionRequest request, string county, Guid meeting, DateOnly held, int no, Guid id)
    {
        var due = check.Day("dueOn", "完成时限", request.DueOn);
        check.That(due == default || due >= held, "dueOn", "DUE_BEFORE_MEETING", "完成时限不能早于会议当天");
        return new MeetingDecision
        {
            County = county,
            Id = id,
            MeetingId = meeting,
            No = no,
            Text = check.Text("text", "决议", request.Text, most: 500, least: 4),
            ResponsibleUnit = check.Text("responsibleUnit", "责任单位", request.ResponsibleUnit, most: 60, least: 2),
            DueOn = due,
        };
    }

    /// <summary>The day on which a decision was done: not in the future, nor before it was made.</summary>
    public static void Done(Check check, string field, DateOnly done, DateOnly held, DateOnly today)
    {
        check.That(done <= today, field, "DATE_IN_FUTURE", "完成日期不能晚于今天");
        check.That(done >= held, field, "DONE_BEFORE_MEETING", "完成日期不能早于会议当天");
    }
}
