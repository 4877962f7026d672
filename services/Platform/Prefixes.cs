namespace CivPractice.Platform;

/// <summary>A subtree of sites is a range of codes: <c>code &gt;= prefix and code &lt; End(prefix)</c>, in byte order.</summary>
public static class Prefixes
{
    /// <summary>The first code behind every code that begins with the prefix. Codes are digits and capital letters, so <c>~</c> is behind them all.</summary>
    public static string End(string prefix) => prefix + "~";
}
