using System.Globalization;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Nearby;

/// <summary>Sites and venues near a place (就近找站点), and the circle of a walk (服务圈). A position that somebody says is used and never kept.</summary>
public sealed class NearbyService(OrganizationDb db) : V1.Nearby.NearbyBase
{
    /// <summary>As far as somebody looks who says nothing; and as far as a county is wide.</summary>
    const int usual = 20_000, most = 100_000;
    const int mostPoints = 20;

    [Requires<ReadSites>]
    public override async Task<ListNearestPlacesResponse> ListNearestPlaces(ListNearestPlacesRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var within = request.Within == 0 ? usual : check.Range("within", "距离", request.Within, 100, most);
        check.KnownOrNone("kind", "类别", request.Kind);
        check.That(request.Kind != PlaceKind.PlaceNeighbourhood, "kind", "UNKNOWN_VALUE", "只能找站点或阵地");
        check.Done();
        var page = Page.Of(request, keys: 2);
        var last = page.IsFirst ? (Metres: -1, Id: "") : (Metres: int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var metres) ? metres : 0, Id: page.After[1]);
        var (from, name) = await FromAsync(request, cancel);

        var rows = await db.NearestAsync(from, within, request.Kind, last, page.Take, cancel);
        return new ListNearestPlacesResponse { FromName = name, NextPageToken = page.Next(rows, row => [row.Metres.ToString(CultureInfo.InvariantCulture), row.Id]), Places = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<ReadSites>]
    public override async Task<ListStartingPointsResponse> ListStartingPoints(ListStartingPointsRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        var query = check.Text("query", "地名", request.Query, most: 40);
        check.Done();

        // A village that was merged is still called by its name.
        var sites = await db.Sites.AsNoTracking().Where(site => db.Scope.Counties.Contains(site.County) && site.Name.Replace(SiteForm.Common, "").Contains(query)).Under(site => site.Code, [prefix])
            .OrderBy(site => site.Name.Length).ThenBy(site => site.Code).Take(mostPoints).ToListAsync(cancel);
        var homes = await db.Neighbourhoods.AsNoTracking().Where(home => db.Scope.Counties.Contains(home.County) && home.WithdrawnOn == null && home.Name.Contains(query)).Under(home => home.Site, [prefix])
            .OrderBy(home => home.Name.Length).ThenBy(home => home.Id)
            .Select(home => new { home.Id, home.Site, home.Name, Located = home.Latitude != null || db.Sites.Any(site => site.County == home.County && site.Code == home.Site && site.Latitude != null) }).Take(mostPoints).ToListAsync(cancel);
        return new ListStartingPointsResponse
        {
            Points =
            {
                sites.Select(site => new StartingPoint { Kind = PlaceKind.PlaceSite, Id = site.Code, Site = site.Code, Name = site.Name, Located = site.Position is not null })
                    .Concat(homes.Select(home => new StartingPoint { Kind = PlaceKind.PlaceNeighbourhood, Id = home.Id.ToString(), Site = home.Site, Name = home.Name, Located = home.Located }))
                    .OrderBy(point => point.Name.Replace(SiteForm.Common, "", StringComparison.Ordinal).Length).Take(mostPoints),
            },
        };
    }

    [Requires<ReadSites>]
    public override async Task<GetServiceCircleResponse> GetServiceCircle(GetServiceCircleRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var row = await db.CircleAsync(prefix, context.CancellationToken);
        return new GetServiceCircleResponse { Neighbourhoods = row.Neighbourhoods, Located = row.Located, Within = row.Within, ResidentsLocated = row.ResidentsLocated, ResidentsWithin = row.ResidentsWithin };
    }

    /// <exception cref="Fault">STARTING_POINT without one or with several; NOT_FOUND; POSITION_UNKNOWN where nobody said where the named place is.</exception>
    async Task<(GeoPoint From, string Name)> FromAsync(ListNearestPlacesRequest request, CancellationToken cancel)
    {
        var check = new Check();
        var said = new[] { request.Near is not null, request.Site.Length > 0, request.NeighbourhoodId.Length > 0 }.Count(each => each);
        check.That(said == 1, "near", "STARTING_POINT", "请给出一个起点:位置、站点或小区");
        var position = GeoPoint.Read(check, request.Near);
        check.Prefix("site", request.Site);
        Guid? id = request.NeighbourhoodId.Length == 0 ? null : check.Id("neighbourhoodId", "小区", request.NeighbourhoodId);
        check.Done();
        if (position is { } here) return (here, "");

        var code = request.Site;
        var named = "";
        if (id is { } key)
        {
            var home = await db.Neighbourhoods.AsNoTracking().SingleOrDefaultAsync(home => home.Id == key && db.Scope.Counties.Contains(home.County), cancel) ?? throw Fault.NotFound("这个小区");
            if (GeoPoint.Of(home.Latitude, home.Longitude) is { } there) return (there, home.Name);
            // The site that serves it is near it, whatever else is not known.
            (code, named) = (home.Site, home.Name);
        }
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == code && db.Scope.Counties.Contains(site.County), cancel) ?? throw Fault.NotFound("这个站点");
        return (site.Position ?? throw Fault.Precondition("POSITION_UNKNOWN", $"还没有登记“{(named.Length > 0 ? named : site.Name)}”的位置"), named.Length > 0 ? named : site.Name);
    }
}
