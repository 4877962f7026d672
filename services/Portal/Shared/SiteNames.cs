using CivPractice.Organization.V1;
using Grpc.Core;
using Microsoft.Extensions.Caching.Memory;

namespace CivPractice.Portal.Shared;

/// <summary>The county's sites (中心、所、站) for names and lists to choose from: public, the same for everybody, so they are remembered for a moment.</summary>
public sealed class SiteNames(SitesClient sites, IMemoryCache memory, Visit visit)
{
    static readonly TimeSpan moment = TimeSpan.FromSeconds(30);
    const int most = 200;

    IReadOnlyDictionary<string, Site> byCode = new Dictionary<string, Site>();

    /// <summary>All running sites in code order; empty when they cannot be had, then codes stand for names.</summary>
    public IReadOnlyList<Site> All { get; private set; } = [];

    public async Task LoadAsync()
    {
        if (All.Count > 0) return;
        var key = (nameof(SiteNames), visit.County);
        if (!memory.TryGetValue<IReadOnlyList<Site>>(key, out var known))
        {
            try { known = await ReadAsync(sites, visit.Prefix); }
            catch (RpcException) { return; }
            if (known.Count > 0) memory.Set(key, known, moment);
        }
        All = known!;
        byCode = All.ToDictionary(site => site.Code, StringComparer.Ordinal);
    }

    /// <summary>A site opened or closed just now: whoever did it must see so at once.</summary>
    public void Forget() => memory.Remove((nameof(SiteNames), visit.County));

    /// <param name="query">Part of the name or beginning of the code.</param>
    public static Task<IReadOnlyList<Site>> ReadAsync(SitesClient sites, string prefix, SiteStatus status = SiteStatus.Running, string query = "") =>
        ReadAsync(sites, new ListSitesRequest { Prefix = prefix, Status = status, Query = query });

    /// <summary>All that a request seeks, whatever its pages.</summary>
    public static async Task<IReadOnlyList<Site>> ReadAsync(SitesClient sites, ListSitesRequest request)
    {
        var all = new List<Site>();
        for (var token = ""; ;)
        {
            var page = await sites.ListSitesAsync(new ListSitesRequest(request) { PageSize = most, PageToken = token });
            all.AddRange(page.Sites);
            if ((token = page.NextPageToken).Length == 0) return all;
        }
    }

    /// <summary>The short name of a site; its code for one that is not known (closed, or the list is missing).</summary>
    public string this[string code] => byCode.TryGetValue(code, out var site) ? Short(site) : code;

    /// <summary>As people say it: 锦隆社区站 for 锦隆社区新时代文明实践站.</summary>
    public static string Short(Site site) => site.Name.Replace("新时代文明实践", "", StringComparison.Ordinal);

    /// <summary>Institutes with their stations below, for a list to choose from.</summary>
    public IEnumerable<(Site? Above, IEnumerable<Site> Sites)> Groups => All
        .GroupBy(site => site.Tier == Tier.Station ? site.Parent : site.Tier == Tier.Institute ? site.Code : "")
        .Select(group => (byCode.GetValueOrDefault(group.Key), group.AsEnumerable()));
}
