using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>Teams and lecturers as they were recorded at a moment, so that a frozen number opens to the rows that made it. When something was recorded its id tells; when somebody's leaving was, the row keeps.</summary>
static class TeamsOfAMoment
{
    /// <summary>Those who were in their team at the moment, as it was recorded then.</summary>
    internal static IQueryable<Lecturer> ThereAt(this IQueryable<Lecturer> rows, DateTimeOffset moment)
    {
        var then = new RowsOfAMoment(moment, null);
        return rows.Recorded(then, row => row.Id).Standing(then, null, row => row.LeftOn, row => row.LeftAt);
    }

    /// <summary>Puts the number of lecturers of the moment in place of that of now, and of what was dissolved since says nothing.</summary>
    /// <param name="teams">A page.</param>
    /// <param name="ended">Of those that were dissolved by then.</param>
    internal static async Task SayAsync(LectureDb db, IReadOnlyCollection<V1.LecturerTeam> teams, DateTimeOffset moment, bool ended, CancellationToken cancel)
    {
        var ids = teams.Select(team => Guid.Parse(team.Id)).ToArray();
        var counted = await db.Lecturers.AsNoTracking().Where(row => ids.Contains(row.TeamId)).ThereAt(moment).GroupBy(row => row.TeamId).Select(group => new { group.Key, Lecturers = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Lecturers, cancel);
        foreach (var team in teams)
        {
            team.Lecturers = counted.GetValueOrDefault(Guid.Parse(team.Id));
            if (!ended) (team.EndedOn, team.EndReason) = ("", "");
        }
    }
}
