using CivPractice.Activity.Eligibility;
using CivPractice.Platform.Callers;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity;

/// <summary>
/// Who reaches which rows: staff by the prefix of their grant, a team's leader (队长) by the team. The prefix of a leader's grant alone opens
/// nothing, since other teams serve the same sites.
/// </summary>
public static class Reach
{
    /// <summary>Whether somebody other than a team's leader holds the permission over the site.</summary>
    public static bool Oversees<TPermission>(this Caller caller, string site) where TPermission : Permission, new() =>
        caller.Grants.Any(grant => grant.Role != Role.TeamLeader && grant.Role.Holds(Permission.Of<TPermission>()) && grant.Covers(site));

    /// <summary>The prefixes over which somebody other than a team's leader holds the permission.</summary>
    public static IReadOnlyList<string> Overseen<TPermission>(this Caller caller) where TPermission : Permission, new() =>
        [.. caller.Grants.Where(grant => grant.Role != Role.TeamLeader && grant.Role.Holds(Permission.Of<TPermission>())).Select(grant => grant.Prefix).Distinct()];

    /// <summary>The teams of the county that the caller leads and serves with a grant.</summary>
    public static async Task<List<KnownTeam>> TeamsLedAsync(this ActivityDb db, Caller caller, CancellationToken cancel)
    {
        if (caller.Person is not { } person || !caller.Grants.Any(grant => grant.Role == Role.TeamLeader)) return [];
        return await db.Teams.AsNoTracking().Where(team => team.County == caller.County && team.LeaderPersonId == person).ToListAsync(cancel);
    }

    /// <summary>Whether the caller leads the team, with a grant that covers the team's site or the site served.</summary>
    public static async Task<bool> LeadsAsync(this ActivityDb db, Caller caller, Guid? team, string site, CancellationToken cancel) =>
        team is not null && (await db.TeamsLedAsync(caller, cancel)).Any(led => led.Id == team
            && caller.Grants.Any(grant => grant.Role == Role.TeamLeader && (grant.Covers(led.Site) || grant.Covers(site))));

    /// <summary>Whether the caller oversees the site, or the one that answers for it since it closed, or leads the team.</summary>
    public static async Task<bool> ReachesAsync<TPermission>(this ActivityDb db, Caller caller, string site, Guid? team, CancellationToken cancel)
        where TPermission : Permission, new() =>
        caller.Oversees<TPermission>(site) || await db.LeadsAsync(caller, team, site, cancel) || caller.Oversees<TPermission>((await Heirs.ReadAsync(db, caller.County, cancel)).Of(site));

    /// <summary>Whether the caller oversees more than the site itself: the institute above it, or the center.</summary>
    public static bool StandsAbove<TPermission>(this Caller caller, string site) where TPermission : Permission, new() =>
        caller.Overseen<TPermission>().Any(prefix => prefix.Length < site.Length && site.StartsWith(prefix, StringComparison.Ordinal));
}
