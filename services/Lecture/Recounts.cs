using CivPractice.Lecture.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Lecture;

/// <summary>The figures of Lecture, counted anew from teams, lecturers, sessions, the audience ledger, orders and boards.</summary>
static class Recounts
{
    static readonly string level = Recount.Name<Level>("s.level"), channel = Recount.Name<Channel>("s.channel"), held = $"s.status = {SessionStatus.Held:D}";
    static readonly IEnumerable<CountMethod> methods = Enum.GetValues<CountMethod>().Where(method => method != CountMethod.Unspecified);

    public static readonly IReadOnlyList<Recount> All =
    [
        // Teams and lecturers count since the day of recording, teams until they are dissolved, lecturers until the day on which their leaving was written down, or with their team: then both were written at one moment.
        new(Measures.Teams, MovingRows.Follow($"""
            select site, moved_from, moved_on, recorded_on, {Recount.Name<Level>("level")}, 1 from lecturer_team where county = $1
            union all
            select site, moved_from, moved_on, greatest(ended_on, recorded_on), {Recount.Name<Level>("level")}, -1 from lecturer_team where county = $1 and ended_on is not null
            """)),
        new(Measures.Lecturers, MovingRows.Follow($"{Lecturers("l.recorded_on", "1", "true")} union all {Lecturers($"case when l.left_at = t.ended_at then greatest(t.ended_on, l.recorded_on) else {Recount.Day("l.left_at")} end", "-1", "l.left_at is not null")}")),
        Sessions(Measures.Held, level, held),
        Sessions(Measures.HeldByChannel, channel, held),
        Sessions(Measures.HeldByPlace, "s.place_kind", held),
        Sessions(Measures.HeldByMethod, ClosedWords.Methods.Sql("s.method"), held),
        Sessions(Measures.HeldByForm, ClosedWords.Forms.Sql("s.form"), held),
        Sessions(Measures.HeldByTopic, ClosedWords.Topics.Sql("s.topic"), held),
        Sessions(Measures.TaskFields, Recount.Name<LectureTaskField>("s.task_field"), $"s.task_field <> {LectureTaskField.Unspecified:D} and {held}"),
        new(Measures.Purposes, $"select s.site, {Recount.Day("s.starts_at")}, {Recount.Name<LecturePurpose>("m.mark")}, 1 from lecture_session s, unnest(s.purposes) as m(mark) where s.county = $1 and {held}"),
        Sessions(Measures.InVenues, "s.venue_name", $"s.venue_id is not null and {held}"),
        Sessions(Measures.Planned, level, "s.planned_ahead"),
        Sessions(Measures.PlannedHeld, level, $"s.planned_ahead and {held}"),
        Sessions(Measures.Leading, level, $"s.by_leading and {held}"),
        Sessions(Measures.InActivity, level, $"s.activity_id is not null and {held}"),
        Sessions(Measures.Moral, level, $"cardinality(s.moral_steps) > 0 and {held}"),
        .. methods.Select(method => Lines(Measures.Audience(method), method, level)),
        .. methods.Select(method => Lines(Measures.AudienceByChannel(method), method, channel)),
        Orders(Measures.OrdersPosted, "posted_at", "true"),
        Orders(Measures.OrdersHeld, "held_at", $"status in ({OrderStatus.OrderHeld:D}, {OrderStatus.OrderRated:D})"),
        Orders(Measures.OrdersRated, "rated_at", "rating > 0"),
        Orders(Measures.OrdersSatisfied, "rated_at", "rating >= 4"),
        Feedback(Measures.FeedbackGiven, "true"),
        Feedback(Measures.FeedbackSatisfied, "f.rating >= 4"),
        new(Measures.BoardChanges, $"select {MovingRows.SiteOn("b", "c.changed_on")}, c.changed_on, {Recount.Name<Channel>("b.kind")}, 1 from board_change c join board b on b.county = c.county and b.id = c.board_id where c.county = $1"),
    ];

    static string Lecturers(string day, string number, string which) =>
        $"select t.site, t.moved_from, t.moved_on, {day}, '', {number} from lecturer l join lecturer_team t on t.county = l.county and t.id = l.team_id where l.county = $1 and {which}";

    static Recount Sessions(Measure measure, string dimension, string which) => new(measure, $"select s.site, {Recount.Day("s.starts_at")}, {dimension}, 1 from lecture_session s where s.county = $1 and {which}");

    // From the ledger, of which a session's audience is the balance.
    static Recount Lines(Measure measure, CountMethod method, string dimension) => new(measure,
        $"select s.site, {Recount.Day("s.starts_at")}, {dimension}, a.persons from audience_entry a join lecture_session s on s.county = a.county and s.id = a.session_id where a.county = $1 and a.count_method = {method:D}");

    static Recount Feedback(Measure measure, string which) => new(measure,
        $"select s.site, {Recount.Day("s.starts_at")}, '', f.papers from session_feedback f join lecture_session s on s.county = f.county and s.id = f.session_id where f.county = $1 and {held} and {which}");

    static Recount Orders(Measure measure, string at, string which) => new(measure, $"select {MovingRows.SiteOn("o", Recount.Day(at))}, {Recount.Day(at)}, '', 1 from lecture_order o where o.county = $1 and {which}");
}
