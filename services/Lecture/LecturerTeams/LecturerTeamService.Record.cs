using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>
/// What a lecturer gave (宣讲员档案): sessions, the courses that they were lectured from, and what those who ordered and those who listened thought of them. Ratings are for the lecturer and for who organises the team, and for nobody to compare people by:
/// there is no list of them. Of fewer than <see cref="Feedback.SessionFeedback.LeastForAverage"/> no average is said, so that nobody reads in it what one person thought.
/// </summary>
public sealed partial class LecturerTeamService
{
    const int mostCourses = 50;

    [Requires<ReadLectures>]
    public override async Task<LecturerRecord> GetLecturer(GetLecturerRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "宣讲员", request.Id);
        check.Done();
        var lecturer = await db.Lecturers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) ?? throw Fault.NotFound("这位宣讲员");
        var team = await db.Teams.AsNoTracking().SingleAsync(row => row.County == lecturer.County && row.Id == lecturer.TeamId, cancel);
        var staff = scope.Caller.MayAsStaff<ManageLectures>(team.Site);
        var sessions = db.Sessions.AsNoTracking().Where(row => row.County == lecturer.County && row.LecturerId == id);
        var counted = await sessions.GroupBy(row => row.Status).Select(group => new { group.Key, Sessions = group.Count(), Minutes = group.Sum(row => row.DurationMinutes) }).ToDictionaryAsync(each => each.Key, cancel);
        var courses = await sessions.Where(row => row.Status == SessionStatus.Held && row.CourseId != null).GroupBy(row => row.CourseId!.Value).Select(group => new { Id = group.Key, Sessions = group.Count() })
            .OrderByDescending(each => each.Sessions).ThenBy(each => each.Id).Take(mostCourses)
            .Select(each => new { each.Id, each.Sessions, Title = db.Courses.Where(course => course.County == lecturer.County && course.Id == each.Id).Select(course => course.Title).Single() }).ToListAsync(cancel);
        var record = new LecturerRecord
        {
            Lecturer = lecturer.Shown(staff),
            TeamName = team.Name,
            Site = team.Site,
            Held = counted.GetValueOrDefault(SessionStatus.Held)?.Sessions ?? 0,
            Planned = counted.GetValueOrDefault(SessionStatus.Planned)?.Sessions ?? 0,
            Minutes = counted.GetValueOrDefault(SessionStatus.Held)?.Minutes ?? 0,
            Courses = { courses.Select(each => new LecturedCourse { Id = each.Id.ToString(), Title = each.Title, Sessions = each.Sessions }) },
        };
        if (staff || lecturer.PersonId is { } person && person == scope.Caller.Person) record.Feedback = await FeedbackAsync(lecturer, cancel);
        return record;
    }

    // Of orders whose session this lecturer gave, and of the listeners. A rated order keeps its session for good.
    async Task<V1.Feedback> FeedbackAsync(Lecturer lecturer, CancellationToken cancel)
    {
        var ratings = from session in db.Sessions.AsNoTracking()
                      where session.County == lecturer.County && session.LecturerId == lecturer.Id && session.Status == SessionStatus.Held
                      join order in db.Orders on new { session.County, Id = session.OrderId } equals new { order.County, Id = (Guid?)order.Id }
                      where order.Rating > 0 && order.SessionId == session.Id
                      select order.Rating;
        var sums = await ratings.GroupBy(_ => 1).Select(group => new { Count = group.Count(), Sum = group.Sum() }).SingleOrDefaultAsync(cancel);
        var heard = await (from session in db.Sessions.AsNoTracking()
                           where session.County == lecturer.County && session.LecturerId == lecturer.Id && session.Status == SessionStatus.Held
                           join said in db.Feedback on new { session.County, session.Id } equals new { said.County, Id = said.SessionId }
                           select said).GroupBy(_ => 1).Select(group => new { Count = group.Sum(row => row.Papers), Sum = group.Sum(row => row.Papers * row.Rating) }).SingleOrDefaultAsync(cancel);
        var (count, sum) = ((sums?.Count ?? 0) + (heard?.Count ?? 0), (sums?.Sum ?? 0) + (heard?.Sum ?? 0));
        return new V1.Feedback { Ratings = count, AverageTenths = Feedback.SessionFeedback.AverageTenths(sum, count) };
    }
}
