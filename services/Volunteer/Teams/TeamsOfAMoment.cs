using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>
/// Teams and their members as they were recorded at a moment, so that a frozen number opens to the rows that made it. When a team or a joining was recorded its id tells; when a mark of a
/// team, somebody's leaving or the end of a team was, the row keeps. No team loses a mark.
/// </summary>
static class TeamsOfAMoment
{
    /// <summary>Teams that were there at the moment, with the marks that are sought; those that had ended are left out by <see cref="TeamRows.Sought"/>.</summary>
    internal static IQueryable<Team> RecordedUntil(this IQueryable<Team> rows, DateTimeOffset moment, bool practice, bool registered)
    {
        var later = Later(moment);
        rows = rows.Where(team => team.Id < later);
        if (practice) rows = rows.Where(team => team.PracticeNotedAt <= moment);
        if (registered) rows = rows.Where(team => team.RegistryNotedAt <= moment);
        return rows;
    }

    /// <summary>Teams that were recorded, got the mark that is sought, ended, or whose members changed in the records since then.</summary>
    internal static IQueryable<Team> RecordedAfter(this IQueryable<Team> rows, DateTimeOffset moment, bool practice, bool registered, VolunteerDb db)
    {
        var later = Later(moment);
        if (registered) return rows.Where(team => team.RegistryNotedAt > moment || team.EndedAt > moment);
        var changed = db.Memberships.Where(row => row.Id >= later || row.LeftAt > moment);
        return practice
            ? rows.Where(team => team.PracticeNotedAt > moment || team.EndedAt > moment || changed.Any(row => row.County == team.County && row.TeamId == team.Id))
            : rows.Where(team => team.Id >= later || team.EndedAt > moment || changed.Any(row => row.County == team.County && row.TeamId == team.Id));
    }

    /// <summary>Says how many members the teams of a page had at the moment that the request names, by its day. Who coordinates several counties is not told: memberships are closed to them.</summary>
    internal static async Task SayAsync(VolunteerDb db, IReadOnlyCollection<V1.Team> teams, ListTeamsRequest request, CancellationToken cancel)
    {
        var (county, check) = (db.Scope.PersonalCounty, new Check());
        if (county.Length == 0) return;
        if (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is not { } moment) return;
        var (to, later) = (check.DayOrNone("to", "截止日期", request.To), Later(moment));
        var own = teams.Where(team => team.Site.StartsWith(county, StringComparison.Ordinal)).ToDictionary(team => Guid.Parse(team.Id));
        if (own.Count == 0) return;
        var ids = own.Keys.ToArray();
        var rows = db.Memberships.AsNoTracking().Where(row => row.County == county && ids.Contains(row.TeamId) && row.Id < later);
        if (to is not null) rows = rows.Where(row => row.JoinedOn <= to);
        rows = rows.Where(row => row.LeftOn == null || row.LeftAt > moment || (to != null && row.LeftOn > to));
        var counted = await rows.GroupBy(row => row.TeamId).Select(group => new { group.Key, Members = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Members, cancel);
        foreach (var (id, team) in own) team.MembersThen = counted.GetValueOrDefault(id);
    }

    // The first id that was not there yet.
    static Guid Later(DateTimeOffset moment) => TimeIds.First(moment.AddMilliseconds(1));
}
