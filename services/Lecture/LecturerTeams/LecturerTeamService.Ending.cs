using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A team is dissolved (解散): from that day it counts no more, and its lecturers leave with it. What it held stays.</summary>
public sealed partial class LecturerTeamService
{
    [Requires<ManageLectures>]
    public override Task<V1.LecturerTeam> DissolveLecturerTeam(DissolveLecturerTeamRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var day = check.Day("endedOn", "解散日期", request.EndedOn);
        check.That(day <= ChinaTime.Today(db.Clock), "endedOn", "OUT_OF_RANGE", "解散日期不能晚于今天");
        var reason = check.Text("reason", "解散原因", request.Reason, 200, least: 2);
        return ChangeAsync(request.Id, check, async team =>
        {
            var slot = await LockSlotAsync(team, cancel);
            await RequireNothingAfterAsync(team, day, cancel);
            var lecturers = await db.Lecturers.Where(row => row.County == team.County && row.TeamId == team.Id && row.LeftOn == null).ToListAsync(cancel);
            team.Dissolve(day, reason, lecturers, db.Clock.GetUtcNow());
            slot?.End(day);
            foreach (var offer in await db.Offers.Where(row => row.County == team.County && row.TeamId == team.Id && row.Status == OfferStatus.OfferOpen).ToListAsync(cancel)) offer.Drop("宣讲队伍已经解散");
            db.CountAt(team, team.CountedUntil(team.RecordedOn), Measures.Teams, -1, team.Level.ToString());
            foreach (var lecturer in lecturers) db.CountAt(team, team.CountedUntil(lecturer.RecordedOn), Measures.Lecturers, -1);
            db.Audit(team.County, "lecturer-team.dissolve", team.Id.ToString());
            return team.Shown();
        }, cancel);
    }

    // Whoever waits for one of its lectures must be told first; and what it held later it held as a team.
    async Task RequireNothingAfterAsync(LecturerTeam team, DateOnly day, CancellationToken cancel)
    {
        var sessions = db.Sessions.AsNoTracking().Where(row => row.County == team.County && row.TeamId == team.Id);
        if (await sessions.CountAsync(row => row.Status == SessionStatus.Planned, cancel) is > 0 and var planned)
            throw Fault.Precondition("SESSIONS_PLANNED", $"这支队伍还有 {planned} 场排期的宣讲,请先登记或取消,定期宣讲的请先停止");
        var over = ChinaTime.Start(day.AddDays(1));
        var later = await sessions.Where(row => row.Status == SessionStatus.Held && row.StartsAt >= over).OrderByDescending(row => row.StartsAt).Select(row => (DateTimeOffset?)row.StartsAt).FirstOrDefaultAsync(cancel);
        if (later is { } at) throw Fault.Invalid("endedOn", "LECTURED_LATER", $"这支队伍在 {ChinaTime.Day(at):yyyy-MM-dd} 还有宣讲,解散日期不能早于那天");
    }
}
