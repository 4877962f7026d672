using System.Globalization;
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
        var county = db.Scope.PersonalCounty;
        var rows = db.Donations.AsNoTracking().Where(row => row.County == county).Sought(request);
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
        var county = db.Scope.PersonalCounty;
        var rows = db.Allocations.AsNoTracking().Where(row => row.County == county).Sought(db, request);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.HelpedOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.HelpedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [ChinaTime.Text(row.HelpedOn), row.Id.ToString()]);
        var names = await NamesAsync(found.Select(row => row.Association), cancel);
        var reversed = await DonationRows.ReversedAsync(db, county, found, cancel, request.RecordedUntil);
        return new ListAllocationsResponse { Allocations = { found.Select(row => row.ToWire(names.GetValueOrDefault(row.Association, ""), reversed.GetValueOrDefault(row.Id))) }, NextPageToken = next };
    }

    // Why something was taken back is not for everybody: the reason is free text.
    [Requires<ManageDonations>]
    public override async Task<ListReversalsResponse> ListReversals(ListReversalsRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 1));
        var id = check.Id("allocationId", "发放", request.AllocationId);
        check.Done();
        var allocation = await db.Allocations.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这笔发放");
        Caller.Require<ManageDonations>(allocation.Site);
        var after = page.IsFirst ? 0 : int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : throw Fault.Invalid("pageToken", "PAGE_TOKEN", "翻页标记不对,请从第一页开始");
        var found = await db.AllocationReversals.AsNoTracking().Where(row => row.County == Caller.County && row.AllocationId == id && row.Line > after).OrderBy(row => row.Line).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.Line.ToString(CultureInfo.InvariantCulture)]);
        return new ListReversalsResponse { Reversals = { found.Select(row => row.ToWire()) }, NextPageToken = next };
    }

    [Requires<ManageDonations>]
    public override async Task<ListBeneficiariesResponse> ListBeneficiaries(ListBeneficiariesRequest request, ServerCallContext context)
    {
        var (cancel, page, county) = (context.CancellationToken, Page.Of(request, 1), Caller.County);
        var (prefix, association, _, _) = DonationRows.Asked(request.Prefix, request.Association, "", "");
        var check = new Check();
        var code = check.Optional("code", "编号", request.Code, Beneficiary.MostCode);
        check.Done();
        var (prefixes, year) = (Prefixes.Meet(prefix, Caller.PrefixesOf<ManageDonations>()), request.HelpedYear);
        var rows = db.Beneficiaries.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, prefixes);
        if (association.Length > 0) rows = rows.Where(row => row.Association == association);
        if (code.Length > 0) rows = rows.Where(row => row.Code.StartsWith(code));
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

    Task<Dictionary<string, string>> NamesAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        var (wanted, counties) = (numbers.Distinct().ToArray(), db.Scope.Counties);
        return db.Associations.AsNoTracking().Where(row => counties.Contains(row.County) && wanted.Contains(row.Number)).GroupBy(row => row.Number).Select(group => new { group.Key, Name = group.Min(row => row.Name)! })
            .ToDictionaryAsync(row => row.Key, row => row.Name, cancel);
    }
}
