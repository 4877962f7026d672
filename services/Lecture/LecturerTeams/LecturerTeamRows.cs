using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>From a request to the teams that it seeks.</summary>
static class LecturerTeamRows
{
    internal static IQueryable<LecturerTeam> Sought(this IQueryable<LecturerTeam> rows, ListLecturerTeamsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var level = check.KnownOrNone("level", "层级", request.Level);
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.Done();
        if (until is { } moment && TimeIds.First(moment.AddMilliseconds(1)) is var made) rows = rows.Where(team => team.Id < made);
        if (after is { } since && TimeIds.First(since.AddMilliseconds(1)) is var later) rows = rows.Where(team => team.Id >= later);
        // As it was recorded at the moment, or as it stands.
        rows = (until, request.Ended) switch
        {
            ({ } then, true) => rows.Where(team => team.EndedAt <= then),
            ({ } then, false) => rows.Where(team => team.EndedAt == null || team.EndedAt > then),
            (null, true) => rows.Where(team => team.EndedAt != null),
            _ => rows.Where(team => team.EndedAt == null),
        };
        rows = rows.Under(team => team.Site, [prefix]);
        return level == Level.Unspecified ? rows : rows.Where(team => team.Level == level);
    }
}
