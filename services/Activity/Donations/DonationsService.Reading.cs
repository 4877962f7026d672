using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Donations;

public sealed partial class DonationsService
{
    static readonly Measure[] summed =
    [
        ActivityMeasures.AssociationActivities, ActivityMeasures.AssociationVolunteers, ActivityMeasures.AssociationHelped, ActivityMeasures.DonationsMoney, ActivityMeasures.DonationsGoods, ActivityMeasures.DonationsAllocated,
    ];

    [Requires<ReadDisclosures>]
    public override async Task<ListLedgersResponse> ListLedgers(ListLedgersRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var year = check.Range("year", "年份", request.Year, 1990, 2199);
        check.Done();
        var sums = new Dictionary<string, Dictionary<string, long>>(StringComparer.Ordinal);
        var sql = new Statement().Add(
            $"""
            select dimension, measure, sum(n)::bigint from tally_entry
            where county = any ({db.Scope.Counties.ToArray()}) and measure = any ({summed.Select(measure => measure.Name).ToArray()})
                and day between {new DateOnly(year, 1, 1)} and {new DateOnly(year, 12, 31)} and site >= {prefix} and site < {Prefixes.End(prefix)} group by 1, 2
            """);
        await hot.EachAsync(sql, row =>
        {
            if (!sums.TryGetValue(row.GetString(0), out var own)) sums[row.GetString(0)] = own = [];
            own[row.GetString(1)] = row.GetInt64(2);
        }, context.CancellationToken);

        var names = await NamesAsync(sums.Keys, context.CancellationToken);
        long Of(string association, Measure measure) => sums[association].GetValueOrDefault(measure.Name);
        return new ListLedgersResponse
        {
            Ledgers =
            {
                sums.Keys.Order(StringComparer.Ordinal).Select(each => new Ledger
                {
                    Association = each,
                    AssociationName = names.GetValueOrDefault(each, ""),
                    Activities = Of(each, ActivityMeasures.AssociationActivities),
                    Volunteers = Of(each, ActivityMeasures.AssociationVolunteers),
                    Helped = Of(each, ActivityMeasures.AssociationHelped),
                    Money = Of(each, ActivityMeasures.DonationsMoney),
                    Goods = Of(each, ActivityMeasures.DonationsGoods),
                    Allocated = Of(each, ActivityMeasures.DonationsAllocated),
                }),
            },
        };
    }

    [Requires<ReadDisclosures>]
    public override async Task<ListDonationsResponse> ListDonations(ListDonationsRequest request, ServerCallContext context)
    {
        var (cancel, page) = (context.CancellationToken, Page.Of(request, 2));
        var (prefix, association, from, to) = Asked(request.Prefix, request.Association, request.From, request.To);
        var county = db.Scope.PersonalCounty;
        var rows = db.Donations.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, [prefix]);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (request.Kind != DonationKind.Unspecified) rows = rows.Where(row => row.Kind == request.Kind);
        if (from is not null) rows = rows.Where(row => row.ReceivedOn >= from);
        if (to is not null) rows = rows.Where(row => row.ReceivedOn <= to);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.ReceivedOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.ReceivedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [ChinaTime.Text(row.ReceivedOn), row.Id.ToString()]);
        var names = await NamesAsync(found.Select(row => row.Association), cancel);
        return new ListDonationsResponse { Donations = { found.Select(row => row.ToWire(names.GetValueOrDefault(row.Association, ""))) }, NextPageToken = next };
    }

    [Requires<ReadDisclosures>]
    public override async Task<ListAllocationsResponse> ListAllocations(ListAllocationsRequest request, ServerCallContext context)
    {
        var (cancel, page) = (context.CancellationToken, Page.Of(request, 2));
        var (prefix, association, from, to) = Asked(request.Prefix, request.Association, request.From, request.To);
        var county = db.Scope.PersonalCounty;
        var rows = db.Allocations.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, [prefix]);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (from is not null) rows = rows.Where(row => row.HelpedOn >= from);
        if (to is not null) rows = rows.Where(row => row.HelpedOn <= to);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.HelpedOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.HelpedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [ChinaTime.Text(row.HelpedOn), row.Id.ToString()]);
        var names = await NamesAsync(found.Select(row => row.Association), cancel);
        return new ListAllocationsResponse { Allocations = { found.Select(row => row.ToWire(names.GetValueOrDefault(row.Association, ""))) }, NextPageToken = next };
    }

    [Requires<ManageDonations>]
    public override async Task<ListBeneficiariesResponse> ListBeneficiaries(ListBeneficiariesRequest request, ServerCallContext context)
    {
        var (cancel, page, county) = (context.CancellationToken, Page.Of(request, 1), Caller.County);
        var (prefix, association, _, _) = Asked(request.Prefix, request.Association, "", "");
        var (prefixes, year) = (Prefixes.Meet(prefix, Caller.PrefixesOf<ManageDonations>()), request.HelpedYear);
        var rows = db.Beneficiaries.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, prefixes);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (year != 0) rows = rows.Where(row => db.BeneficiaryYears.Any(each => each.County == row.County && each.Association == row.Association && each.Year == year && each.BeneficiaryId == row.Id));
        if (!page.IsFirst)
        {
            var after = page.After[0];
            rows = rows.Where(row => string.Compare(row.Code, after) > 0);
        }
        var found = await rows.OrderBy(row => row.Code).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.Code]);
        return new ListBeneficiariesResponse { Beneficiaries = { found.Select(row => row.ToWire()) }, NextPageToken = next };
    }

    static (string Prefix, string Association, DateOnly? From, DateOnly? To) Asked(string prefix, string association, string from, string to)
    {
        var check = new Check();
        var asked = (check.Prefix("prefix", prefix), check.Optional("association", "协会登记证号", association, KnownAssociation.MostNumber), check.DayOrNone("from", "起始日期", from), check.DayOrNone("to", "截止日期", to));
        check.Done();
        return asked;
    }

    Task<Dictionary<string, string>> NamesAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        var (wanted, counties) = (numbers.Distinct().ToArray(), db.Scope.Counties);
        return db.Associations.AsNoTracking().Where(row => counties.Contains(row.County) && wanted.Contains(row.Number)).GroupBy(row => row.Number).Select(group => new { group.Key, Name = group.Min(row => row.Name)! })
            .ToDictionaryAsync(row => row.Key, row => row.Name, cancel);
    }
}
