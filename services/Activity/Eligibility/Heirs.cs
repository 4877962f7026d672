using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Eligibility;

/// <summary>
/// Who answers for what is still open at a site that closed (站点撤并): the site that goes on with its work, at the end of the chain; without one the institute above it. The rows keep the old site, and so do their figures.
/// </summary>
public sealed class Heirs
{
    /// <summary>No site has closed.</summary>
    public static readonly Heirs None = new([]);

    readonly Dictionary<string, string> after;

    Heirs(Dictionary<string, string> after) => this.after = after;

    public static async Task<Heirs> ReadAsync(ActivityDb db, string county, CancellationToken cancel) => new(await db.Sites.Where(site => site.County == county && site.ClosedOn != null)
        .Select(site => new { site.Code, Next = site.Successor != "" ? site.Successor : site.Parent }).ToDictionaryAsync(site => site.Code, site => site.Next, StringComparer.Ordinal, cancel));

    /// <summary>The site that answers for a site: itself while it runs, and where nobody is left.</summary>
    public string Of(string site)
    {
        var at = site;
        // Two sites that name each other end it.
        for (var hops = 0; hops <= after.Count && after.TryGetValue(at, out var next) && next.Length > 0; hops++) at = next;
        return at;
    }

    /// <summary>The closed sites outside of the prefixes for which a site below one of them answers.</summary>
    public string[] LeftTo(IReadOnlyCollection<string> prefixes) =>
        [.. after.Keys.Where(site => !Below(site, prefixes) && Below(Of(site), prefixes)).Order(StringComparer.Ordinal)];

    static bool Below(string site, IEnumerable<string> prefixes) => prefixes.Any(prefix => site.StartsWith(prefix, StringComparison.Ordinal));
}
