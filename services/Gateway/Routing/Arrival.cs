using System.Net;
using CivPractice.Gateway.SignIns;

namespace CivPractice.Gateway.Routing;

/// <summary>What the door found out about a request on its way in.</summary>
public sealed class Arrival
{
    /// <summary>The county of the path or of <c>x-civ-county</c>; null when none was named.</summary>
    public string? County { get; set; }

    /// <summary>Where the request comes from, past the portal and trusted proxies.</summary>
    public IPAddress? Address { get; set; }
    public string UserAgent { get; set; } = "";
    public SignedIn? SignedIn { get; set; }

    public static Arrival Of(HttpContext context) => context.Features.Get<Arrival>() ?? throw new InvalidOperationException("The request did not come through the door.");
}
