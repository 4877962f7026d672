using CivPractice.Organization.Bookings;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Tests.Bookings;

/// <summary>The state machine of a booking, every state against every step.</summary>
public sealed class VenueBookingTests
{
    static readonly DateTimeOffset starts = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, Action<VenueBooking>> steps = new()
    {
        ["confirm"] = row => row.Confirm(),
        ["cancel"] = row => row.Cancel("有事"),
        ["begin"] = row => row.Begin(starts),
        ["finish"] = row => row.Finish(),
        ["miss"] = row => row.MissedBy(starts.AddHours(1)),
    };

    static readonly Dictionary<(BookingStatus, string), BookingStatus> legal = new()
    {
        [(BookingStatus.Requested, "confirm")] = BookingStatus.Confirmed,
        [(BookingStatus.Requested, "cancel")] = BookingStatus.Cancelled,
        [(BookingStatus.Confirmed, "cancel")] = BookingStatus.Cancelled,
        [(BookingStatus.Confirmed, "begin")] = BookingStatus.InUse,
        [(BookingStatus.Confirmed, "miss")] = BookingStatus.NoShow,
        [(BookingStatus.InUse, "finish")] = BookingStatus.Done,
    };

    static readonly Dictionary<BookingStatus, string[]> ways = new()
    {
        [BookingStatus.Requested] = [],
        [BookingStatus.Confirmed] = ["confirm"],
        [BookingStatus.InUse] = ["confirm", "begin"],
        [BookingStatus.Done] = ["confirm", "begin", "finish"],
        [BookingStatus.Cancelled] = ["cancel"],
        [BookingStatus.NoShow] = ["confirm", "miss"],
    };

    public static TheoryData<BookingStatus, string> Everything => [.. from state in ways.Keys from step in steps.Keys select (state, step)];

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused(BookingStatus state, string step)
    {
        var row = new VenueBooking { County = "140322", Id = Guid.CreateVersion7(), VenueId = Guid.CreateVersion7(), Site = "140322001", StartsAt = starts, EndsAt = starts.AddHours(2), Purpose = "读书会", People = 3, ContactName = "测约人", ContactPhone = "10012340001" };
        foreach (var way in ways[state]) steps[way](row);
        Assert.Equal(state, row.Status);
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](row);
            Assert.Equal(to, row.Status);
            return;
        }
        Assert.StartsWith("BOOKING_NOT_", Assert.Throws<Fault>(() => steps[step](row)).Reason);
        Assert.Equal(state, row.Status);
    }

    [Fact]
    public void Nobody_is_early_or_has_missed_it_before_the_grace_is_over()
    {
        var row = new VenueBooking { County = "140322", Id = Guid.CreateVersion7(), VenueId = Guid.CreateVersion7(), Site = "140322001", StartsAt = starts, EndsAt = starts.AddHours(2), Purpose = "读书会", People = 3, ContactName = "测约人", ContactPhone = "10012340001" };
        row.Confirm();
        Assert.Equal("TOO_EARLY", Assert.Throws<Fault>(() => row.Begin(starts.AddMinutes(-16))).Reason);
        Assert.Equal("TOO_EARLY", Assert.Throws<Fault>(() => row.MissedBy(starts.AddMinutes(14))).Reason);
        row.Begin(starts.AddMinutes(-15));
        Assert.Equal(BookingStatus.InUse, row.Status);
    }
}
