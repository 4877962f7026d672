using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Venues;

/// <summary>From a request to the venues that it seeks.</summary>
static class VenueRows
{
    internal static IQueryable<Venue> Sought(this IQueryable<Venue> rows, ListVenuesRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var kind = check.Optional("kind", "类别", request.Kind, most: 20);
        check.KnownOrNone("platform", "平台", request.Platform);
        var local = check.Optional("localPlatform", "本地平台", request.LocalPlatform, VenueNames.MostLetters);
        check.KnownOrNone("status", "状态", request.Status);
        var query = check.Optional("query", "名称或地址", request.Query, most: 40);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(venue => venue.Site, [prefix]);
        if (kind.Length > 0) rows = rows.Where(venue => venue.Kind == kind);
        if (request.Platform != VenuePlatform.Unspecified) rows = rows.Where(venue => venue.Platforms.Contains((int)request.Platform));
        if (local.Length > 0) rows = rows.Where(venue => venue.LocalPlatforms.Contains(local));
        rows = rows.Recorded(moment, venue => venue.Id);
        if (to is not null) rows = rows.Where(venue => venue.IntegratedOn <= to);
        if (request.Status == VenueStatus.InPool) rows = rows.Standing(moment, to, venue => venue.WithdrawnOn, venue => venue.LeftAt);
        if (request.Status == VenueStatus.Withdrawn) rows = rows.Where(venue => venue.WithdrawnOn != null);
        if (query.Length > 0) rows = rows.Where(venue => venue.Name.Contains(query) || venue.Address.Contains(query));
        return rows;
    }
}
