using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;
using Lecturer = CivPractice.Lecture.LecturerTeams.Lecturer;
using LecturerTeam = CivPractice.Lecture.LecturerTeams.LecturerTeam;

namespace CivPractice.Lecture.Sessions;

/// <summary>A request to plan a session (排期), checked.</summary>
static class Plan
{
    // Further ahead is a slip of the pen; further back no session was ever recorded.
    static readonly TimeSpan furthest = TimeSpan.FromDays(2 * 366);
    static readonly DateTimeOffset earliest = new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal const string StartBounds = "开始时间应在 2012 年以后、两年以内";

    internal static bool CanStart(DateTimeOffset starts, DateTimeOffset now) => starts >= earliest && starts <= now + furthest;

    /// <param name="venue">The venue that the form names, as its owner told.</param>
    /// <param name="order">The order that it answers.</param>
    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    internal static LectureSession Of(CreateSessionRequest request, Caller caller, DateTimeOffset now, NamedVenue? venue, Guid? order = null)
    {
        var check = new Check();
        var starts = Rounded(check.Time("startsAt", "开始时间", request.StartsAt));
        var session = new LectureSession
        {
            County = caller.County,
            Id = Guid.CreateVersion7(now),
            Title = check.Text("title", "题目", request.Title, 60, least: 2),
            Topic = check.Optional("topic", "主题", request.Topic, 60),
            Site = check.Site("site", request.Site, caller),
            Place = request.Place.Length > 0 ? check.Optional("place", "地点", request.Place, 60) : venue?.Name ?? "",
            VenueId = venue?.Id,
            VenueName = venue?.Name ?? "",
            TeamId = check.Id("teamId", "宣讲队伍", request.TeamId),
            LecturerId = request.LecturerId.Length > 0 ? check.Id("lecturerId", "宣讲员", request.LecturerId) : null,
            Level = check.Known("level", "层级", request.Level),
            Channel = check.Known("channel", "渠道", request.Channel),
            Method = check.Optional("method", "方式", request.Method, 20),
            Form = check.Optional("form", "形式", request.Form, 20),
            PlaceKind = check.Optional("placeKind", "场所类别", request.PlaceKind.TrimStart('进'), 20),
            AudienceKind = check.Optional("audienceKind", "听众类别", request.AudienceKind, 20),
            Marks = Marks.Of(check, request.Marks),
            StartsAt = starts,
            DurationMinutes = check.Range("durationMinutes", "时长(分钟)", request.DurationMinutes, LectureSession.LeastMinutes, LectureSession.MostMinutes),
            PlannedAhead = starts > now,
            CourseId = request.CourseId.Length > 0 ? check.Id("courseId", "课程", request.CourseId) : null,
            ActivityId = request.ActivityId.Length > 0 ? check.Id("activityId", "活动", request.ActivityId) : null,
            OrderId = order,
        };
        if (request.StartsAt is not null)
            check.That(CanStart(session.StartsAt, now), "startsAt", "OUT_OF_RANGE", StartBounds);
        check.Done();
        return session;
    }

    /// <summary>Notes a session at a site that runs, by a team and a lecturer of it, from a course that was reviewed; in the caller's transaction, to which the lecturer stays and the activity waits.</summary>
    /// <exception cref="Fault">UNKNOWN_SITE, SITE_CLOSED, NOT_FOUND, TEAM_DISSOLVED, LECTURER_OF_ANOTHER_TEAM, LECTURER_LEFT, COURSE_NOT_REVIEWED, COURSE_RETIRED, LECTURE_EXISTS.</exception>
    internal static async Task<(LecturerTeam Team, Lecturer? Lecturer, Courses.LectureCourse? Course)> AddAsync(LectureDb db, LectureSession session, CancellationToken cancel)
    {
        await KnownSite.RequireAsync(db, session.County, session.Site, cancel);
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(row => row.County == session.County && row.Id == session.TeamId, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
        team.RequireThereOn(ChinaTime.Day(session.StartsAt));
        var lecturer = session.LecturerId is null ? null
            : await db.Lecturers.FromSql($"select * from lecturer where county = {session.County} and id = {session.LecturerId} for no key update").AsNoTracking().SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这位宣讲员");
        if (lecturer is not null && (session.PlannedAhead || lecturer.TeamId != team.Id)) team.RequireOwn(lecturer);
        var course = session.CourseId is null ? null
            : await db.Courses.AsNoTracking().SingleOrDefaultAsync(row => row.County == session.County && row.Id == session.CourseId, cancel) ?? throw Fault.NotFound("这门课程");
        if (course is not null) session.LectureFrom(course);
        // One part of an activity is one lecture, whoever writes it down: of two who do at once, the second sees the first.
        if (session.ActivityId is { } activity) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('lectures of ' || {activity.ToString()}))", cancel);
        if (session.ActivityId is not null && await db.Sessions.AnyAsync(row => row.County == session.County && row.ActivityId == session.ActivityId && row.StartsAt == session.StartsAt
            && row.LecturerId == session.LecturerId && (row.Status == SessionStatus.Planned || row.Status == SessionStatus.Held), cancel))
            throw Fault.Duplicate("LECTURE_EXISTS", "这次活动里的这场宣讲已经登记过");
        db.Add(session);
        Measures.CountPlanned(db, session);
        return (team, lecturer, course);
    }

    // PostgreSQL keeps microseconds.
    static DateTimeOffset Rounded(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
