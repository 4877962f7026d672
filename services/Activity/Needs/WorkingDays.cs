using CivPractice.Platform;

namespace CivPractice.Activity.Needs;

/// <summary>Working days (工作日): Monday to Friday, until the yearly notice of the State Council is kept as data.</summary>
public static class WorkingDays
{
    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>How many working days lie behind a day, up to another one and with it: 0 for the same day, 1 from Friday to Monday.</summary>
    public static int Between(DateOnly from, DateOnly to)
    {
        if (to <= from) return 0;
        // Whole weeks have five each; what is left is fewer than seven days.
        var days = to.DayNumber - from.DayNumber;
        var count = days / 7 * 5;
        for (var day = to.AddDays(-(days % 7) + 1); day <= to; day = day.AddDays(1))
            if (Is(day)) count++;
        return count;
    }

    /// <summary>The latest moment, to the second, from which so many working days were over before this one: what ended by then is overdue.</summary>
    /// <param name="days">1 to 100.</param>
    public static DateTimeOffset OverBefore(DateTimeOffset now, int days)
    {
        // The later a moment, the later its term; with weekends and a margin no term is longer than this.
        var (low, high) = (-86_400L * (2 * days + 14), 0L);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (After(now.AddSeconds(middle), days) < now) low = middle;
            else high = middle;
        }
        return now.AddSeconds(low);
    }

    /// <summary>The same time of day so many working days later; from a day off the count begins when the next working day does.</summary>
    /// <param name="days">1 or more.</param>
    public static DateTimeOffset After(DateTimeOffset moment, int days)
    {
        var day = ChinaTime.Day(moment);
        var time = moment - ChinaTime.Start(day);
        if (!Is(day))
        {
            while (!Is(day)) day = day.AddDays(1);
            time = TimeSpan.Zero;
        }
        for (; days > 0; days--)
            do day = day.AddDays(1); while (!Is(day));
        return ChinaTime.Start(day) + time;
    }
}
