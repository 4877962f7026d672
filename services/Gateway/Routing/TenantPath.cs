using CivPractice.Gateway.Counties;
using CivPractice.Platform;

namespace CivPractice.Gateway.Routing;

/// <summary>
/// Takes the county out of the path (GW-04): <c>/api/c/140322/needs</c> is <c>/api/needs</c> of county 140322.
/// Pages keep theirs (<c>/c/140322/...</c>): the portal's links need it. gRPC names it in <c>x-civ-county</c>.
/// </summary>
public sealed class TenantPath(RequestDelegate next)
{
    public const string CountyHeader = "x-civ-county";
    const string api = "/api", county = "/c/";

    public Task InvokeAsync(HttpContext context)
    {
        var arrival = new Arrival { Address = context.Connection.RemoteIpAddress };
        context.Features.Set(arrival);
        var path = context.Request.Path.Value ?? "/";
        if (Split(path, out var code, out var rest, out var isApi))
        {
            arrival.County = code;
            if (isApi) context.Request.Path = new PathString(rest);
        }
        else if (context.Request.Headers.TryGetValue(CountyHeader, out var named) && named.Count == 1)
        {
            arrival.County = named[0];
        }
        return next(context);
    }

    /// <summary>The county of a path and what is left without it; false when the path names none.</summary>
    public static bool Split(string path, out string code, out string rest, out bool isApi)
    {
        (code, rest) = ("", path);
        isApi = path.StartsWith(api, StringComparison.OrdinalIgnoreCase) && path.AsSpan(api.Length).StartsWith(county, StringComparison.OrdinalIgnoreCase);
        var start = isApi ? api.Length : 0;
        if (!isApi && !path.StartsWith(county, StringComparison.OrdinalIgnoreCase)) return false;
        var from = start + county.Length;
        var end = path.IndexOf('/', from);
        code = end < 0 ? path[from..] : path[from..end];
        rest = end < 0 ? path[..start] : isApi ? string.Concat(api, path.AsSpan(end)) : path[end..];
        return true;
    }

    /// <summary>Whether a code can be a county's at all.</summary>
    public static bool IsCode(string code) => code.Length == Tenants.Digits && code.All(char.IsAsciiDigit);
}
