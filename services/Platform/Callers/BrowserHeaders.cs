namespace CivPractice.Platform.Callers;

/// <summary>
/// What the portal tells the gateway of the browser that it answers. The gateway believes it only beside a token of its own, which no browser ever has.
/// </summary>
public static class BrowserHeaders
{
    public const string Address = "x-forwarded-for";
    public const string UserAgent = "x-forwarded-user-agent";
}
