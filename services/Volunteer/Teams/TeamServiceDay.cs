using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>
/// A civil day on which somebody served with a team and got hours for it. It holds nobody's name, so that a city, to which the ledger of hours is closed, knows the active teams (活跃队伍), too.
/// Corrections take no day away: that somebody was there stays true.
/// </summary>
public sealed class TeamServiceDay : ICountyRow
{
    public required string County { get; init; }
    public required Guid TeamId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>A team is active from such a day until the same day a year later (近 12 个月有服务记录).</summary>
    public static DateOnly End(DateOnly day) => day.AddYears(1);

    /// <summary>
    /// How the figure of active teams moves by a new day of one team: what the days before and behind it do not cover yet. The lines may lie in the future, where the team falls dormant
    /// if nothing else happens; a stock as of today does not count them yet.
    /// </summary>
    public static IEnumerable<(DateOnly Day, int By)> Lines(IReadOnlyCollection<DateOnly> known, DateOnly fresh)
    {
        if (known.Contains(fresh)) yield break;
        var (begin, end) = (fresh, End(fresh));
        foreach (var day in known)
        {
            if (day < fresh && End(day) > begin) begin = End(day);
            if (day > fresh && day < end) end = day;
        }
        if (begin >= end) yield break;
        yield return (begin, 1);
        yield return (end, -1);
    }

    /// <summary>Takes days over, each once, and moves the figure. Teams are locked in the order of their ids, so that two who tell of days of the same team do not count from the same state.</summary>
    internal static async Task TakeAsync(VolunteerDb db, string county, IEnumerable<(Guid Team, DateOnly Day)> served, CancellationToken cancel)
    {
        var wanted = served.Distinct().ToList();
        var (teams, days) = (wanted.Select(each => each.Team).ToArray(), wanted.Select(each => each.Day).ToArray());
        // A look without a lock first: of fifty people at one activity the first one brings the day.
        var fresh = await db.RunAsync(
            "select s.team_id, s.day from unnest($2, $3) as s(team_id, day) where not exists (select from team_service_day d where d.county = $1 and d.team_id = s.team_id and d.day = s.day)",
            row => (Team: row.GetGuid(0), Day: row.GetFieldValue<DateOnly>(1)), cancel, county, teams, days);
        if (fresh.Count == 0) return;

        var ids = fresh.Select(each => each.Team).Distinct().ToArray();
        var locked = (await db.Teams.FromSql($"select * from team where county = {county} and id = any({ids}) order by id for update").AsNoTracking().ToListAsync(cancel)).ToDictionary(team => team.Id);
        var known = (await db.ServiceDays.AsNoTracking().Where(row => row.County == county && ids.Contains(row.TeamId)).ToListAsync(cancel)).ToLookup(row => row.TeamId, row => row.Day);
        foreach (var group in fresh.Where(each => locked.ContainsKey(each.Team)).GroupBy(each => each.Team))
        {
            var there = known[group.Key].ToHashSet();
            foreach (var (_, day) in group.Where(each => !there.Contains(each.Day)))
            {
                // What is told of a day behind the end of the team cancels itself out on that day.
                foreach (var (at, by) in Lines(there, day)) db.CountAt(locked[group.Key], locked[group.Key].EndedOn is { } end && at > end ? end : at, Measures.TeamsActive, by);
                there.Add(day);
                db.Add(new TeamServiceDay { County = county, TeamId = group.Key, Day = day });
            }
        }
    }

    /// <summary>Moves the figure along with the latest move of teams that moved on one day: what became of them before it is one line.</summary>
    internal static async Task CountMovedAsync(VolunteerDb db, string county, IReadOnlyCollection<Team> moved, DateOnly day, CancellationToken cancel)
    {
        var teams = moved.ToDictionary(team => team.Id);
        foreach (var (team, at, by) in await db.RunAsync($"{Days("county = $1 and team_id = any($2)")} select l.team_id, greatest(least(l.at, t.ended_on), $3), sum(l.by)::int from lines l join team t on t.county = $1 and t.id = l.team_id group by 1, 2 having sum(l.by) <> 0",
            row => (row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetInt32(2)), cancel, county, teams.Keys.ToArray(), day)) db.CountMoved(teams[team], at, Measures.TeamsActive, by);
    }

    /// <summary>Moves the figure by the end of a team: what lay behind the day falls together on it.</summary>
    internal static async Task CountEndedAsync(VolunteerDb db, Team team, DateOnly day, CancellationToken cancel)
    {
        foreach (var (at, by) in await db.RunAsync($"{Days("county = $1 and team_id = $2")} select at, sum(by)::int from lines where at > $3 group by 1 having sum(by) <> 0",
            row => (row.GetFieldValue<DateOnly>(0), row.GetInt32(1)), cancel, team.County, team.Id, day))
        {
            db.CountAt(team, at, Measures.TeamsActive, -by);
            db.CountAt(team, day, Measures.TeamsActive, by);
        }
    }

    /// <summary>In SQL: lines (team_id, at, by) of the figure, made from the days that fit.</summary>
    internal static string Days(string which) =>
        $$"""
        with d as (select team_id, day, lead(day) over (partition by team_id order by day) as next from team_service_day where {{which}}),
        lines as (select team_id, x.at, x.by from d, lateral (values (day, 1), (least((day + interval '1 year')::date, next), -1)) as x(at, by))
        """;
}
