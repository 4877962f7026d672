using CivPractice.Activity.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Donations;

/// <summary>Giving on (发放) within one transaction: donations and beneficiaries are locked in the order of their ids, so that neither is given too much nor counted twice.</summary>
static class Giving
{
    internal static Task<List<Donation>> LockAsync(ActivityDb db, string county, Guid[] ids, CancellationToken cancel) =>
        db.Donations.FromSql($"select * from donation where county = {county} and id = any ({ids}) order by id for update").ToListAsync(cancel);

    internal static Task<List<Beneficiary>> LockBeneficiariesAsync(ActivityDb db, string county, Guid[] ids, CancellationToken cancel) =>
        db.Beneficiaries.FromSql($"select * from beneficiary where county = {county} and id = any ({ids}) order by id for update").ToListAsync(cancel);

    /// <summary>Adds allocations and moves their figures. The beneficiaries are locked.</summary>
    internal static async Task AddAsync(ActivityDb db, string county, IReadOnlyCollection<Allocation> allocations, CancellationToken cancel)
    {
        var people = allocations.Select(row => row.BeneficiaryId).Distinct().ToArray();
        var years = await db.BeneficiaryYears.Where(row => row.County == county && people.Contains(row.BeneficiaryId)).ToDictionaryAsync(row => (row.Association, row.Year, row.BeneficiaryId), cancel);
        foreach (var row in allocations)
        {
            db.Add(row);
            db.Count(county, row.Site, row.HelpedOn, ActivityMeasures.DonationsAllocated, row.Amount, row.Association);
            var key = (row.Association, row.HelpedOn.Year, row.BeneficiaryId);
            if (!years.TryGetValue(key, out var seen))
            {
                years[key] = seen = new BeneficiaryYear { County = county, Association = row.Association, Year = row.HelpedOn.Year, BeneficiaryId = row.BeneficiaryId, Site = row.Site, FirstOn = row.HelpedOn };
                db.Add(seen);
                db.Count(county, seen.Site, seen.FirstOn, ActivityMeasures.AssociationHelped, dimension: row.Association);
            }
            else if (row.HelpedOn < seen.FirstOn)
            {
                // An earlier giving is told of late: the person still counts once, on the earlier day.
                db.Count(county, seen.Site, seen.FirstOn, ActivityMeasures.AssociationHelped, -1, row.Association);
                (seen.FirstOn, seen.Site) = (row.HelpedOn, row.Site);
                db.Count(county, seen.Site, seen.FirstOn, ActivityMeasures.AssociationHelped, dimension: row.Association);
            }
        }
    }

    /// <summary>
    /// Adds a counter-entry and takes it off the figures of the day of giving. Of whom nothing stands any more in that year is no person helped; else the first day is that of what stands.
    /// The donation and the beneficiary are locked.
    /// </summary>
    internal static async Task ReverseAsync(ActivityDb db, Allocation of, AllocationReversal row, CancellationToken cancel)
    {
        db.Add(row);
        db.Count(of.County, of.Site, of.HelpedOn, ActivityMeasures.DonationsAllocated, -row.Amount, of.Association);
        if (row.Standing > 0) return;
        var (from, to) = (new DateOnly(of.HelpedOn.Year, 1, 1), new DateOnly(of.HelpedOn.Year, 12, 31));
        var seen = await db.BeneficiaryYears.SingleAsync(each => each.County == of.County && each.Association == of.Association && each.Year == of.HelpedOn.Year && each.BeneficiaryId == of.BeneficiaryId, cancel);
        var first = await db.Allocations.Where(each => each.County == of.County && each.BeneficiaryId == of.BeneficiaryId && each.Association == of.Association && each.HelpedOn >= from && each.HelpedOn <= to && each.Id != of.Id
                && !db.AllocationReversals.Any(line => line.County == each.County && line.AllocationId == each.Id && line.Standing == 0))
            .OrderBy(each => each.HelpedOn).ThenBy(each => each.Id).Select(each => new { each.HelpedOn, each.Site }).FirstOrDefaultAsync(cancel);
        if (first is not null && (first.HelpedOn, first.Site) == (seen.FirstOn, seen.Site)) return;
        db.Count(of.County, seen.Site, seen.FirstOn, ActivityMeasures.AssociationHelped, -1, of.Association);
        if (first is null)
        {
            db.Remove(seen);
            return;
        }
        // An association may have moved with its site meanwhile: the person counts where what stands was given.
        (seen.FirstOn, seen.Site) = (first.HelpedOn, first.Site);
        db.Count(of.County, seen.Site, seen.FirstOn, ActivityMeasures.AssociationHelped, dimension: of.Association);
    }
}
