using CivPractice.Lecture.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Lecture;

/// <summary>The figures of Lecture, counted anew from teams, lecturers and sessions.</summary>
static class Recounts
{
    public static readonly IReadOnlyList<Recount> All =
    [
        // Teams and lecturers count since the day of recording, which their rows do not keep.
        new(Measures.Teams, MovingRows.Follow($"select site, moved_from, moved_on, null::date, {Recount.Name<Level>("level")}, 1 from lecturer_team where county = $1"), IsDated: false),
        new(Measures.Lecturers, MovingRows.Follow("select t.site, t.moved_from, t.moved_on, null::date, '', 1 from lecturer l join lecturer_team t on t.county = l.county and t.id = l.team_id where l.county = $1"), IsDated: false),
        Held(Measures.Held, "1"),
        .. Enum.GetValues<CountMethod>().Where(method => method != CountMethod.Unspecified).Select(method => Held(Measures.Audience(method), $"case count_method when {method:D} then audience else 0 end")),
    ];

    static Recount Held(Measure measure, string number) => new(measure,
        $"select site, {Recount.Day("starts_at")}, {Recount.Name<Level>("level")}, {number} from lecture_session where county = $1 and status = {SessionStatus.Held:D}");
}
