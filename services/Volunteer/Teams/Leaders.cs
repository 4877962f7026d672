using CivPractice.Platform;
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
        var about = await AboutAsync(db, teams, cancel);
        return [.. teams.Select(team => Show(team, shown.ContainsKey(team.Id) ? team.LeaderPersonId : null, names, caller.Kind == CallerKind.Staff, about))];
    }

    /// <summary>A team is active when somebody served with it on a day behind the second, up to the first.</summary>
    internal static (DateOnly Today, DateOnly Before) ActiveDays(VolunteerDb db)
    {
        var today = ChinaTime.Today(db.Clock);
        return (today, today.AddYears(-1));
    }

    sealed record About(Dictionary<Guid, string> Parents, Dictionary<Guid, DateOnly> Served, DateOnly Before);

    // The names of the teams above, and when somebody served last: two looks, however many teams.
    static async Task<About> AboutAsync(VolunteerDb db, IReadOnlyList<Team> teams, CancellationToken cancel)
    {
        var (counties, (today, before)) = (teams.Select(team => team.County).Distinct().ToArray(), ActiveDays(db));
        var (ids, above) = (teams.Select(team => team.Id).ToArray(), teams.Select(team => team.ParentId).OfType<Guid>().Distinct().ToArray());
        var parents = above.Length == 0 ? [] : await db.Teams.Where(team => counties.Contains(team.County) && above.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
        var served = ids.Length == 0 ? [] : await db.ServiceDays.Where(row => counties.Contains(row.County) && ids.Contains(row.TeamId) && row.Day <= today).GroupBy(row => row.TeamId)
            .Select(group => new { group.Key, Last = group.Max(row => row.Day) }).ToDictionaryAsync(each => each.Key, each => each.Last, cancel);
        return new About(parents, served, before);
    }

    static async Task<HashSet<Guid>> JoinedAsync(VolunteerDb db, Caller caller, List<Team> teams, CancellationToken cancel)
    {
        if (caller.Person is not { } me || teams.Count == 0) return [];
        var ids = teams.Select(team => team.Id).ToList();
        return [.. await db.Memberships.Where(row => row.County == caller.PersonalCounty && row.PersonId == me && row.LeftOn == null && ids.Contains(row.TeamId))
            .Select(row => row.TeamId).ToListAsync(cancel)];
    }

    static V1.Team Show(Team team, Guid? leader, Dictionary<Guid, string> names, bool staff, About about) => new()
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
        Level = team.Level,
        ParentId = team.ParentId?.ToString() ?? "",
        ParentName = team.ParentId is { } above ? about.Parents.GetValueOrDefault(above, "") : "",
        HostUnit = team.HostUnit,
        LastServedOn = about.Served.TryGetValue(team.Id, out var last) ? ChinaTime.Text(last) : "",
        EndedOn = team.EndedOn is { } end ? ChinaTime.Text(end) : "",
        EndReason = staff ? team.EndReason : "",
        Active = team.EndedOn is null && about.Served.TryGetValue(team.Id, out var day) && day > about.Before,
    };
}
