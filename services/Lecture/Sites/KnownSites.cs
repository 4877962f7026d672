using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sites;

/// <summary>The sites of a county as an import's rows name them, those that closed among them.</summary>
public sealed class KnownSites
{
    readonly Dictionary<string, KnownSite> sites;

    public KnownSites(IEnumerable<KnownSite> sites) => this.sites = sites.ToDictionary(site => site.Code);

    public static async Task<KnownSites> OfAsync(LectureDb db, string county, CancellationToken cancel) =>
        new(await db.Sites.AsNoTracking().Where(site => site.County == county).ToListAsync(cancel));

    /// <summary>The site that runs and goes on with the work of another, however many lie between; null where nobody does.</summary>
    public string? SuccessorOf(string code)
    {
        // Two that name each other end nowhere.
        for (var steps = 0; steps <= sites.Count; steps++)
        {
            if (!sites.TryGetValue(code, out var site)) return null;
            if (site.ClosedOn is null) return code;
            code = site.Successor;
        }
        return null;
    }

    /// <summary>Where what a row puts at a site stands: there, if the site runs or was not yet closed on the day; else at its successor. Null, and told, where it stands nowhere.</summary>
    /// <param name="day">The day of what is over and done; null for what lives on.</param>
    public string? Place(Check check, string column, string code, DateOnly? day = null)
    {
        if (!sites.TryGetValue(code, out var site)) check.That(false, column, "UNKNOWN_SITE", $"本县没有站点 {code}");
        else if (site.ClosedOn is not { } closed || day <= closed) return code;
        else if (SuccessorOf(code) is { } successor) return successor;
        else check.That(false, column, "SITE_CLOSED", $"站点 {code} 已于 {closed:yyyy-MM-dd} 停用,没有接续的站点");
        return null;
    }
}
