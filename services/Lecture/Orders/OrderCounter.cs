using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Orders;

/// <summary>The last number given in a county on a civil day.</summary>
public sealed class OrderCounter : ICountyRow
{
    public required string County { get; init; }
    public required DateOnly Day { get; init; }
    public int Last { get; set; }

    /// <summary>The next number, J-yyyyMMdd-nnnn. Taken before the order's own transaction, so that one asker never waits for another; a gap does no harm.</summary>
    public static async Task<string> NextAsync(LectureDb db, string county, DateOnly day, CancellationToken cancel)
    {
        var last = await db.Database.SqlQuery<int>(
            $"""
            insert into order_counter as c (county, day, last) values ({county}, {day}, 1)
            on conflict (county, day) do update set last = c.last + 1 returning last as "Value"
            """).ToListAsync(cancel);
        return $"J-{day:yyyyMMdd}-{last[0]:D4}";
    }
}
