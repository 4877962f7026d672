using System.Globalization;
using CivPractice.Activity.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Donations;

/// <summary>A donation (捐赠) that an association received, in fen. What was given on stands beside it, and never exceeds it: the row is locked meanwhile, and a constraint says the same.</summary>
public sealed class Donation : ICountyRow
{
    /// <summary>A hundred million yuan: more in one donation is a slip of the pen.</summary>
    public const long Most = 100_000_000_00;

    public const string DonorPurpose = "donor";

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>收据号, once in a county.</summary>
    public required string Receipt { get; init; }

    /// <summary>Registration number of the association.</summary>
    public required string Association { get; init; }

    /// <summary>The association's site, at which it counts.</summary>
    public required string Site { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DonationKind Kind { get; init; }

    /// <summary>In fen; of goods their value.</summary>
    public required long Amount { get; init; }

    /// <summary>What was given on of it and not taken back, in fen.</summary>
    public long Allocated { get; private set; }
    public required string Purpose { get; init; }

    /// <summary>What it is, for goods.</summary>
    public required string Goods { get; init; }

    /// <summary>Sealed; the empty name of somebody who wants to stay anonymous (匿名).</summary>
    public required byte[] Donor { get; init; }

    /// <summary>The import and the row of its file that it came by; null for one that was entered here.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }

    public long Left => Amount - Allocated;

    /// <summary>Gives a part of it to a beneficiary.</summary>
    /// <param name="number">发放编号.</param>
    /// <param name="amount">In fen.</param>
    /// <exception cref="Fault">OUT_OF_RANGE, BEFORE_DONATION, OTHER_ASSOCIATION, DONATION_EXHAUSTED with the sum that is left.</exception>
    public Allocation Allocate(Beneficiary beneficiary, string number, long amount, DateOnly day, string purpose, Guid id)
    {
        if (amount <= 0) throw Fault.Invalid("amount", "OUT_OF_RANGE", "发放金额应大于 0");
        if (day < ReceivedOn) throw Fault.Invalid("helpedOn", "BEFORE_DONATION", $"发放日期不能早于收到捐赠的日期 {ReceivedOn:yyyy-MM-dd}");
        if (beneficiary.Association != Association) throw Fault.Invalid("beneficiaryId", "OTHER_ASSOCIATION", "这位帮扶对象由另一个协会帮扶");
        if (amount > Left) throw Fault.Invalid("amount", "DONATION_EXHAUSTED", $"这笔捐赠只剩 {Yuan(Left)} 元,不够发放 {Yuan(amount)} 元");
        Allocated += amount;
        return new Allocation
        {
            County = County,
            Id = id,
            Number = number,
            DonationId = Id,
            BeneficiaryId = beneficiary.Id,
            Association = Association,
            Site = Site,
            Category = beneficiary.Category,
            HelpedOn = day,
            Amount = amount,
            Purpose = purpose,
        };
    }

    /// <summary>Takes a giving back, wholly or in part: what comes back is left of the donation again.</summary>
    /// <param name="last">The last counter-entry of this giving; null while there is none.</param>
    /// <param name="amount">In fen.</param>
    /// <exception cref="Fault">OUT_OF_RANGE, ALLOCATION_EXHAUSTED with the sum that still stands.</exception>
    public AllocationReversal Reverse(Allocation allocation, AllocationReversal? last, long amount, string reason, Guid by, DateTimeOffset now)
    {
        if (allocation.DonationId != Id || last is not null && last.AllocationId != allocation.Id) throw new ArgumentException("Of another donation or giving.", nameof(allocation));
        var standing = last?.Standing ?? allocation.Amount;
        if (amount <= 0) throw Fault.Invalid("amount", "OUT_OF_RANGE", "冲正金额应大于 0");
        if (amount > standing) throw Fault.Invalid("amount", "ALLOCATION_EXHAUSTED", $"这笔发放只剩 {Yuan(standing)} 元可以冲正,不够 {Yuan(amount)} 元");
        Allocated -= amount;
        return new AllocationReversal
        {
            County = County,
            AllocationId = allocation.Id,
            Line = (last?.Line ?? 0) + 1,
            DonationId = Id,
            Amount = amount,
            Standing = standing - amount,
            Reason = reason,
            ReversedBy = by,
            ReversedAt = now,
        };
    }

    /// <summary>Fen as yuan for people: 752300.50.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
