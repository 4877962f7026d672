using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Venue = CivPractice.Organization.Venues.Venue;

namespace CivPractice.Organization.Bookings;

/// <summary>When venues are free, how well they are used, and which ones nobody uses.</summary>
public sealed partial class BookingService
{
    const int mostCalendarDays = 31, mostUseDays = 92, usualIdleDays = 30;

    [Requires<ReadSites>]
    public override async Task<VenueCalendar> GetVenueCalendar(GetVenueCalendarRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var from = check.DayOrNone("from", "起始日期", request.From) ?? today;
        var to = check.DayOrNone("to", "截止日期", request.To) ?? from.AddDays(6);
        Period(check, from, to, mostCalendarDays);
        check.Done();
        var venue = await VenueAsync(request.VenueId, cancel);
        var (first, end) = (ChinaTime.Start(from), ChinaTime.Start(to.AddDays(1)));
        var taken = await db.Bookings.AsNoTracking().Where(row => row.County == venue.County && row.VenueId == venue.Id && holding.Contains(row.Status) && row.StartsAt < end && row.EndsAt > first)
            .OrderBy(row => row.StartsAt).Select(row => new { row.StartsAt, row.EndsAt }).Take(1000).ToListAsync(cancel);

        var hours = OpeningHours.Read(venue.OpeningHours);
        var calendar = new VenueCalendar { Venue = venue.ToProto(), Rule = (await RuleAsync(venue, cancel)).ToProto(), HoursKnown = hours is not null };
        calendar.Taken.AddRange(taken.Select(span => Span(span.StartsAt, span.EndsAt)));
        if (hours is not null)
            for (var day = from; day <= to; day = day.AddDays(1))
                calendar.Open.AddRange(hours.On(day).Select(span => Span(ChinaTime.Start(day).AddMinutes(span.From), ChinaTime.Start(day).AddMinutes(span.To))));
        return calendar;
    }

    [Requires<ManageVenues>]
    public override async Task<ListVenueUseResponse> ListVenueUse(ListVenueUseRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var prefix = check.Prefix("prefix", request.Prefix);
        var (from, to) = (check.Day("from", "起始日期", request.From), check.Day("to", "截止日期", request.To));
        Period(check, from, to, mostUseDays);
        check.Done();
        var (venues, next) = await PoolAsync(Page.Of(request, keys: 2), Pool(prefix), cancel);

        // What a page of venues needs, in two questions.
        var (ids, first, end) = (venues.Select(venue => venue.Id).ToArray(), ChinaTime.Start(from), ChinaTime.Start(to.AddDays(1)));
        var booked = (await db.Bookings.AsNoTracking().Where(row => row.County == Caller.PersonalCounty && ids.Contains(row.VenueId) && row.Status == BookingStatus.Done && row.StartsAt >= first && row.StartsAt < end).ToListAsync(cancel)).ToLookup(row => (row.VenueId, row.Day));
        var visited = (await db.VisitCounts.AsNoTracking().Where(row => row.County == Caller.PersonalCounty && ids.Contains(row.VenueId) && row.Day >= from && row.Day <= to && row.People > 0).ToListAsync(cancel)).ToLookup(row => (row.VenueId, row.Day));

        return new ListVenueUseResponse { NextPageToken = next, Lines = { venues.Select(Line) } };

        VenueUseLine Line(Venue venue)
        {
            var line = new VenueUseLine { Venue = venue.ToProto() };
            if (OpeningHours.Read(venue.OpeningHours) is not { } hours) return line;
            line.HoursKnown = true;
            // Before it joined the pool nobody could have booked it.
            for (var day = from > venue.IntegratedOn ? from : venue.IntegratedOn; day <= to && !(day >= venue.WithdrawnOn); day = day.AddDays(1))
            {
                line.OpenMinutes += Utilisation.Open(hours, day);
                line.UsedMinutes += Utilisation.Used(hours, day, [.. booked[(venue.Id, day)].Select(row => row.Span), .. visited[(venue.Id, day)].Select(row => Utilisation.Of(row.HalfDay))]);
            }
            return line;
        }
    }

    [Requires<ManageVenues>]
    public override async Task<ListIdleVenuesResponse> ListIdleVenues(ListIdleVenuesRequest request, ServerCallContext context)
    {
        var (check, cancel, today) = (new Check(), context.CancellationToken, ChinaTime.Today(db.Clock));
        var prefix = check.Prefix("prefix", request.Prefix);
        var days = check.Range("days", "天数", request.Days == 0 ? usualIdleDays : request.Days, 1, 366);
        check.Done();
        var (since, county) = (today.AddDays(-days), Caller.PersonalCounty);
        var at = ChinaTime.Start(since);
        // A number for the site as a whole says nothing of this venue or that one: only one that names the venue speaks for it.
        var idle = Pool(prefix).Where(venue => venue.WithdrawnOn == null && venue.IntegratedOn <= since
            && !db.Bookings.Any(row => row.County == venue.County && row.VenueId == venue.Id && row.StartsAt >= at && (row.Status == BookingStatus.InUse || row.Status == BookingStatus.Done))
            && !db.VisitCounts.Any(row => row.County == venue.County && row.VenueId == venue.Id && row.Day >= since && row.People > 0));
        var (venues, next) = await PoolAsync(Page.Of(request, keys: 2), idle, cancel);

        var ids = venues.Select(venue => venue.Id).ToArray();
        var booked = await db.Bookings.AsNoTracking().Where(row => row.County == county && ids.Contains(row.VenueId) && row.Status == BookingStatus.Done).GroupBy(row => row.VenueId).Select(group => new { group.Key, Last = group.Max(row => row.StartsAt) }).ToDictionaryAsync(each => each.Key, each => ChinaTime.Day(each.Last), cancel);
        var visited = await db.VisitCounts.AsNoTracking().Where(row => row.County == county && ids.Contains(row.VenueId) && row.People > 0).GroupBy(row => row.VenueId).Select(group => new { group.Key, Last = group.Max(row => row.Day) }).ToDictionaryAsync(each => each.Key, each => each.Last, cancel);
        return new ListIdleVenuesResponse
        {
            NextPageToken = next,
            Venues = { venues.Select(venue => new IdleVenue { Venue = venue.ToProto(), LastUsedOn = new[] { booked.GetValueOrDefault(venue.Id), visited.GetValueOrDefault(venue.Id) }.Max() is var last && last == default ? "" : ChinaTime.Text(last) }) },
        };
    }

    IQueryable<Venue> Pool(string prefix) => db.Venues.AsNoTracking().Where(venue => venue.County == Caller.PersonalCounty).Under(venue => venue.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<ManageVenues>()));

    static async Task<(List<Venue>, string Next)> PoolAsync(Page page, IQueryable<Venue> venues, CancellationToken cancel)
    {
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            venues = venues.Where(venue => EF.Functions.GreaterThan(ValueTuple.Create(venue.Site, venue.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await venues.OrderBy(venue => venue.Site).ThenBy(venue => venue.Id).Take(page.Take).ToListAsync(cancel);
        return (rows, page.Next(rows, venue => [venue.Site, venue.Id.ToString()]));
    }

    static void Period(Check check, DateOnly from, DateOnly to, int most)
    {
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(to.DayNumber - from.DayNumber < most, "to", "PERIOD_TOO_LONG", $"一次最多看 {most} 天");
    }

    static VenueSpan Span(DateTimeOffset from, DateTimeOffset to) => new() { StartsAt = from.ToTimestamp(), EndsAt = to.ToTimestamp() };
}
