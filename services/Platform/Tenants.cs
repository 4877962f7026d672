namespace CivPractice.Platform;

/// <summary>Tenants by their six digits: a county (县区), a city that coordinates counties (ending in 00), or the platform itself.</summary>
public static class Tenants
{
    /// <summary>The platform's own rows: operators' grants, the audit of accounts.</summary>
    public const string Platform = "000000";

    public const int Digits = 6;

    /// <summary>The tenant that a site or a prefix belongs to: 140322104 to 140322, 1403 to 140300, nothing to the platform.</summary>
    public static string Of(string prefix) => prefix.Length >= Digits ? prefix[..Digits] : prefix.PadRight(Digits, '0');

    /// <summary>Whether this is the code of a city; a site's longer code, whatever it ends in, is not.</summary>
    public static bool IsCity(string code) => code.Length == Digits && code.EndsWith("00", StringComparison.Ordinal);

    /// <summary>The prefix of all that is there: of a city that of its counties too, 140300 to 1403; else the code itself.</summary>
    public static string Whole(string code) => IsCity(code) ? code[..4] : code;
}
