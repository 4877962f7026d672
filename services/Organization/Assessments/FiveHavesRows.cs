using CivPractice.Organization.Figures;
using CivPractice.Organization.Sites;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Assessments;

/// <summary>
/// What becomes of an assessment (五有) when its site closes or moves: row and figure together. The rows of a closed site stay as they were found, and count no more. A figure never falls before
/// the day on which it was last found, so that on no day it stands below nought.
/// </summary>
static class FiveHavesRows
{
    /// <summary>Sites that closed count no more.</summary>
    internal static async Task EndFiveHavesAsync(this OrganizationDb db, string county, IReadOnlyCollection<(string Code, DateOnly On)> closed, CancellationToken cancel)
    {
        if (closed.Count == 0) return;
        var codes = closed.Select(each => each.Code).ToArray();
        foreach (var site in (await db.SiteCriteria.AsNoTracking().Where(row => row.County == county && codes.Contains(row.Site)).ToListAsync(cancel)).GroupBy(row => row.Site))
            db.CountFiveHaves(county, site.Key, [.. site], closed.First(each => each.Code == site.Key).On, -1);
    }

    /// <summary>A site that goes on under another code has there what it had.</summary>
    internal static async Task MoveFiveHavesAsync(this OrganizationDb db, PracticeSite site, string to, DateOnly on, CancellationToken cancel)
    {
        var rows = await db.SiteCriteria.AsNoTracking().Where(row => row.County == site.County && row.Site == site.Code).ToListAsync(cancel);
        var moved = rows.ConvertAll(row => row.At(to));
        db.SiteCriteria.AddRange(moved);
        db.CountFiveHaves(site.County, site.Code, rows, on, -1);
        db.CountFiveHaves(site.County, to, moved, on, 1);
    }

    static void CountFiveHaves(this OrganizationDb db, string county, string site, List<SiteCriterion> rows, DateOnly on, int by)
    {
        foreach (var row in rows.Where(row => row.Met)) db.Count(county, site, Later(on, row.AssessedOn), CivicMeasures.FiveHaves, by, row.Criterion.ToString());
        if (rows.Count == SiteCriterion.All.Count && rows.TrueForAll(row => row.Met)) db.Count(county, site, Later(on, rows.Max(row => row.AssessedOn)), CivicMeasures.FiveHavesAll, by);
    }

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
