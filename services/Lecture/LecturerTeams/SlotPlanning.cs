using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>
/// Plans the sessions of regular slots (定期宣讲) ahead. Doing it twice plans nothing twice: the slot is locked, it says until when it is planned, and a slot has one session a day.
/// </summary>
public sealed class SlotPlanning(IServiceScopeFactory scopes, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, TimeProvider clock, ILogger<SlotPlanning> log) : DueWork<LectureDb>(scopes, jobs, clock, log)
{
    protected override string Due => "select county, id from regular_slot where ended_on is null and (planned_until is null or planned_until < $1) order by county, id limit $2";

    protected override DateOnly By(DateOnly today) => today.AddDays(RegularSlot.DaysAhead);

    protected override Task<int> DoAsync(LectureDb db, string county, Guid id, CancellationToken cancel) => PlanAsync(db, county, id, cancel);

    /// <summary>Plans one slot ahead, locked; how many sessions that were.</summary>
    public static Task<int> PlanAsync(LectureDb db, string county, Guid id, CancellationToken cancel) => db.TogetherAsync(async () =>
    {
        var slot = await db.Slots.FromSql($"select * from regular_slot where county = {county} and id = {id} for update").SingleOrDefaultAsync(cancel);
        if (slot is null) return 0;
        var planned = await AddAsync(db, slot, cancel);
        await db.SaveChangesAsync(cancel);
        return planned;
    }, cancel);

    /// <summary>Notes the sessions that are due; whoever saves plans them. At a site that closed nothing begins.</summary>
    internal static async Task<int> AddAsync(LectureDb db, RegularSlot slot, CancellationToken cancel)
    {
        if (slot.LecturerId is { } lecturer && await db.Lecturers.AnyAsync(row => row.County == slot.County && row.Id == lecturer && row.LeftOn != null, cancel)) slot.GoOnWithoutLecturer();
        var due = slot.PlanAhead(db.Clock.GetUtcNow());
        var days = due.Select(session => session.SlotDay).ToArray();
        // A day that has its session, be it cancelled, gets no second one.
        var known = due.Count == 0 ? [] : await db.Sessions.Where(row => row.County == slot.County && row.SlotId == slot.Id && days.Contains(row.SlotDay)).Select(row => row.SlotDay).ToListAsync(cancel);
        var sessions = due.Where(session => !known.Contains(session.SlotDay)).ToList();
        if (sessions.Count == 0 || !await db.Sites.AnyAsync(site => site.County == slot.County && site.Code == slot.Site && site.ClosedOn == null, cancel)) return 0;
        foreach (var session in sessions)
        {
            db.Add(session);
            Measures.CountPlanned(db, session);
        }
        db.Audit(slot.County, "slot.plan", $"{slot.Id} {sessions.Count}");
        return sessions.Count;
    }
}
