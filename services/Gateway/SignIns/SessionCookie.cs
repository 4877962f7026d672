using Microsoft.Extensions.Primitives;

namespace CivPractice.Gateway.SignIns;

/// <summary>The browser's cookie; the portal sets it from the sign-in's answer, HttpOnly, SameSite=Lax, and never sees it again.</summary>
public static class SessionCookie
{
    public const string Name = "civ_session";

    /// <summary>Whether a write comes from a page of this very site. Without any sign of it, only the portal's own forms pass, which bring an antiforgery token.</summary>
    public static bool IsSameOrigin(HttpRequest request, bool isPage)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not null) return site is "same-origin" || (isPage && site is "none");
        string? origin = request.Headers.Origin;
        if (origin is null) return isPage;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The other cookies, e.g. the portal's antiforgery cookie.</summary>
    public static StringValues Without(StringValues header)
    {
        var others = header.ToString().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(cookie => !cookie.StartsWith($"{Name}=", StringComparison.Ordinal));
        var text = string.Join("; ", others);
        return text.Length == 0 ? StringValues.Empty : text;
    }
}
