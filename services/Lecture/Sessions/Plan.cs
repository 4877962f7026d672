using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Sessions;

/// <summary>A request to plan a session (排期), checked.</summary>
static class Plan
{
    // Further ahead is a slip of the pen; further back no session was ever recorded.
    static readonly TimeSpan furthest = TimeSpan.FromDays(2 * 366);
    static readonly DateTimeOffset earliest = new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal const string StartBounds = "开始时间应在 2012 年以后、两年以内";

    internal static bool CanStart(DateTimeOffset starts, DateTimeOffset now) => starts >= earliest && starts <= now + furthest;

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    internal static LectureSession Of(CreateSessionRequest request, Caller caller, DateTimeOffset now)
    {
        var check = new Check();
        var session = new LectureSession
        {
            County = caller.County,
            Id = Guid.CreateVersion7(now),
            Title = check.Text("title", "题目", request.Title, 60, least: 2),
            Topic = check.Optional("topic", "主题", request.Topic, 60),
            Site = check.Site("site", request.Site, caller),
            TeamId = check.Id("teamId", "宣讲队伍", request.TeamId),
            LecturerId = request.LecturerId.Length > 0 ? check.Id("lecturerId", "宣讲员", request.LecturerId) : null,
            Level = check.Known("level", "层级", request.Level),
            Channel = check.Known("channel", "渠道", request.Channel),
            Method = check.Optional("method", "方式", request.Method, 20),
            Form = check.Optional("form", "形式", request.Form, 20),
            PlaceKind = check.Optional("placeKind", "场所类别", request.PlaceKind, 20),
            StartsAt = Rounded(check.Time("startsAt", "开始时间", request.StartsAt)),
            DurationMinutes = check.Range("durationMinutes", "时长(分钟)", request.DurationMinutes, LectureSession.LeastMinutes, LectureSession.MostMinutes),
        };
        if (request.StartsAt is not null)
            check.That(CanStart(session.StartsAt, now), "startsAt", "OUT_OF_RANGE", StartBounds);
        check.Done();
        return session;
    }

    // PostgreSQL keeps microseconds.
    static DateTimeOffset Rounded(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
