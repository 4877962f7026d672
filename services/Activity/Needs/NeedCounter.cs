using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Needs;

/// <summary>The last number given in a county on a civil day.</summary>
public sealed class NeedCounter : ICountyRow
{
    public required string County { get; init; }
    public required DateOnly Day { get; init; }
    public int Last { get; set; }

    /// <summary>The next number, N-yyyyMMdd-nnnn. Taken before the need's own transaction, so that one asker never waits for another; a gap does no harm.</summary>
    public static async Task<string> NextAsync(ActivityDb db, string county, DateOnly day, CancellationToken cancel)
    {
        var last = await db.Database.SqlQuery<int>(
            $"""
            insert into need_counter as c (county, day, last) values ({county}, {day}, 1)
            on conflict (county, day) do update set last = c.last + 1 returning last as "Value"
            """).ToListAsync(cancel);
        return $"N-{day:yyyyMMdd}-{last[0]:D4}";
    }
}
