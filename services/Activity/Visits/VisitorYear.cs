using CivPractice.Activity.Figures;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Visits;

/// <summary>Somebody went on home visits in a civil year (首次走访): who goes several times counts once, on the first day and at its site.</summary>
public sealed class VisitorYear : ICountyRow
{
    public required string County { get; init; }
    public required int Year { get; init; }
    public required Guid PersonId { get; init; }
    public required string Site { get; set; }
    public required DateOnly FirstOn { get; set; }

    /// <summary>Counts the visitor of a visit, unless he is counted for its year; within the transaction that writes the visit.</summary>
    internal static async Task SeeAsync(ActivityDb db, HomeVisit visit, CancellationToken cancel)
    {
        var (county, year, person, day) = (visit.County, visit.VisitedOn.Year, visit.VisitorPersonId, visit.VisitedOn);
        // Two visits at once: the second waits for the first one's row here, and finds it below.
        var first = await db.Database.ExecuteSqlAsync($"insert into visitor_year (county, year, person_id, site, first_on) values ({county}, {year}, {person}, {visit.Site}, {day}) on conflict do nothing", cancel) > 0;
        if (!first)
        {
            var seen = (await db.Set<VisitorYear>().FromSql($"select * from visitor_year where county = {county} and year = {year} and person_id = {person} for update").ToListAsync(cancel)).Single();
            if (day >= seen.FirstOn) return;
            // An earlier visit is told of late.
            db.Count(county, seen.Site, seen.FirstOn, ActivityMeasures.Visitors, -1);
            (seen.FirstOn, seen.Site) = (day, visit.Site);
        }
        db.Count(county, visit.Site, day, ActivityMeasures.Visitors);
    }
}
