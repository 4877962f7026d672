using System.Globalization;
using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Visits;

/// <summary>Who drops in (到访), and what residents say (群众心声).</summary>
public sealed class VisitService(OrganizationDb db) : V1.Visits.VisitsBase
{
    /// <summary>A number that is older is a memory, and no count.</summary>
    const int daysBack = 31;

    Caller Caller => db.Scope.Caller;

    [Requires<CountVisitors>]
    public override async Task<V1.VisitCount> CountVisits(CountVisitsRequest request, ServerCallContext context)
    {
        var (cancel, check, now) = (context.CancellationToken, new Check(), db.Clock.GetUtcNow());
        var today = ChinaTime.Day(now);
        var code = check.Site("site", request.Site, Caller);
        var day = check.Day("day", "日期", request.Day);
        check.That(day <= today, "day", "DATE_IN_FUTURE", "日期不能晚于今天");
        check.That(day > today || day >= today.AddDays(-daysBack), "day", "TOO_LONG_AGO", $"只能补记最近 {daysBack} 天的人数");
        check.Known("halfDay", "时段", request.HalfDay);
        check.Known("method", "计数方式", request.Method);
        check.Range("people", "人数", request.People, 0, 100_000);
        var venue = request.VenueId.Length == 0 ? Guid.Empty : check.Id("venueId", "阵地", request.VenueId);
        check.Done();
        Caller.Require<CountVisitors>(code);
        await db.RequireRunningAsync(Caller.County, code, cancel);
        if (venue != Guid.Empty && !await db.Venues.AnyAsync(row => row.County == Caller.County && row.Id == venue && row.Site == code, cancel)) throw Fault.Invalid("venueId", "UNKNOWN_VENUE", "这个站点没有这处阵地");

        return await db.TogetherAsync(async () =>
        {
            // Two who correct the same number wait for each other: the figure takes back what stood there, once.
            var row = await db.VisitCounts.FromSql($"select * from visit_count where county = {Caller.County} and site = {code} and day = {day} and half_day = {(int)request.HalfDay} and venue_id = {venue} for update").SingleOrDefaultAsync(cancel);
            if (row is null) db.VisitCounts.Add(row = new VisitCount { County = Caller.County, Site = code, Day = day, HalfDay = request.HalfDay, VenueId = venue, People = request.People, Method = request.Method, RecordedAt = now });
            else
            {
                Count(row, -1);
                db.FormerVisitCounts.Add(row.Former(now));
                (row.People, row.Method, row.RecordedAt) = (request.People, request.Method, now);
            }
            Count(row, 1);
            db.Audit(row.County, "visits.count", $"{code} {request.Day} {request.HalfDay}");
            await db.SaveChangesAsync(cancel);
            return row.ToProto();
        }, cancel);
    }

    void Count(VisitCount row, int sign)
    {
        if (row.People > 0) db.Count(row.County, row.Site, row.Day, CivicMeasures.Visits, sign * row.People, row.Method.ToString());
    }

    [Requires<ReadSites>]
    public override async Task<ListVisitsResponse> ListVisits(ListVisitsRequest request, ServerCallContext context)
    {
        var visits = db.Visits(request);
        var page = Page.Of(request, keys: 4);
        if (!page.IsFirst)
        {
            var half = (HalfDay)(int.TryParse(page.After[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
            var after = (Day: page.DayAfter(0), Site: page.After[1], Half: half, Venue: page.IdAfter(3));
            visits = visits.Where(row => row.Day < after.Day || row.Day == after.Day && (row.Site.CompareTo(after.Site) > 0 || row.Site == after.Site && (row.HalfDay > after.Half || row.HalfDay == after.Half && row.VenueId.CompareTo(after.Venue) > 0)));
        }
        var rows = await visits.OrderByDescending(row => row.Day).ThenBy(row => row.Site).ThenBy(row => row.HalfDay).ThenBy(row => row.VenueId).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListVisitsResponse { NextPageToken = page.Next(rows, row => [ChinaTime.Text(row.Day), row.Site, ((int)row.HalfDay).ToString(CultureInfo.InvariantCulture), row.VenueId.ToString()]), Visits = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<CountVisitors>]
    public override async Task<V1.ResidentQuote> AddQuote(AddQuoteRequest request, ServerCallContext context)
    {
        var (cancel, check, today) = (context.CancellationToken, new Check(), ChinaTime.Today(db.Clock));
        var code = check.Site("site", request.Site, Caller);
        var day = check.DayOrNone("saidOn", "日期", request.SaidOn) ?? today;
        check.That(day <= today, "saidOn", "DATE_IN_FUTURE", "日期不能晚于今天");
        check.Range("rating", "评分", request.Rating, 0, 5);
        var row = new ResidentQuote
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Site = code,
            SaidOn = day,
            Quote = check.Text("quote", "原话", request.Quote, most: 200, least: 2),
            Called = check.Optional("called", "怎么称呼", request.Called, most: 20),
            Rating = request.Rating,
            Consent = request.Consent,
        };
        check.Done();
        Caller.Require<CountVisitors>(code);
        await db.RequireRunningAsync(Caller.County, code, cancel);

        row.Show(row.Consent);
        db.Quotes.Add(row);
        if (row.Rating > 0) db.Count(row.County, row.Site, row.SaidOn, CivicMeasures.Rated);
        if (row.Rating >= ResidentQuote.FromSatisfied) db.Count(row.County, row.Site, row.SaidOn, CivicMeasures.Satisfied);
        db.Audit(row.County, "quote.add", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }

    [Requires<CountVisitors>]
    public override async Task<V1.ResidentQuote> ShowQuote(ShowQuoteRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "心声", request.Id);
        check.Done();
        var row = await db.Quotes.SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这条心声");
        Caller.Require<CountVisitors>(row.Site);

        row.Show(request.Shown);
        db.Audit(row.County, request.Shown ? "quote.show" : "quote.hide", row.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return row.ToProto();
    }

    [Requires<ReadSites>]
    public override async Task<ListQuotesResponse> ListQuotes(ListQuotesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var page = Page.Of(request, keys: 1);

        var quotes = db.Quotes.AsNoTracking().Where(row => row.County == Caller.PersonalCounty).Under(row => row.Site, [prefix]);
        if (!Caller.Grants.Any(grant => grant.Role.Holds(Permission.Of<CountVisitors>()) && prefix.StartsWith(grant.Prefix, StringComparison.Ordinal))) quotes = quotes.Where(row => row.Consent && row.Shown);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            quotes = quotes.Where(row => row.Id.CompareTo(after) < 0);
        }
        var rows = await quotes.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListQuotesResponse { NextPageToken = page.Next(rows, row => [row.Id.ToString()]), Quotes = { rows.Select(row => row.ToProto()) } };
    }

    /// <summary>From how many ratings on a share says something of a site, and nothing of somebody.</summary>
    const int enough = 3;

    [Requires<ReadSites>]
    public override async Task<GetSatisfactionResponse> GetSatisfaction(GetSatisfactionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.Done();

        var rated = db.Quotes.AsNoTracking().Where(row => row.County == Caller.PersonalCounty && row.Rating > 0).Under(row => row.Site, [prefix]);
        if (from is not null) rated = rated.Where(row => row.SaidOn >= from);
        if (to is not null) rated = rated.Where(row => row.SaidOn <= to);
        var counts = await rated.GroupBy(row => row.Rating >= ResidentQuote.FromSatisfied).Select(group => new { Satisfied = group.Key, Count = group.Count() }).ToListAsync(context.CancellationToken);
        var response = new GetSatisfactionResponse { Rated = counts.Sum(each => each.Count) };
        if (response.Rated >= enough) response.Satisfied = counts.Where(each => each.Satisfied).Sum(each => each.Count);
        return response;
    }
}
