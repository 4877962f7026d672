using CivPractice.Activity.Donations;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using Microsoft.EntityFrameworkCore;
using Donation = CivPractice.Activity.Donations.Donation;

namespace CivPractice.Activity.Exports;

/// <summary>Donations (捐赠) as a file, with what is left of each; who gave is in no file.</summary>
public sealed class DonationExport : ListExport<ActivityDb, ManageDonations, ListDonationsRequest, Donation>
{
    public override string Name => "donations";
    public override string Title => "捐赠";
    public override IReadOnlyList<string> Headings { get; } = ["收据号", "协会", "收到日期", "种类", "金额(元)", "用途", "物资", Hidden("捐赠人"), "已发放(元)", "余额(元)"];

    protected override IQueryable<Donation> Rows(ActivityDb db, ListDonationsRequest request, IReadOnlyList<string> prefixes) =>
        db.Donations.Where(row => row.County == db.Scope.Caller.County).Sought(request).Under(row => row.Site, prefixes);

    protected override IQueryable<Donation> After(IQueryable<Donation> rows, Donation? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.ReceivedOn, row.Id), ValueTuple.Create(last.ReceivedOn, last.Id)));
        return rows.OrderByDescending(row => row.ReceivedOn).ThenByDescending(row => row.Id);
    }

    protected override Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(ActivityDb db, ListDonationsRequest request, IReadOnlyList<Donation> rows, CancellationToken cancel) => Task.FromResult(rows.Select(row => (IReadOnlyList<string>)
    [
        row.Receipt, row.Association, ChinaTime.Text(row.ReceivedOn), row.Kind == DonationKind.Money ? "资金" : "物资", Donation.Yuan(row.Amount), row.Purpose, row.Goods, "", Donation.Yuan(row.Allocated), Donation.Yuan(row.Left),
    ]));
}
