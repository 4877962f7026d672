using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Visits;

/// <summary>A number as it stands, or as it stood at a moment.</summary>
sealed class CountedVisits
{
    public required string Site { get; init; }
    public required DateOnly Day { get; init; }
    public required HalfDay HalfDay { get; init; }
    public required Guid VenueId { get; init; }
    public required int People { get; init; }
    public required VisitMethod Method { get; init; }

    public V1.VisitCount ToProto() => new() { Site = Site, Day = ChinaTime.Text(Day), HalfDay = HalfDay, VenueId = VenueId == Guid.Empty ? "" : VenueId.ToString(), People = People, Method = Method };
}

/// <summary>From a request to the numbers that it seeks: at a moment, those that had been written down and not yet been replaced.</summary>
static class VisitRows
{
    internal static IQueryable<CountedVisits> Visits(this OrganizationDb db, ListVisitsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.KnownOrNone("method", "计数方式", request.Method);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        var counties = db.Scope.Counties;
        var rows = db.VisitCounts.AsNoTracking().Where(row => counties.Contains(row.County)).Under(row => row.Site, [prefix]).Recorded(moment, row => (DateTimeOffset?)row.RecordedAt)
            .Select(row => new CountedVisits { Site = row.Site, Day = row.Day, HalfDay = row.HalfDay, VenueId = row.VenueId, People = row.People, Method = row.Method });
        if (moment.Until is not null)
            rows = rows.Concat(db.FormerVisitCounts.AsNoTracking().Where(row => counties.Contains(row.County)).Under(row => row.Site, [prefix]).Recorded(moment, row => (DateTimeOffset?)row.RecordedAt).Standing(moment, row => (DateTimeOffset?)row.ReplacedAt)
                .Select(row => new CountedVisits { Site = row.Site, Day = row.Day, HalfDay = row.HalfDay, VenueId = row.VenueId, People = row.People, Method = row.Method }));
        if (from is not null) rows = rows.Where(row => row.Day >= from);
        if (to is not null) rows = rows.Where(row => row.Day <= to);
        if (request.Method != VisitMethod.Unspecified) rows = rows.Where(row => row.Method == request.Method);
        return rows;
    }
}
