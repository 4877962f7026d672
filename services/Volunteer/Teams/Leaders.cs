using CivPractice.Platform.Callers;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>Teams as a caller may see them: everybody reads the team, its leader is shown to staff of the site, to the leader and to members only, its number in the national system to staff.</summary>
static class Leaders
{
    internal static async Task<IReadOnlyList<V1.Team>> ShowAsync(VolunteerDb db, Caller caller, IReadOnlyList<Team> teams, CancellationToken cancel)
    {
        var led = teams.Where(team => team.LeaderPersonId is not null).ToList();
        var joined = await JoinedAsync(db, caller, led, cancel);
        var shown = led.Where(team => team.LeaderPersonId == caller.Person || joined.Contains(team.Id) || caller.MayAsStaff<ReadMembers>(team.Site)).ToDictionary(team => team.Id);

        var leaders = shown.Values.Select(team => team.LeaderPersonId!.Value).Distinct().ToList();
        var names = leaders.Count == 0 ? [] : await db.Profiles.Where(row => row.County == caller.PersonalCounty && leaders.Contains(row.PersonId))
            .ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
        return [.. teams.Select(team => Show(team, shown.ContainsKey(team.Id) ? team.LeaderPersonId : null, names, caller.Kind == CallerKind.Staff))];
    }

    static async Task<HashSet<Guid>> JoinedAsync(VolunteerDb db, Caller caller, List<Team> teams, CancellationToken cancel)
    {
        if (caller.Person is not { } me || teams.Count == 0) return [];
        var ids = teams.Select(team => team.Id).ToList();
        return [.. await db.Memberships.Where(row => row.County == caller.PersonalCounty && row.PersonId == me && row.LeftOn == null && ids.Contains(row.TeamId))
            .Select(row => row.TeamId).ToListAsync(cancel)];
    }

    static V1.Team Show(Team team, Guid? leader, Dictionary<Guid, string> names, bool staff) => new()
    {
        Id = team.Id.ToString(),
        Name = team.Name,
        Category = team.Category,
        Site = team.Site,
        LeaderPersonId = leader?.ToString() ?? "",
        LeaderName = leader is { } person ? names.GetValueOrDefault(person, "") : "",
        FoundedOn = team.FoundedOn.ToString("yyyy-MM-dd"),
        Members = team.Members,
        Slogan = team.Slogan,
        Practice = team.Practice,
        RegistryNumber = staff ? team.RegistryNumber ?? "" : "",
    };
}
