using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>A site of the county as the importing service knows it.</summary>
/// <param name="ClosedOn">Null while it runs.</param>
/// <param name="Successor">Code of the site that goes on with its work; empty if none does.</param>
public sealed record SiteAtImport(string Code, DateOnly? ClosedOn, string Successor);

/// <summary>Where a row goes: the site that it names, or the one that this was merged into (并入).</summary>
/// <param name="Code">Where it is taken.</param>
/// <param name="Named">What the file says.</param>
public readonly record struct PlaceAtImport(string Code, string Named)
{
    public bool IsMerged => Code != Named;

    /// <summary>SITE_MERGED, for a row that was taken at the successor.</summary>
    public RowFault Remark(int row, string column) => new(row, column, "SITE_MERGED", $"“{Named}”已并入“{Code}”,已记到“{Code}”");
}

/// <summary>A county's sites, open and closed, as rows of a file meet them. Safe to use from many threads.</summary>
public sealed class SitesAtImport(IEnumerable<SiteAtImport> sites)
{
    readonly Dictionary<string, SiteAtImport> sites = sites.ToDictionary(site => site.Code);

    /// <summary>What lives on (somebody, a team, a venue) belongs to a site that runs: the named one, or the end of its chain of successors.</summary>
    /// <param name="column">Heading that UNKNOWN_SITE or SITE_CLOSED is told of.</param>
    public PlaceAtImport Living(Check check, string column, string code)
    {
        if (!sites.TryGetValue(code, out var named))
        {
            check.That(false, column, "UNKNOWN_SITE", code.Length == 0 ? $"请填写{column}" : $"本县没有站点 {code}");
            return new(code, code);
        }
        var site = named;
        // No chain is longer than there are sites: a circle ends, too.
        for (var steps = 0; site.ClosedOn is not null && steps < sites.Count && sites.TryGetValue(site.Successor, out var next); steps++) site = next;
        check.That(site.ClosedOn is null, column, "SITE_CLOSED", $"站点 {code} 已于 {named.ClosedOn:yyyy-MM-dd} 停用,没有接续的站点");
        return new(site.Code, code);
    }

    /// <summary>What happened keeps the site where it happened; behind its closing day it belongs to the successor.</summary>
    public PlaceAtImport On(DateOnly day, Check check, string column, string code) =>
        sites.TryGetValue(code, out var site) && day <= site.ClosedOn ? new(code, code) : Living(check, column, code);
}
