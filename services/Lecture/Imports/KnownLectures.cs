using CivPractice.Lecture.Sites;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer team, and where it stands and stood.</summary>
public sealed record TeamAtImport(string County, Guid Id, string Site, string[] MovedFrom, DateOnly[] MovedOn) : IMovingRow;

/// <summary>What rows are checked against: the county's sites, its lecturer teams (宣讲队伍) and their lecturers (宣讲员).</summary>
/// <param name="Import">The import that asks.</param>
/// <param name="Teams">By the name and the site under which it was given.</param>
/// <param name="Lecturers">By team and name.</param>
public sealed record KnownLectures(
    string County, Guid Import, KnownSites Sites, IReadOnlyDictionary<(string Site, string Name), TeamAtImport> Teams, ILookup<(Guid Team, string Name), Guid> Lecturers, DateTimeOffset Now)
{
    internal static async Task<KnownLectures> OfAsync(LectureDb db, ImportJob job, CancellationToken cancel)
    {
        var teams = await db.Teams.AsNoTracking().Where(team => team.County == job.County).Select(team => new { team.NamedSite, team.Name, Team = new TeamAtImport(team.County, team.Id, team.Site, team.MovedFrom, team.MovedOn) }).ToListAsync(cancel);
        var lecturers = await db.Lecturers.AsNoTracking().Where(row => row.County == job.County).Select(row => new { row.TeamId, row.Name, row.Id }).ToListAsync(cancel);
        return new(job.County, job.Id, await KnownSites.OfAsync(db, job.County, cancel), teams.ToDictionary(team => (team.NamedSite, team.Name), team => team.Team),
            lecturers.ToLookup(row => (row.TeamId, row.Name), row => row.Id), db.Clock.GetUtcNow());
    }

    /// <summary>The team of a row, at the site named or at the one that goes on with its work; where it stands.</summary>
    internal TeamAtImport? Team(Check check, ImportRow row, string team, string site)
    {
        var (name, code) = (row[team], row[site]);
        if (Teams.TryGetValue((code, name), out var found)) return found;
        if (Sites.Place(check, site, code) is not { } place) return null;
        if (Teams.TryGetValue((place, name), out found)) return found;
        check.That(false, team, "UNKNOWN_TEAM", $"站点 {code} 没有宣讲队伍“{name}”,请先导入宣讲队伍");
        return null;
    }

    /// <summary>A remark on a row that was taken at another site than it says; none where it was not.</summary>
    internal static IEnumerable<RowFault> Moved(int row, string column, string from, string to) =>
        from == to ? [] : [new RowFault(row, column, "SITE_MERGED", $"“{from}”已并入“{to}”,已记到“{to}”")];
}
