using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Moves;

/// <summary>Who goes on with a site's work, as a service's copies of sites tell.</summary>
public static class Succession
{
    /// <summary>Rows that one transaction moves.</summary>
    public const int Batch = 500;

    /// <summary>Takes over that a site closed: the event that tells of its successor may come before the one that tells of its end.</summary>
    public static Task CloseAsync(ServiceDb db, string county, string code, DateOnly on, string successor, long version) => db.Database.ExecuteSqlAsync(
        $"update known_site set closed_on = {on}, successor = {successor}, version = {version} where county = {county} and code = {code} and version < {version}");

    /// <summary>The site that runs at the end of a chain of successors; the first of them where the copies do not know.</summary>
    public static async Task<string> RunningAsync(ServiceDb db, string county, string first, CancellationToken cancel) =>
        (await db.Database.SqlQuery<string>(
            $"""
            with recursive chain(code, closed_on, successor, hops) as (
                select code, closed_on, successor, 0 from known_site where county = {county} and code = {first}
                union all
                select k.code, k.closed_on, k.successor, c.hops + 1 from chain c join known_site k on k.county = {county} and k.code = c.successor where c.closed_on is not null and c.hops < 50
            )
            select code as "Value" from chain where closed_on is null limit 1
            """).ToListAsync(cancel)).FirstOrDefault(first);
}
