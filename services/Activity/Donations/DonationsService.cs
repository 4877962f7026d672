using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using CivPractice.Platform.Writes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Donations;

/// <summary>The ledger of donations (捐赠台账), as those who keep it write it. Reading stands in DonationsService.Reading.cs.</summary>
public sealed partial class DonationsService(ActivityDb db, HotRead hot, PersonalVault vault) : V1.Donations.DonationsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<ManageDonations>]
    public override async Task<V1.Donation> RecordDonation(RecordDonationRequest request, ServerCallContext context)
    {
        var (check, cancel, today) = (new Check(), context.CancellationToken, ChinaTime.Today(db.Clock));
        var number = check.Text("association", "协会登记证号", request.Association, KnownAssociation.MostNumber);
        var receipt = check.Text("receipt", "收据号", request.Receipt, 40);
        var day = check.Day("receivedOn", "收到日期", request.ReceivedOn);
        check.That(day <= today, "receivedOn", "IN_FUTURE", "收到日期不能晚于今天");
        var kind = check.Known("kind", "种类", request.Kind);
        check.That(request.Amount is > 0 and <= Donation.Most, "amount", "OUT_OF_RANGE", "金额应大于 0,且不超过一亿元");
        var (purpose, goods, donor) = (check.Optional("purpose", "用途", request.Purpose, 200), check.Optional("goods", "物资", request.Goods, 200), check.Optional("donor", "捐赠人", request.Donor, 60));
        check.Done();
        var association = await KnownAssociation.RequireAsync(db, Caller.County, number, cancel);
        Caller.Require<ManageDonations>(association.Site);
        if (await db.Donations.AnyAsync(row => row.County == Caller.County && row.Receipt == receipt, cancel)) throw Fault.Duplicate("RECEIPT_EXISTS", "这个收据号已经登记过了");

        var row = new Donation
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Receipt = receipt,
            Association = number,
            Site = association.Site,
            ReceivedOn = day,
            Kind = kind,
            Amount = request.Amount,
            Purpose = purpose,
            Goods = goods,
            Donor = vault.Seal(Donation.DonorPurpose, donor),
        };
        db.Add(row);
        db.Count(row);
        db.Audit(row.County, "donation.record", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToWire(association.Name);
    }

    [Requires<ManageDonations>]
    public override async Task<AllocateResponse> Allocate(AllocateRequest request, ServerCallContext context)
    {
        var (check, cancel, today) = (new Check(), context.CancellationToken, ChinaTime.Today(db.Clock));
        var (donationId, beneficiaryId) = (check.Id("donationId", "捐赠", request.DonationId), check.Id("beneficiaryId", "帮扶对象", request.BeneficiaryId));
        var number = check.Text("number", "发放编号", request.Number, 40);
        var day = check.Day("helpedOn", "发放日期", request.HelpedOn);
        check.That(day <= today, "helpedOn", "IN_FUTURE", "发放日期不能晚于今天");
        var purpose = check.Optional("purpose", "用途", request.Purpose, 200);
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var donation = (await Giving.LockAsync(db, Caller.County, [donationId], cancel)).SingleOrDefault() ?? throw Fault.NotFound("这笔捐赠");
            Caller.Require<ManageDonations>(donation.Site);
            var beneficiary = (await Giving.LockBeneficiariesAsync(db, Caller.County, [beneficiaryId], cancel)).SingleOrDefault() ?? throw Fault.NotFound("这位帮扶对象");
            if (await db.Allocations.AnyAsync(row => row.County == Caller.County && row.Number == number, cancel)) throw Fault.Duplicate("ALLOCATION_EXISTS", "这个发放编号已经登记过了");
            var row = donation.Allocate(beneficiary, number, request.Amount, day, purpose, Guid.CreateVersion7(db.Clock.GetUtcNow()));
            await Giving.AddAsync(db, row.County, [row], cancel);
            db.Audit(row.County, "donation.allocate", row.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return new AllocateResponse { Allocation = row.ToWire(""), Left = donation.Left };
        }, cancel);
    }

    [Requires<ManageDonations>]
    public override async Task<ReverseAllocationResponse> ReverseAllocation(ReverseAllocationRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("allocationId", "发放", request.AllocationId);
        var reason = check.Text("reason", "原因", request.Reason, 200, least: 2);
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            // A giving never changes: it is read before the locks, which are taken in the order of giving on.
            var allocation = await db.Allocations.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这笔发放");
            Caller.Require<ManageDonations>(allocation.Site);
            var donation = (await Giving.LockAsync(db, Caller.County, [allocation.DonationId], cancel)).Single();
            await Giving.LockBeneficiariesAsync(db, Caller.County, [allocation.BeneficiaryId], cancel);
            var last = await db.AllocationReversals.AsNoTracking().Where(row => row.County == Caller.County && row.AllocationId == id).OrderByDescending(row => row.Line).FirstOrDefaultAsync(cancel);
            var row = donation.Reverse(allocation, last, request.Amount, reason, Caller.PersonId, db.Clock.GetUtcNow());
            await Giving.ReverseAsync(db, allocation, row, cancel);
            db.Audit(row.County, "donation.reverse", $"{row.AllocationId} {row.Line}");
            await db.SaveChangesAsync(cancel);
            return new ReverseAllocationResponse { Reversal = row.ToWire(), Left = donation.Left };
        }, cancel);
    }

    [Requires<ManageDonations>]
    public override async Task<V1.Beneficiary> CreateBeneficiary(CreateBeneficiaryRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var number = check.Text("association", "协会登记证号", request.Association, KnownAssociation.MostNumber);
        var code = check.Text("code", "编号", request.Code, Beneficiary.MostCode);
        var name = check.Text("name", "姓名", request.Name, 30);
        var identity = check.Optional("identityNumber", "身份证号", request.IdentityNumber, 18).ToUpperInvariant();
        check.That(identity.Length is 0 or 18, "identityNumber", "INVALID_IDENTITY_NUMBER", "身份证号应为 18 位");
        var category = check.Known("category", "类别", request.Category);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "登记帮扶对象须本人或监护人同意");
        check.Done();
        var association = await KnownAssociation.RequireAsync(db, Caller.County, number, cancel);
        Caller.Require<ManageDonations>(association.Site);
        var hash = identity.Length == 0 ? null : vault.Hash(Beneficiary.IdentityPurpose, identity);
        if (await db.Beneficiaries.AnyAsync(row => row.County == Caller.County && row.Code == code, cancel)) throw Fault.Duplicate("BENEFICIARY_EXISTS", "这个编号已经登记过了");
        if (hash is not null && await db.Beneficiaries.Where(row => row.County == Caller.County && row.IdentityHash == hash).Select(row => row.Code).FirstOrDefaultAsync(cancel) is { } other)
            throw Fault.Duplicate("BENEFICIARY_KNOWN", $"这个人已经登记过了,编号 {other}");

        var now = db.Clock.GetUtcNow();
        var row = new Beneficiary
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(now),
            Code = code,
            Association = number,
            Site = association.Site,
            Name = vault.Seal(Beneficiary.NamePurpose, name),
            IdentityHash = hash,
            Category = category,
            ConsentAt = now,
        };
        db.Add(row);
        db.Audit(row.County, "beneficiary.create", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToWire();
    }

    [Requires<ReadBeneficiaries>]
    public override async Task<RevealBeneficiaryResponse> RevealBeneficiary(RevealBeneficiaryRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "帮扶对象", request.Id);
        var reason = check.Known("reason", "查看用途", request.Reason);
        check.Done();
        var row = await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这位帮扶对象");
        Caller.Require<ReadBeneficiaries>(row.Site);
        // Written down before the name leaves.
        db.Audit(row.County, "beneficiary.reveal", $"{row.Id} {reason}");
        await db.SaveChangesAsync(cancel);
        return new RevealBeneficiaryResponse { Name = vault.Open(Beneficiary.NamePurpose, row.Name) };
    }
}
