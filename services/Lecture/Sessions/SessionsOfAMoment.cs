using CivPractice.Lecture.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>Sessions as they stood at a moment: what was corrected or voided since shows what it said then, so that a frozen number opens to the rows that made it.</summary>
static class SessionsOfAMoment
{
    /// <summary>Those of a status at the moment. What was voided since was held then.</summary>
    internal static IQueryable<LectureSession> StandingAt(this IQueryable<LectureSession> rows, LectureDb db, SessionStatus status, DateTimeOffset moment) => status switch
    {
        SessionStatus.Held => rows.Where(session => session.Status == SessionStatus.Held || session.Status == SessionStatus.SessionVoided && db.AudienceEntries.Any(line => line.County == session.County && line.SessionId == session.Id && line.At > moment)),
        SessionStatus.SessionVoided => rows.Where(session => session.Status == SessionStatus.SessionVoided && !db.AudienceEntries.Any(line => line.County == session.County && line.SessionId == session.Id && line.At > moment)),
        _ => rows.Where(session => session.Status == status),
    };

    /// <summary>Puts what was told at the moment, and what the ledger said then, in place of what is said now.</summary>
    /// <param name="sessions">A page.</param>
    internal static async Task SayAsync(LectureDb db, IReadOnlyCollection<Session> sessions, DateTimeOffset moment, CancellationToken cancel)
    {
        await TellAsync(db, sessions, moment, cancel);
        var changed = sessions.Where(session => session.Corrected || session.Status == SessionStatus.SessionVoided).ToDictionary(session => Guid.Parse(session.Id));
        if (changed.Count == 0) return;
        var ids = changed.Keys.ToArray();
        // One reading: of two, a correction between them would be in one and not in the other.
        var ledger = await db.AudienceEntries.AsNoTracking().Where(line => ids.Contains(line.SessionId)).OrderBy(line => line.Id).ToListAsync(cancel);
        var lines = ledger.Where(line => line.At <= moment).ToLookup(line => line.SessionId);
        var voided = ledger.Where(line => line.At > moment).Select(line => line.SessionId).ToHashSet();
        foreach (var (id, session) in changed)
        {
            // After a counter-entry comes the line that took its place, if any: the last one says how it was counted.
            if (lines[id].LastOrDefault() is not { } last) continue;
            (session.Audience, session.CountMethod, session.Corrected) = (lines[id].Where(line => line.CountMethod == last.CountMethod).Sum(line => line.Persons), last.CountMethod, lines[id].Skip(1).Any());
            if (session.Status == SessionStatus.SessionVoided && voided.Contains(id)) (session.Status, session.Reason) = (SessionStatus.Held, "");
        }
    }

    // What was changed since is taken back, the latest change first, so that the first one has the last word.
    static async Task TellAsync(LectureDb db, IReadOnlyCollection<Session> sessions, DateTimeOffset moment, CancellationToken cancel)
    {
        var byId = sessions.ToDictionary(session => Guid.Parse(session.Id));
        var ids = byId.Keys.ToArray();
        var changes = await db.SessionChanges.AsNoTracking().Where(change => ids.Contains(change.SessionId) && change.At > moment).OrderByDescending(change => change.Id).ToListAsync(cancel);
        foreach (var change in changes) TakeBack(byId[change.SessionId], change);
    }

    static void TakeBack(Session session, SessionChange change)
    {
        switch (change.Field)
        {
            case "title": session.Title = change.Before; break;
            case "topic": session.Topic = change.Before; break;
            case "method": session.Method = change.Before; break;
            case "form": session.Form = change.Before; break;
            case "placeKind": session.PlaceKind = change.Before; break;
            case "audienceKind": session.AudienceKind = change.Before; break;
            case "place": session.Place = change.Before; break;
            // Which venue it was is not kept, only what it was called.
            case "venue": (session.VenueId, session.VenueName) = ("", change.Before); break;
            case "taskField": session.Marks.TaskField = Words.TaskFieldOf(change.Before); break;
            case "purposes":
                session.Marks.Purposes.Clear();
                session.Marks.Purposes.AddRange(change.Before.Split('、', StringSplitOptions.RemoveEmptyEntries).Select(Words.PurposeOf));
                break;
        }
    }
}
