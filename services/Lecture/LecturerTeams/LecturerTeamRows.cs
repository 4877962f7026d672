using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>From a request to the teams that it seeks.</summary>
static class LecturerTeamRows
{
    internal static IQueryable<LecturerTeam> Sought(this IQueryable<LecturerTeam> rows, ListLecturerTeamsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var level = check.KnownOrNone("level", "层级", request.Level);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        rows = rows.Recorded(moment, team => team.Id).Under(team => team.Site, [prefix]);
        if (!request.Ended) rows = rows.Standing(moment, team => team.EndedAt);
        // What was dissolved by the moment, or by now.
        else rows = moment.Until is { } until ? rows.Where(team => team.EndedAt <= until) : rows.Where(team => team.EndedAt != null);
        return level == Level.Unspecified ? rows : rows.Where(team => team.Level == level);
    }
}
