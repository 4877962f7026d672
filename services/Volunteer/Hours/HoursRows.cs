using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Hours;

/// <summary>From a request to the lines of the ledger that it seeks.</summary>
static class HoursRows
{
    internal static IQueryable<HoursEntry> Sought(this IQueryable<HoursEntry> rows, ListHoursRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        Guid? activity = request.ActivityId.Length > 0 ? check.Id("activityId", "活动", request.ActivityId) : null;
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.KnownOrNone("source", "来源", request.Source);
        check.Done();

        rows = rows.Under(entry => entry.Site, [prefix]);
        if (person is not null) rows = rows.Where(entry => entry.PersonId == person);
        if (activity is not null) rows = rows.Where(entry => entry.ActivityId == activity);
        if (from is not null) rows = rows.Where(entry => entry.ServedOn >= from);
        if (to is not null) rows = rows.Where(entry => entry.ServedOn <= to);
        // Lines are added and never changed, so that those of a moment are those that were recorded by then.
        if (until is not null) rows = rows.Where(entry => entry.RecordedAt <= until);
        if (after is not null) rows = rows.Where(entry => entry.RecordedAt > after);
        if (request.Source != HoursSource.Unspecified) rows = rows.Where(entry => entry.Source == request.Source);
        return rows;
    }
}
