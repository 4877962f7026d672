using CivPractice.Organization.V1;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization.Sites;

/// <summary>
/// A batch of sites against the county's. A row leans on others, of the county or of the batch: the site above it, the one it merged into, the sites below it.
/// So whatever cannot stand falls, and what leaned on it after it, until all that is left stands together.
/// </summary>
/// <param name="known">The county's sites by code.</param>
/// <param name="rows">One row for each code.</param>
public sealed class SiteBatch(IReadOnlyDictionary<string, PracticeSite> known, IReadOnlyList<(int Number, ImportedSite Row)> rows)
{
    sealed record Standing(string Parent, DateOnly OpenedOn, DateOnly? ClosedOn, string Successor, bool Opened);

    /// <summary>The rows that open a site, close one, or both; those above before those below.</summary>
    public IReadOnlyList<ImportedSite> Settle(List<RowFault> rejected)
    {
        var left = rows.Where(each => IsNews(each.Row)).ToDictionary(each => each.Row.Site.Code, StringComparer.Ordinal);
        while (true)
        {
            var end = known.ToDictionary(each => each.Key, each => new Standing(each.Value.Parent, each.Value.OpenedOn, each.Value.ClosedOn, each.Value.Successor, each.Value.HasOpened), StringComparer.Ordinal);
            foreach (var (code, (_, row)) in left)
                end[code] = new Standing(row.Site.Parent, known.GetValueOrDefault(code) is { HasOpened: true } old ? old.OpenedOn : row.Site.OpenedOn, row.ClosedOn ?? known.GetValueOrDefault(code)?.ClosedOn,
                    row.ClosedOn is null ? known.GetValueOrDefault(code)?.Successor ?? "" : row.Successor, known.GetValueOrDefault(code)?.HasOpened is true || row.Site.HasOpened);
            var above = end.Values.Where(site => site.ClosedOn is null).Select(site => site.Parent).ToHashSet(StringComparer.Ordinal);
            var fallen = left.Values.Select(each => Fault(each.Number, each.Row, end, above)).OfType<RowFault>().ToList();
            if (fallen.Count == 0) return [.. left.Values.Select(each => each.Row).OrderBy(row => row.Site.Code, StringComparer.Ordinal)];
            rejected.AddRange(fallen);
            var numbers = fallen.Select(fault => fault.Row).ToHashSet();
            left = left.Where(each => !numbers.Contains(each.Value.Number)).ToDictionary(StringComparer.Ordinal);
        }
    }

    // A site that is known has nothing new but that it opened, its end, and what nobody said of it.
    bool IsNews(ImportedSite row) => !known.TryGetValue(row.Site.Code, out var site)
        || site.Status == SiteStatus.Preparing && row.Site.HasOpened || site.Lacks(row.Site)
        || row.ClosedOn is { } day && (site.ClosedOn != day || site.Successor != row.Successor);

    RowFault? Fault(int number, ImportedSite row, Dictionary<string, Standing> end, HashSet<string> above)
    {
        var site = row.Site;
        RowFault Wrong(string column, string reason, string message) => new(number, column, reason, message);

        if ((!known.TryGetValue(site.Code, out var old) || old.Status == SiteStatus.Preparing && site.HasOpened) && site.Parent.Length > 0)
        {
            if (!end.TryGetValue(site.Parent, out var parent)) return Wrong(SiteImport.Code, "PARENT_MISSING", $"上级站点 {site.Parent} 还没有开通,文件里也没有");
            if (!parent.Opened && site.HasOpened) return Wrong(SiteImport.Code, "PARENT_MISSING", $"上级站点 {site.Parent} 还在筹建");
            if (parent.ClosedOn is not null && row.ClosedOn is null) return Wrong(SiteImport.Code, "PARENT_CLOSED", $"上级站点 {site.Parent} 已停用");
        }
        if (row.ClosedOn is not { } day) return null;
        if (old is { ClosedOn: not null }) return Wrong(SiteImport.Parting, "SITE_CLOSED_ALREADY", $"{old.Name}已于 {old.ClosedOn:yyyy-MM-dd} 停用{(old.Successor.Length > 0 ? $",由 {old.Successor} 接续" : "")}");
        if (end[site.Code].Opened && day < end[site.Code].OpenedOn) return Wrong(SiteImport.Parting, "CLOSED_BEFORE_OPENED", $"停用日期不能早于挂牌日期 {end[site.Code].OpenedOn:yyyy-MM-dd}");
        if (above.Contains(site.Code)) return Wrong(SiteImport.Parting, "SITE_HAS_CHILDREN", "下面还有运行中的站点,请先停用它们");
        // A file asks nobody: whether needs, activities or lectures are open there is known only where the one who closes it asks.
        if (row.Successor.Length == 0)
            return old is { Status: SiteStatus.Running } ? Wrong(SiteImport.Parting, "SITE_IN_USE_UNKNOWN", "导入时不能核对这个站点有没有没办完的需求、活动和宣讲,请填并入站点,或者在站点页面上停用") : null;
        if (!end.ContainsKey(row.Successor)) return Wrong(SiteImport.Follower, "SUCCESSOR_MISSING", $"并入的站点 {row.Successor} 还没有开通,文件里也没有");
        if (LeadsBack(site.Code, end)) return Wrong(SiteImport.Follower, "SUCCESSOR_CIRCLE", "并入站点绕了一圈,又回到这个站点");
        // What lives on at a site that was here already moves to the end of the chain: somebody must be there. Of a site of the past nothing moves.
        var last = old is null ? "" : Last(row.Successor, end);
        return last.Length > 0 && end[last] is not { Opened: true, ClosedOn: null } ? Wrong(SiteImport.Follower, "SUCCESSOR_MISSING", $"并入的站点 {last} 没有运行(还在筹建,或者已停用),不能接续") : null;
    }

    // There is no circle in it.
    static string Last(string code, Dictionary<string, Standing> end)
    {
        while (end[code].Successor is { Length: > 0 } next && end.ContainsKey(next)) code = next;
        return code;
    }

    static bool LeadsBack(string from, Dictionary<string, Standing> end)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var code = from; code.Length > 0 && end.TryGetValue(code, out var site); code = site.Successor)
            if (!seen.Add(code)) return true;
        return false;
    }
}
