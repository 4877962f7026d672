using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Donations;

/// <summary>From a request to the rows that it seeks, for the list and for the file alike.</summary>
static class DonationRows
{
    internal static IQueryable<Donation> Sought(this IQueryable<Donation> rows, ListDonationsRequest request)
    {
        var (prefix, association, from, to) = Asked(request.Prefix, request.Association, request.From, request.To);
        rows = rows.Under(row => row.Site, [prefix]);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (request.Kind != DonationKind.Unspecified) rows = rows.Where(row => row.Kind == request.Kind);
        if (from is not null) rows = rows.Where(row => row.ReceivedOn >= from);
        if (to is not null) rows = rows.Where(row => row.ReceivedOn <= to);
        // A donation is written down and never changed.
        return rows.Recorded(Moment(request.RecordedUntil, request.RecordedAfter), row => row.Id);
    }

    internal static IQueryable<Allocation> Sought(this IQueryable<Allocation> rows, ActivityDb db, ListAllocationsRequest request)
    {
        var (prefix, association, from, to) = Asked(request.Prefix, request.Association, request.From, request.To);
        rows = rows.Under(row => row.Site, [prefix]);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (from is not null) rows = rows.Where(row => row.HelpedOn >= from);
        if (to is not null) rows = rows.Where(row => row.HelpedOn <= to);
        var moment = Moment(request.RecordedUntil, request.RecordedAfter);
        rows = rows.Recorded(moment, row => row.Id);
        if (!request.First) return rows;
        var gone = db.AllocationReversals.Where(line => line.Standing == 0);
        if (moment.Until is { } until) gone = gone.Where(line => line.ReversedAt <= until);
        // Of each person in a year the first giving that stands: of one day the one that was written down first.
        var standing = db.Allocations.Recorded(moment with { After = null }, row => row.Id).Where(row => !gone.Any(line => line.County == row.County && line.AllocationId == row.Id));
        return rows.Where(row => !gone.Any(line => line.County == row.County && line.AllocationId == row.Id)
            && !standing.Any(other => other.County == row.County && other.BeneficiaryId == row.BeneficiaryId && other.Association == row.Association && other.HelpedOn.Year == row.HelpedOn.Year
                && (other.HelpedOn < row.HelpedOn || other.HelpedOn == row.HelpedOn && other.Id < row.Id)));
    }

    static RowsOfAMoment Moment(string until, string after)
    {
        var check = new Check();
        var moment = RowsOfAMoment.Read(check, until, after);
        check.Done();
        return moment;
    }

    /// <summary>What was taken back of some givings.</summary>
    internal static Task<Dictionary<Guid, long>> ReversedAsync(ActivityDb db, string county, IReadOnlyList<Allocation> allocations, CancellationToken cancel, string until = "")
    {
        var ids = allocations.Select(row => row.Id).ToArray();
        return db.AllocationReversals.Where(row => row.County == county && ids.Contains(row.AllocationId)).Recorded(Moment(until, ""), row => row.ReversedAt).GroupBy(row => row.AllocationId).Select(group => new { group.Key, Sum = group.Sum(row => row.Amount) })
            .ToDictionaryAsync(each => each.Key, each => each.Sum, cancel);
    }

    internal static (string Prefix, string Association, DateOnly? From, DateOnly? To) Asked(string prefix, string association, string from, string to)
    {
        var check = new Check();
        var asked = (check.Prefix("prefix", prefix), check.Optional("association", "协会登记证号", association, KnownAssociation.MostNumber), check.DayOrNone("from", "起始日期", from), check.DayOrNone("to", "截止日期", to));
        check.Done();
        return asked;
    }
}
