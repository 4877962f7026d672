using CivPractice.Activity.V1;
using CivPractice.Platform.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Hours;

/// <summary>
/// Confirmed attendance becomes hours. The inbox absorbs the same message; the ledger's line number absorbs the same fact under another message id,
/// and a fact of a higher version adds the difference.
/// </summary>
public sealed class OnAttendanceConfirmed(Inbox<VolunteerDb> inbox) : IConsumer<AttendanceConfirmed>
{
    public Task Consume(ConsumeContext<AttendanceConfirmed> context) => inbox.OnceAsync(this, context, async (db, fact) =>
    {
        var now = db.Clock.GetUtcNow();
        var last = await db.Ledger.AsNoTracking()
            .Where(entry => entry.County == fact.County && entry.ActivityId == fact.ActivityId && entry.PersonId == fact.PersonId)
            .OrderByDescending(entry => entry.Line).FirstOrDefaultAsync(context.CancellationToken);
        var entry = last is null ? HoursEntry.Original(fact, now) : last.Reconfirm(fact, now);
        if (entry is null) return;

        db.Add(entry);
        entry.Count(db);
        if (last is null) await FirstHours.NoteAsync(db, fact.County, fact.PersonId, context.CancellationToken);
    });
}
