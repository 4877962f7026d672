using CivPractice.Lecture.Imports;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;
using static CivPractice.Lecture.Imports.SessionImport;

namespace CivPractice.Lecture.Exports;

/// <summary>Sessions (宣讲场次) as a file; those that came by a file can be imported again.</summary>
public sealed class SessionExport : ListExport<LectureDb, ReadLectures, ListSessionsRequest, LectureSession>
{
    public override string Name => SessionImport.Path;
    public override string Title => "宣讲场次";
    public override IReadOnlyList<string> Headings { get; } =
        [Number, Heading, Topic, Site, Team, TeamSite, SessionImport.Lecturer, SessionLevel, SessionChannel, Method, Form, PlaceKind, Start, Minutes, Audience, Counting, "状态", "取消原因", SessionImport.AudienceKind, Where, SessionImport.TaskField, SessionImport.Purposes];

    protected override IQueryable<LectureSession> Rows(LectureDb db, ListSessionsRequest request, IReadOnlyList<string> prefixes) => db.Sessions.Sought(db, request).Under(session => session.Site, prefixes);

    protected override IQueryable<LectureSession> After(IQueryable<LectureSession> rows, LectureSession? last)
    {
        if (last is not null) rows = rows.Where(session => EF.Functions.LessThan(ValueTuple.Create(session.StartsAt, session.Id), ValueTuple.Create(last.StartsAt, last.Id)));
        return rows.OrderByDescending(session => session.StartsAt).ThenByDescending(session => session.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(LectureDb db, ListSessionsRequest request, IReadOnlyList<LectureSession> rows, CancellationToken cancel)
    {
        var (ids, persons) = (rows.Select(row => row.TeamId).Distinct().ToArray(), rows.Select(row => row.LecturerId).Distinct().ToArray());
        var teams = await db.Teams.AsNoTracking().Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancel);
        var lecturers = await db.Lecturers.AsNoTracking().Where(row => persons.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        var sessions = rows.Select(row => (Number: row.SourceNumber ?? "", TeamSite: teams[row.TeamId].Site, Shown: row.Shown(teams[row.TeamId].Name, row.LecturerId is { } id ? lecturers[id] : ""))).ToList();
        if (new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is { } moment) await SessionsOfAMoment.SayAsync(db, [.. sessions.Select(each => each.Shown)], moment, cancel);
        return sessions.Select(each => Cells(each.Number, each.TeamSite, each.Shown));
    }

    static IReadOnlyList<string> Cells(string number, string teamSite, Session session) =>
    [
        number, session.Title, session.Topic, session.Site, session.TeamName, teamSite, session.LecturerName, session.Level.Word(), session.Channel.Word(), session.Method, session.Form, session.PlaceKind, ChinaTime.Text(session.StartsAt.ToDateTimeOffset()),
        $"{session.DurationMinutes}", session.Status == SessionStatus.Held ? $"{session.Audience}" : "", session.CountMethod.Word(), session.Status.Word(), session.Reason, session.AudienceKind, session.Place, session.Marks.TaskField.Word(), session.Marks.PurposeWords(),
    ];
}
