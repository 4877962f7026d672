using CivPractice.Activity.Donations;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;
using Allocation = CivPractice.Activity.Donations.Allocation;
using Donation = CivPractice.Activity.Donations.Donation;

namespace CivPractice.Activity.Exports;

/// <summary>What was given on (发放) as a file, with what of it was taken back; persons by their codes only.</summary>
public sealed class AllocationExport : ListExport<ActivityDb, ManageDonations, ListAllocationsRequest, Allocation>
{
    public override string Name => "allocations";
    public override string Title => "发放";
    public override IReadOnlyList<string> Headings { get; } = ["发放编号", "收据号", "帮扶对象编号", "发放日期", "金额(元)", "用途", "协会", "已冲正(元)"];

    protected override IQueryable<Allocation> Rows(ActivityDb db, ListAllocationsRequest request, IReadOnlyList<string> prefixes) =>
        db.Allocations.Where(row => row.County == db.Scope.Caller.County).Sought(db, request).Under(row => row.Site, prefixes);

    protected override IQueryable<Allocation> After(IQueryable<Allocation> rows, Allocation? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.HelpedOn, row.Id), ValueTuple.Create(last.HelpedOn, last.Id)));
        return rows.OrderByDescending(row => row.HelpedOn).ThenByDescending(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(ActivityDb db, ListAllocationsRequest request, IReadOnlyList<Allocation> rows, CancellationToken cancel)
    {
        var (county, donations, people) = (db.Scope.Caller.County, rows.Select(row => row.DonationId).Distinct().ToArray(), rows.Select(row => row.BeneficiaryId).Distinct().ToArray());
        var receipts = await db.Donations.Where(row => row.County == county && donations.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Receipt, cancel);
        var codes = await db.Beneficiaries.Where(row => row.County == county && people.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Code, cancel);
        var reversed = await DonationRows.ReversedAsync(db, county, rows, cancel);
        return rows.Select(row => (IReadOnlyList<string>)
        [
            row.Number, receipts.GetValueOrDefault(row.DonationId, ""), codes.GetValueOrDefault(row.BeneficiaryId, ""), ChinaTime.Text(row.HelpedOn), Donation.Yuan(row.Amount), row.Purpose, row.Association,
            Donation.Yuan(reversed.GetValueOrDefault(row.Id)),
        ]);
    }
}
