using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>On which days something is repeated (按周、按月重复).</summary>
public static class Recurrence
{
    /// <summary>More at once is planned anew.</summary>
    public const int Most = 60;

    /// <summary>The days behind the first, up to the last and with it; at most one more than <see cref="Most"/>, by which too many are known.</summary>
    public static IReadOnlyList<DateOnly> Days(DateOnly first, RepeatEvery every, DateOnly until)
    {
        var days = new List<DateOnly>();
        // Each from the first day: from month to month the 31st would become the 28th for good.
        for (var step = 1; days.Count <= Most; step++)
        {
            var day = every == RepeatEvery.Week ? first.AddDays(7 * step) : first.AddMonths(step);
            if (day > until) break;
            days.Add(day);
        }
        return days;
    }
}
