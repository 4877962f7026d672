using CivPractice.Gateway.V1;

namespace CivPractice.Portal.SignIn;

/// <summary>The browser's sign-in: a cookie that no script can read. The gateway turns it into the caller's token; the portal only sets and deletes it.</summary>
public static class SignInCookie
{
    public const string Name = "civ_session";

    public static void Keep(HttpContext http, SignInResponse answer) =>
        http.Response.Cookies.Append(Name, answer.AccessToken, Options(http, answer.ExpiresAt?.ToDateTimeOffset()));

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    static CookieOptions Options(HttpContext http, DateTimeOffset? expires) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Expires = expires };
}
