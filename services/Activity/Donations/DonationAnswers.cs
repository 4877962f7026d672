using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Activity.Donations;

/// <summary>Donations and what became of them as everybody may see them: without names.</summary>
static class DonationAnswers
{
    internal static V1.Donation ToWire(this Donation row, string association) => new()
    {
        Id = row.Id.ToString(),
        Receipt = row.Receipt,
        Association = row.Association,
        AssociationName = association,
        ReceivedOn = ChinaTime.Text(row.ReceivedOn),
        Kind = row.Kind,
        Amount = row.Amount,
        Allocated = row.Allocated,
        Purpose = row.Purpose,
        Goods = row.Goods,
    };

    internal static V1.Allocation ToWire(this Allocation row, string association, long reversed = 0) => new()
    {
        Id = row.Id.ToString(),
        Association = row.Association,
        AssociationName = association,
        HelpedOn = ChinaTime.Text(row.HelpedOn),
        Amount = row.Amount,
        Category = row.Category,
        Purpose = row.Purpose,
        Reversed = reversed,
    };

    internal static V1.AllocationReversal ToWire(this AllocationReversal row) => new()
    {
        AllocationId = row.AllocationId.ToString(),
        Line = row.Line,
        Amount = row.Amount,
        Standing = row.Standing,
        Reason = row.Reason,
        ReversedAt = row.ReversedAt.ToTimestamp(),
    };

    internal static V1.Beneficiary ToWire(this Beneficiary row) => new() { Id = row.Id.ToString(), Code = row.Code, Association = row.Association, Category = row.Category, Site = row.Site };

    /// <summary>Moves the figure of what was received.</summary>
    internal static void Count(this ActivityDb db, Donation row) =>
        db.Count(row.County, row.Site, row.ReceivedOn, row.Kind == DonationKind.Money ? ActivityMeasures.DonationsMoney : ActivityMeasures.DonationsGoods, row.Amount, row.Association);
}
