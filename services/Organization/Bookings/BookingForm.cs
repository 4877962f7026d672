using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Venue = CivPractice.Organization.Venues.Venue;

namespace CivPractice.Organization.Bookings;

/// <summary>The rules that a booking must meet before its time is tried.</summary>
static class BookingForm
{
    /// <summary>A venue's clerk may write down at noon what began in the morning.</summary>
    static readonly TimeSpan past = TimeSpan.FromHours(12);

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong, VENUE_WITHDRAWN, NOT_BOOKABLE.</exception>
    internal static VenueBooking Read(RequestBookingRequest request, Venue venue, VenueRule rule, Guid? person, Guid id, DateTimeOffset now)
    {
        var check = new Check();
        var (from, to) = (check.Time("startsAt", "开始时间", request.StartsAt), check.Time("endsAt", "结束时间", request.EndsAt));
        var purpose = check.Text("purpose", "用途", request.Purpose, most: 60, least: 2);
        check.Range("people", "人数", request.People, 1, 100_000);
        var name = check.Text("contactName", "联系人", request.ContactName, most: 20, least: 2);
        var phone = check.Phone("contactPhone", request.ContactPhone);
        check.Done();

        RequireInPool(venue);
        if (!rule.Bookable) throw Fault.Precondition("NOT_BOOKABLE", $"{venue.Name}不接受预约{(rule.Note.Length > 0 ? $":{rule.Note}" : "")}");
        var (minutes, day) = ((to - from).TotalMinutes, ChinaTime.Day(from));
        check.That(minutes > 0, "endsAt", "ENDS_BEFORE_START", "结束时间要晚于开始时间");
        check.That(minutes <= rule.MostMinutes, "endsAt", "TOO_LONG_A_USE", $"一次最多预约 {rule.MostMinutes} 分钟");
        check.That(from >= now - (person is null ? past : TimeSpan.Zero), "startsAt", "IN_THE_PAST", "这个时间已经过去了");
        check.That(day <= ChinaTime.Day(now).AddDays(rule.DaysAhead), "startsAt", "TOO_FAR_AHEAD", $"最早可以提前 {rule.DaysAhead} 天预约");
        check.That(venue.Seats == 0 || request.People <= venue.Seats, "people", "TOO_MANY_PEOPLE", $"{venue.Name}只有 {venue.Seats} 个座位");
        if (minutes > 0 && OpeningHours.Read(venue.OpeningHours) is { } hours)
            check.That(hours.Covers(day, VenueBooking.SpanOf(from, to)), "startsAt", "VENUE_CLOSED", $"这段时间{venue.Name}不开放。开放时间:{venue.OpeningHours}");
        check.Done();
        return new VenueBooking
        {
            County = venue.County,
            Id = id,
            VenueId = venue.Id,
            Site = venue.Site,
            StartsAt = from,
            EndsAt = to,
            Purpose = purpose,
            People = request.People,
            ContactName = name,
            ContactPhone = phone,
            Person = person,
        };
    }

    /// <exception cref="Fault">VENUE_WITHDRAWN.</exception>
    internal static void RequireInPool(Venue venue)
    {
        if (venue.WithdrawnOn is not null) throw Fault.Precondition("VENUE_WITHDRAWN", $"{venue.Name}已退出阵地资源库");
    }
}
