using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Grants;

/// <summary>Which site goes on with the work of one that closed: events may come in another order than sites closed in.</summary>
public sealed class SiteSuccessor : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }
    public required string Successor { get; init; }

    /// <summary>All closed sites of a county with what goes on for each: as many as villages were ever merged.</summary>
    public static Task<Dictionary<string, string>> OfAsync(GatewayDb db, string county, CancellationToken cancel) =>
        db.SiteSuccessors.Where(row => row.County == county).ToDictionaryAsync(row => row.Code, row => row.Successor, cancel);

    /// <summary>The end of the chain of successors, as <see cref="OfAsync"/> told them.</summary>
    public static string Running(IReadOnlyDictionary<string, string> successors, string code)
    {
        for (var hops = 0; hops < 50 && successors.TryGetValue(code, out var next); hops++) code = next;
        return code;
    }

    /// <summary>The end of the chain of successors.</summary>
    public static async Task<string> RunningAsync(GatewayDb db, string county, string code, CancellationToken cancel)
    {
        for (var hops = 0; hops < 50; hops++)
        {
            var next = await db.SiteSuccessors.Where(row => row.County == county && row.Code == code).Select(row => row.Successor).SingleOrDefaultAsync(cancel);
            if (next is null) break;
            code = next;
        }
        return code;
    }
}
