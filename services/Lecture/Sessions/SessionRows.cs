using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>From a request to the sessions that it seeks.</summary>
static class SessionRows
{
    internal static IQueryable<LectureSession> Sought(this IQueryable<LectureSession> rows, LectureDb db, ListSessionsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var status = check.KnownOrNone("status", "状态", request.Status);
        var level = check.KnownOrNone("level", "层级", request.Level);
        var channel = check.KnownOrNone("channel", "渠道", request.Channel);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.KnownOrNone("taskField", "任务领域", request.TaskField);
        check.KnownOrNone("purpose", "目的", request.Purpose);
        Guid? lecturer = request.LecturerId.Length > 0 ? check.Id("lecturerId", "宣讲员", request.LecturerId) : null;
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.Done();

        rows = rows.Under(session => session.Site, [prefix]);
        if (status != SessionStatus.Unspecified) rows = until is { } then ? rows.StandingAt(db, status, then) : rows.Where(session => session.Status == status);
        if (level != Level.Unspecified) rows = rows.Where(session => session.Level == level);
        if (channel != Channel.Unspecified) rows = rows.Where(session => session.Channel == channel);
        if (request.Method.Length > 0) rows = ClosedWords.Methods.Sought(rows, session => session.Method, request.Method);
        if (request.Form.Length > 0) rows = ClosedWords.Forms.Sought(rows, session => session.Form, request.Form);
        if (request.Topic.Length > 0) rows = ClosedWords.Topics.Sought(rows, session => session.Topic, request.Topic);
        if (request.Venue is { Length: > 0 } venue) rows = rows.Where(session => session.VenueName == venue);
        if (request.PlaceKind is { Length: > 0 } kind) rows = rows.Where(session => session.PlaceKind == kind);
        if (request.TaskField != LectureTaskField.Unspecified) rows = rows.Where(session => session.TaskField == request.TaskField);
        if (request.Purpose is not LecturePurpose.Unspecified and var purpose) rows = rows.Where(session => session.Purposes.Contains((int)purpose));
        if (lecturer is not null) rows = rows.Where(session => session.LecturerId == lecturer);
        if (from is { } first && ChinaTime.Start(first) is var begin) rows = rows.Where(session => session.StartsAt >= begin);
        if (to is { } last && ChinaTime.Start(last.AddDays(1)) is var end) rows = rows.Where(session => session.StartsAt < end);
        if (request.Planned) rows = rows.Where(session => session.PlannedAhead);
        // What was done of a moral lecture is told after it was held: then it enters that count.
        if (request.Moral) return rows.Where(session => session.MoralAt != null).Recorded(new RowsOfAMoment(until, after), session => session.MoralAt);
        // Of a session that was not held, or of which nobody wrote down when, the id tells when it was made.
        if (until is { } recorded && TimeIds.First(recorded) is var madeUntil) rows = rows.Where(session => session.RecordedAt <= recorded || session.RecordedAt == null && session.Id < madeUntil);
        if (after is { } later && TimeIds.First(later) is var madeSince) rows = rows.Where(session => session.RecordedAt > later || session.RecordedAt == null && session.Id >= madeSince);
        return rows;
    }

    /// <summary>The session, locked until the transaction ends; null where it is not there.</summary>
    internal static Task<LectureSession?> LockAsync(this DbSet<LectureSession> sessions, string county, Guid id, CancellationToken cancel) =>
        sessions.FromSql($"select * from lecture_session where county = {county} and id = {id} for update").AsNoTracking().SingleOrDefaultAsync(cancel);
}
