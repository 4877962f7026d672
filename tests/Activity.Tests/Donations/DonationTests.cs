using CivPractice.Activity.Donations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using Beneficiary = CivPractice.Activity.Donations.Beneficiary;
using Donation = CivPractice.Activity.Donations.Donation;

namespace CivPractice.Activity.Tests.Donations;

public sealed class DonationTests
{
    static readonly DateOnly day = new(2021, 3, 5);

    static Donation Of(long amount) => new()
    {
        County = "900000",
        Id = Guid.CreateVersion7(),
        Receipt = "JZ-1",
        Association = "SH-1",
        Site = "900000",
        ReceivedOn = day,
        Kind = DonationKind.Money,
        Amount = amount,
        Purpose = "",
        Goods = "",
        Donor = [],
    };

    static Beneficiary Somebody(string association = "SH-1") => new()
    {
        County = "900000",
        Id = Guid.CreateVersion7(),
        Code = "BF-1",
        Association = association,
        Site = "900000",
        Name = [],
        Category = BeneficiaryCategory.Elderly,
        ConsentAt = DateTimeOffset.UnixEpoch,
    };

    static string Refused(Action act) => Assert.Throws<Fault>(act).Reason;

    /// <summary>Whatever is asked for in whatever order, no more is given on than came in, and what is left is what was not given.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Never_more_is_given_on_than_was_received(int seed)
    {
        var lot = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (donation, given) = (Of(lot.Next(1, 100_000)), 0L);
            for (var i = 0; i < 20; i++)
            {
                var (asked, left) = ((long)lot.Next(1, 30_000), donation.Left);
                if (asked <= left) given += donation.Allocate(Somebody(), $"{i}", asked, day, "", Guid.NewGuid()).Amount;
                else
                {
                    var fault = Assert.Throws<Fault>(() => donation.Allocate(Somebody(), $"{i}", asked, day, "", Guid.NewGuid()));
                    Assert.Equal("DONATION_EXHAUSTED", fault.Reason);
                    Assert.Contains(Donation.Yuan(left), fault.Message, StringComparison.Ordinal);
                }
                Assert.InRange(given, 0, donation.Amount);
                Assert.Equal((given, donation.Amount - given), (donation.Allocated, donation.Left));
            }
        }
    }

    [Fact]
    public void Nothing_goes_out_before_it_came_in_nor_to_another_associations_people_nor_as_nothing()
    {
        Assert.Equal("BEFORE_DONATION", Refused(() => Of(100).Allocate(Somebody(), "1", 1, day.AddDays(-1), "", Guid.NewGuid())));
        Assert.Equal("OTHER_ASSOCIATION", Refused(() => Of(100).Allocate(Somebody("SH-2"), "1", 1, day, "", Guid.NewGuid())));
        Assert.Equal("OUT_OF_RANGE", Refused(() => Of(100).Allocate(Somebody(), "1", 0, day, "", Guid.NewGuid())));
    }
}
