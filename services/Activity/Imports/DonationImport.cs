using CivPractice.Activity.Donations;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using Microsoft.EntityFrameworkCore;
using Donation = CivPractice.Activity.Donations.Donation;

namespace CivPractice.Activity.Imports;

/// <summary>A donation as the file tells; the donor is sealed already.</summary>
public sealed record ImportedDonation(string Receipt, KnownAssociation Association, DateOnly ReceivedOn, DonationKind Kind, long Amount, string Purpose, string Goods, byte[] Donor);

/// <summary>Donations (捐赠) from an association's own list, known by their receipts.</summary>
public sealed class DonationImport(PersonalVault vault, TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedDonation>
{
    public const string Path = "donations";
    const string receipt = "收据号", association = "协会", day = "收到日期", kind = "种类", amount = "金额(元)", purpose = "用途", goods = "物资", donor = "捐赠人";

    public override string Name => Path;
    public override string Title => "捐赠";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(receipt, true, "JZ-2021-0001"), new(association, true, "爱心公益志愿者协会"), new(day, true, "2021-03-05"), new(kind, true, "资金"), new(amount, true, "12,000.00"), new(purpose, false, "助学"), new(goods, false, ""), new(donor, false, "匿名"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedDonation Read(ImportRow row, Check check, KnownAtImport known)
    {
        var number = check.Text(receipt, receipt, row[receipt], 40);
        var by = known.AssociationRow(check, association, row[association]);
        check.That(row[association].Length > 0, association, "REQUIRED", $"请填写{association}");
        var on = known.Past(check, day, row[day]);
        var sort = row[kind] switch { "资金" or "款" or "现金" => DonationKind.Money, "物资" or "物" => DonationKind.Goods, _ => DonationKind.Unspecified };
        check.That(sort != DonationKind.Unspecified, kind, "UNKNOWN_VALUE", $"{kind}应为资金或物资");
        check.That(Cells.TryYuan(row[amount], out var fen) && fen is > 0 and <= Donation.Most, amount, "INVALID_AMOUNT", $"{amount}应为大于 0 的元数,最多两位小数,如 1200.50");
        var (use, what, who) = (check.Optional(purpose, purpose, row[purpose], 200), check.Optional(goods, goods, row[goods], 200), check.Optional(donor, donor, row[donor], 60));
        check.Done();
        return new ImportedDonation(number, by!, on, sort, fen, use, what, vault.Seal(Donation.DonorPurpose, who == "匿名" ? "" : who));
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedDonation Row)> rows, CancellationToken cancel)
    {
        var (rejected, added) = (new List<RowFault>(), 0);
        var apart = Twins.Apart(rows, row => row.Receipt, receipt, "同一个收据号", rejected);
        var receipts = apart.Select(each => each.Row.Receipt).ToArray();
        var known = await db.Donations.Where(row => row.County == job.County && receipts.Contains(row.Receipt)).Select(row => new { row.Receipt, row.ImportJobId, row.ImportRow }).ToDictionaryAsync(row => row.Receipt, cancel);
        foreach (var (line, row) in apart)
        {
            if (known.TryGetValue(row.Receipt, out var there))
            {
                if (there.ImportJobId == job.Id) rejected.Add(new RowFault(line, receipt, "TWICE_IN_FILE", $"和第 {there.ImportRow} 行是同一个收据号"));
                continue;
            }
            var made = new Donation
            {
                County = job.County,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Receipt = row.Receipt,
                Association = row.Association.Number,
                Site = row.Association.Site,
                ReceivedOn = row.ReceivedOn,
                Kind = row.Kind,
                Amount = row.Amount,
                Purpose = row.Purpose,
                Goods = row.Goods,
                Donor = row.Donor,
                ImportJobId = job.Id,
                ImportRow = line,
            };
            db.Add(made);
            db.Count(made);
            added++;
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
