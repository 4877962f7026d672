using CivPractice.Activity.Donations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using Allocation = CivPractice.Activity.Donations.Allocation;
using AllocationReversal = CivPractice.Activity.Donations.AllocationReversal;
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

    /// <summary>Whatever is given and taken back by turns: what stands is never below nought nor above what came in.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_taken_back_is_left_again_and_never_more_than_was_given(int seed)
    {
        var lot = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var (donation, givings, last) = (Of(lot.Next(1, 100_000)), new List<Allocation>(), new Dictionary<Guid, AllocationReversal>());
            for (var i = 0; i < 40; i++)
            {
                var (asked, before) = ((long)lot.Next(1, 30_000), donation.Left);
                if (lot.Next(2) == 0 && asked <= before) givings.Add(donation.Allocate(Somebody(), $"{i}", asked, day, "", Guid.NewGuid()));
                else if (givings.Count > 0)
                {
                    var of = givings[lot.Next(givings.Count)];
                    var standing = last.TryGetValue(of.Id, out var line) ? line.Standing : of.Amount;
                    if (asked > standing)
                    {
                        Assert.Equal("ALLOCATION_EXHAUSTED", Refused(() => donation.Reverse(of, line, asked, "登记错误", Guid.NewGuid(), DateTimeOffset.UnixEpoch)));
                        Assert.Equal(before, donation.Left);
                    }
                    else
                    {
                        last[of.Id] = donation.Reverse(of, line, asked, "登记错误", Guid.NewGuid(), DateTimeOffset.UnixEpoch);
                        Assert.Equal((before + asked, standing - asked, (line?.Line ?? 0) + 1), (donation.Left, last[of.Id].Standing, last[of.Id].Line));
                    }
                }
                Assert.InRange(donation.Allocated, 0, donation.Amount);
                Assert.Equal(donation.Allocated, givings.Sum(row => last.TryGetValue(row.Id, out var end) ? end.Standing : row.Amount));
            }
        }
    }

    [Fact]
    public void Nothing_is_taken_back_as_nothing_nor_of_another_donation()
    {
        var (donation, other) = (Of(100), Of(100));
        var of = donation.Allocate(Somebody(), "1", 50, day, "", Guid.NewGuid());
        Assert.Equal("OUT_OF_RANGE", Refused(() => donation.Reverse(of, null, 0, "登记错误", Guid.NewGuid(), DateTimeOffset.UnixEpoch)));
        Assert.Equal("OUT_OF_RANGE", Refused(() => donation.Reverse(of, null, -1, "登记错误", Guid.NewGuid(), DateTimeOffset.UnixEpoch)));
        Assert.Throws<ArgumentException>(() => other.Reverse(of, null, 1, "登记错误", Guid.NewGuid(), DateTimeOffset.UnixEpoch));
    }
}
