namespace CivPractice.Gateway.Counties;

/// <summary>Six-digit tenants: a county, a city (ending in 00), or the platform itself.</summary>
public static class Tenants
{
    /// <summary>The platform's own rows: operators' grants, the audit of accounts.</summary>
    public const string Platform = "000000";

    public const int Digits = 6;

    /// <summary>The tenant that a site or a prefix belongs to: 140322104 to 140322, 1403 to 140300, nothing to the platform.</summary>
    public static string Of(string prefix) => prefix.Length >= Digits ? prefix[..Digits] : prefix.PadRight(Digits, '0');

    public static bool IsCity(string code) => code.EndsWith("00", StringComparison.Ordinal);

    /// <summary>The prefix of everything in a city: 140300 to 1403.</summary>
    public static string CityPrefix(string code) => code[..4];
}
