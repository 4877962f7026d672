using CivPractice.Activity.Donations;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Allocation = CivPractice.Activity.Donations.Allocation;

namespace CivPractice.Activity.Imports;

/// <summary>A giving as the file tells: of which donation, to whom, by the numbers of the lists.</summary>
public sealed record ImportedAllocation(string Number, string Receipt, string Beneficiary, DateOnly HelpedOn, long Amount, string Purpose);

/// <summary>What was given on (发放) from an association's own list, known by its number. Never more than is left of the donation, whatever the file says.</summary>
public sealed class AllocationImport(TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedAllocation>
{
    public const string Path = "allocations";
    const string number = "发放编号", receipt = "收据号", beneficiary = "帮扶对象编号", day = "发放日期", amount = "金额(元)", purpose = "用途";

    public override string Name => Path;
    public override string Title => "发放";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(number, true, "FF-2021-0001"), new(receipt, true, "JZ-2021-0001"), new(beneficiary, true, "BF-001"), new(day, true, "2021-03-10"), new(amount, true, "800"), new(purpose, false, "生活补助"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedAllocation Read(ImportRow row, Check check, KnownAtImport known)
    {
        var (code, of, to) = (check.Text(number, number, row[number], 40), check.Text(receipt, receipt, row[receipt], 40), check.Text(beneficiary, beneficiary, row[beneficiary], 40));
        var on = known.Past(check, day, row[day]);
        check.That(Cells.TryYuan(row[amount], out var fen) && fen is > 0 and <= Donation.Most, amount, "INVALID_AMOUNT", $"{amount}应为大于 0 的元数,最多两位小数,如 1200.50");
        var use = check.Optional(purpose, purpose, row[purpose], 200);
        check.Done();
        return new ImportedAllocation(code, of, to, on, fen, use);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedAllocation Row)> rows, CancellationToken cancel)
    {
        var (rejected, given) = (new List<RowFault>(), new List<Allocation>());
        var apart = Twins.Apart(rows, row => row.Number, number, "同一个发放编号", rejected);
        var (numbers, receipts, codes) = (apart.Select(each => each.Row.Number).ToArray(), apart.Select(each => each.Row.Receipt).Distinct().ToArray(), apart.Select(each => each.Row.Beneficiary).Distinct().ToArray());
        var there = await db.Donations.Where(row => row.County == job.County && receipts.Contains(row.Receipt)).Select(row => row.Id).ToArrayAsync(cancel);
        var donations = (await Giving.LockAsync(db, job.County, there, cancel)).ToDictionary(row => row.Receipt, StringComparer.Ordinal);
        var people = (await Giving.LockBeneficiariesAsync(db, job.County, await db.Beneficiaries.Where(row => row.County == job.County && codes.Contains(row.Code)).Select(row => row.Id).ToArrayAsync(cancel), cancel))
            .ToDictionary(row => row.Code, StringComparer.Ordinal);
        var known = (await db.Allocations.Where(row => row.County == job.County && numbers.Contains(row.Number)).Select(row => row.Number).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var (line, row) in apart.Where(each => !known.Contains(each.Row.Number)))
        {
            var donation = donations.GetValueOrDefault(row.Receipt);
            var person = people.GetValueOrDefault(row.Beneficiary);
            if (donation is null) rejected.Add(new RowFault(line, receipt, "UNKNOWN_DONATION", $"本县没有收据号 {row.Receipt}"));
            else if (person is null) rejected.Add(new RowFault(line, beneficiary, "UNKNOWN_BENEFICIARY", $"本县没有帮扶对象 {row.Beneficiary}"));
            else
            {
                try { given.Add(donation.Allocate(person, row.Number, row.Amount, row.HelpedOn, row.Purpose, Guid.CreateVersion7(clock.GetUtcNow()))); }
                catch (Fault fault) { rejected.Add(new RowFault(line, Column(fault.Fields[0].Field), fault.Reason, fault.Message)); }
            }
        }
        await Giving.AddAsync(db, job.County, given, cancel);
        return new BatchResult(given.Count, rows.Count - given.Count - rejected.Count, rejected);
    }

    static string Column(string field) => field switch { "helpedOn" => day, "beneficiaryId" => beneficiary, _ => amount };
}
