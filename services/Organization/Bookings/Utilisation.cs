using CivPractice.Organization.V1;

namespace CivPractice.Organization.Bookings;

/// <summary>
/// How much of its open time a venue was used (利用率): minutes that were booked and not missed, or lie in a half-day for which visitors were counted, over minutes open.
/// Only open time counts, and no minute twice, so it lies between nought and one.
/// </summary>
public static class Utilisation
{
    /// <summary>The half-days in minutes of a day.</summary>
    public static DaySpan Of(HalfDay half) => half switch
    {
        HalfDay.Morning => new(0, 12 * 60),
        HalfDay.Afternoon => new(12 * 60, 18 * 60),
        _ => new(18 * 60, 24 * 60),
    };

    public static int Open(OpeningHours hours, DateOnly day) => hours.On(day).Sum(span => span.Minutes);

    public static int Used(OpeningHours hours, DateOnly day, IEnumerable<DaySpan> used) =>
        OpeningHours.Merge(from one in used from open in hours.On(day) select new DaySpan(Math.Max(one.From, open.From), Math.Min(one.To, open.To))).Sum(span => span.Minutes);
}
