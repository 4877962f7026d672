using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Lecture.Orders;

/// <summary>From a request to the orders that it seeks.</summary>
static class OrderRows
{
    internal static IQueryable<LectureOrder> Sought(this IQueryable<LectureOrder> rows, LectureDb db, ListOrdersRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var status = check.KnownOrNone("status", "状态", request.Status);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.That(request.Held || !moment.IsAsked, "held", "REQUIRED", "按登记时刻找,只能找已宣讲的");
        check.Done();

        rows = rows.Under(order => order.Site, [prefix]);
        if (status != OrderStatus.Unspecified) rows = rows.Where(order => order.Status == status);
        var (begin, end) = (from is { } first ? ChinaTime.Start(first) : (DateTimeOffset?)null, to is { } last && last < DateOnly.MaxValue ? ChinaTime.Start(last.AddDays(1)) : (DateTimeOffset?)null);
        if (request.Held) return rows.Held(db, begin, end, moment);
        if (begin is not null) rows = rows.Where(order => order.PostedAt >= begin);
        if (end is not null) rows = rows.Where(order => order.PostedAt < end);
        return rows;
    }

    /// <summary>Those whose lecture was written down as held within a time. What was voided since waits anew, and was held then, as its session tells; what was rated stays held whatever became of its session.</summary>
    static IQueryable<LectureOrder> Held(this IQueryable<LectureOrder> rows, LectureDb db, DateTimeOffset? begin, DateTimeOffset? end, RowsOfAMoment moment)
    {
        if (moment.After is { } after) rows = rows.Where(order => order.HeldAt > after);
        if (moment.Until is not { } until) return rows.Where(order => order.HeldAt != null && (begin == null || order.HeldAt >= begin) && (end == null || order.HeldAt < end));
        return rows.Where(order => order.RatedAt <= until && (begin == null || order.HeldAt >= begin) && (end == null || order.HeldAt < end)
            || db.Sessions.Any(session => session.County == order.County && session.OrderId == order.Id && session.RecordedAt <= until && (begin == null || session.RecordedAt >= begin) && (end == null || session.RecordedAt < end)
                && (session.Status == SessionStatus.Held || session.Status == SessionStatus.SessionVoided && db.AudienceEntries.Any(line => line.County == session.County && line.SessionId == session.Id && line.At > until))));
    }
}
