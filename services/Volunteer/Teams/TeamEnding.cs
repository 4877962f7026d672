using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>A team ends (解散), with all that hangs on it: its place in the tree, its members, its figures.</summary>
static class TeamEnding
{
    /// <summary>What stands as the reason of each leaving.</summary>
    const string left = "队伍解散";

    /// <summary>Members leave in one statement: a corps may have thousands. Gives how many they were.</summary>
    const string leave =
        """
        with gone as (
            update membership set left_on = $3, left_at = $4, reason = $5 where county = $1 and team_id = $2 and left_on is null returning 1
        )
        select count(*)::int from gone
        """;

    /// <summary>Ends a team of the caller's county, and moves the figures.</summary>
    /// <exception cref="Fault">NOT_FOUND, PERMISSION_DENIED, TEAM_ENDED, BEFORE_FOUNDING, TEAMS_BELOW, BEFORE_LAST_MEMBER, BEFORE_LAST_PLACE.</exception>
    internal static async Task<Team> EndAsync(VolunteerDb db, Caller caller, Guid id, DateOnly day, string reason, CancellationToken cancel)
    {
        var (team, _, below) = await TreeRows.LockAsync(db, caller.County, id, null, cancel);
        caller.Require<ManageTeams>(team.Site);
        if (below.Count > 0) throw Fault.Precondition("TEAMS_BELOW", $"还有 {below.Count} 支下级队伍,请先解散它们,或给它们另定上级队伍");
        team.RequireFounded(day);
        var days = await db.Memberships.Where(row => row.County == team.County && row.TeamId == team.Id).GroupBy(_ => 1).Select(group => new { Joined = group.Max(row => row.JoinedOn), Left = group.Max(row => row.LeftOn) }).SingleOrDefaultAsync(cancel);
        if ((days?.Left > days?.Joined ? days?.Left : days?.Joined) is { } last && day < last) throw Fault.Precondition("BEFORE_LAST_MEMBER", $"解散日期不能早于队员最近一次入队、退队的日期 {last:yyyy-MM-dd}");

        var now = db.Clock.GetUtcNow();
        team.End(day, reason, now);
        await TreeRows.PlaceAsync(db, team, TeamLevel.Unspecified, null, [], day, null, cancel);
        var members = (await db.RunAsync(leave, row => row.GetInt32(0), cancel, team.County, team.Id, day, now, left))[0];
        if (members > 0) team.CountMember(db, day, -members);
        team.CountEnded(db);
        await TeamServiceDay.CountEndedAsync(db, team, day, cancel);
        return team;
    }
}
