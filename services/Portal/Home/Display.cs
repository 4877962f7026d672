using CivPractice.Platform;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Home;

/// <summary>Elder mode (大字版) and high contrast: remembered by the browser, without an account.</summary>
public static class Display
{
    public static void MapDisplay(this WebApplication app) => app.MapGet("/c/{county}/display", (Visit visit, string? text, string? contrast, string? back) =>
    {
        Remember(visit.Http, "civ_text", text, "large");
        Remember(visit.Http, "civ_contrast", contrast, "high");
        return Results.LocalRedirect(visit.Back(back ?? "", visit.At("")));
    }).WithMetadata(new OpenEndpoint());

    static void Remember(HttpContext http, string cookie, string? asked, string special)
    {
        var options = new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true };
        if (asked == special) http.Response.Cookies.Append(cookie, special, options);
        else if (asked is not null) http.Response.Cookies.Delete(cookie, options);
    }
}
