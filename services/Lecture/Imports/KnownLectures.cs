using CivPractice.Lecture.LecturerTeams;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer team, and where it stands and stood.</summary>
public sealed record TeamAtImport(string County, Guid Id, string Site, string[] MovedFrom, DateOnly[] MovedOn, DateOnly? EndedOn) : IMovingRow;

/// <summary>What rows are checked against: the county's sites, its lecturer teams (宣讲队伍) and their lecturers (宣讲员).</summary>
/// <param name="Import">The import that asks.</param>
/// <param name="Teams">By the name and the site under which it was given.</param>
/// <param name="Lecturers">By team and name, those who left among them.</param>
/// <param name="Rules">Of the teams that have one.</param>
public sealed record KnownLectures(
    string County, Guid Import, SitesAtImport Sites, IReadOnlyDictionary<(string Site, string Name), TeamAtImport> Teams, ILookup<(Guid Team, string Name), Guid> Lecturers,
    IReadOnlyDictionary<Guid, EligibilityRule> Rules, DateTimeOffset Now)
{
    internal static async Task<KnownLectures> OfAsync(LectureDb db, ImportJob job, CancellationToken cancel)
    {
        var teams = await db.Teams.AsNoTracking().Where(team => team.County == job.County).ToListAsync(cancel);
        var lecturers = await db.Lecturers.AsNoTracking().Where(row => row.County == job.County).Select(row => new { row.TeamId, row.Name, row.Id }).ToListAsync(cancel);
        var sites = await db.Sites.AsNoTracking().Where(site => site.County == job.County).Select(site => new SiteAtImport(site.Code, site.ClosedOn, site.Successor)).ToListAsync(cancel);
        return new(job.County, job.Id, new SitesAtImport(sites), teams.ToDictionary(team => (team.NamedSite, team.Name), team => new TeamAtImport(team.County, team.Id, team.Site, team.MovedFrom, team.MovedOn, team.EndedOn)),
            lecturers.ToLookup(row => (row.TeamId, row.Name), row => row.Id), teams.Where(team => !team.Rule.IsNone).ToDictionary(team => team.Id, team => team.Rule), db.Clock.GetUtcNow());
    }

    /// <summary>The team of a row, at the site named or at the one that goes on with its work; where it stands. None, and told, where there is no such team.</summary>
    /// <param name="day">The day of what is over and done; null for what begins.</param>
    internal TeamAtImport? Team(Check check, ImportRow row, string team, string site, DateOnly? day = null)
    {
        var (name, code) = (row[team], row[site]);
        if (!Teams.TryGetValue((code, name), out var found))
        {
            if (Place(check, site, code) is not { } place) return null;
            Teams.TryGetValue((place.Code, name), out found);
        }
        if (found is not null)
        {
            check.That(found.EndedOn is null || day <= found.EndedOn, team, "TEAM_DISSOLVED", $"宣讲队伍“{name}”已于 {found.EndedOn:yyyy-MM-dd} 解散");
            return found;
        }
        check.That(false, team, "UNKNOWN_TEAM", $"站点 {code} 没有宣讲队伍“{name}”,请先导入宣讲队伍");
        return null;
    }

    /// <summary>Where a row stands; null, and told, where it stands nowhere.</summary>
    /// <param name="day">The day of what is over and done; null for what lives on.</param>
    internal PlaceAtImport? Place(Check check, string column, string code, DateOnly? day = null)
    {
        var own = new Check();
        var place = day is { } past ? Sites.On(past, own, column, code) : Sites.Living(own, column, code);
        try { own.Done(); }
        catch (Fault fault)
        {
            check.That(false, fault.Fields[0].Field, fault.Fields[0].Reason, fault.Fields[0].Description);
            return null;
        }
        return place;
    }

    /// <summary>A remark on a row that was taken at another site than it says; none where it was not.</summary>
    internal static IEnumerable<RowFault> Moved(int row, string column, PlaceAtImport place) => place.IsMerged ? [place.Remark(row, column)] : [];
}
