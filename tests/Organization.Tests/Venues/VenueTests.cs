using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Tests.Venues;

public sealed class VenueTests
{
    static readonly VenueFacts facts = new("村书屋", "农家书屋", "村委会", VenueUse.Own, [3], "", 20, 60, "", "");
    static readonly DateOnly day = new(2021, 3, 5);
    static readonly DateTimeOffset now = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_venue_is_changed_by_whoever_saw_its_last_state()
    {
        var venue = Made();
        venue.Update(facts with { Seats = 30 }, 1);
        Assert.Equal((30, 2L), (venue.Seats, venue.Version));
        Assert.Equal("CHANGED_MEANWHILE", Assert.Throws<Fault>(() => venue.Update(facts, 1)).Reason);
        Assert.Equal(30, venue.Seats);
    }

    [Fact]
    public void It_leaves_the_pool_once_and_not_before_it_came()
    {
        var venue = Made();
        Assert.Equal("WITHDRAWN_BEFORE_INTEGRATED", Assert.Throws<Fault>(() => venue.Withdraw(day.AddDays(-1), "拆除", now)).Reason);
        venue.Withdraw(day, "拆除", now);
        Assert.Equal(now, venue.LeftAt);
        Assert.Equal((VenueStatus.Withdrawn, "2021-03-05", "拆除"), (venue.ToProto().Status, venue.ToProto().WithdrawnOn, venue.ToProto().WithdrawnReason));
        Assert.Equal("VENUE_WITHDRAWN", Assert.Throws<Fault>(() => venue.Withdraw(day, "拆除", now)).Reason);
        Assert.Equal("VENUE_WITHDRAWN", Assert.Throws<Fault>(() => venue.Update(facts, 2)).Reason);
    }

    [Fact]
    public void A_row_goes_to_the_last_of_its_site_s_successors()
    {
        var sites = new VenuesAtImport(new Dictionary<string, SiteAtImport>
        {
            ["a"] = new(day, "b"),
            ["b"] = new(day, "c"),
            ["c"] = new(null, ""),
            ["d"] = new(day, ""),
            ["e"] = new(day, "f"),
            ["f"] = new(day, "e"),
        }, day);
        Assert.Equal(["c", "c", "c", "", "", ""], new[] { "a", "b", "c", "d", "e", "x" }.Select(sites.Running));
    }

    static Organization.Venues.Venue Made() => new("140322", Guid.CreateVersion7(), "140322001", "140322001", day, facts);
}
