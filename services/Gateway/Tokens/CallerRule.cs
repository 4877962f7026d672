using CivPractice.Gateway.Counties;
using CivPractice.Gateway.SignIns;
using CivPractice.Platform;
using CivPractice.Platform.Callers;

namespace CivPractice.Gateway.Tokens;

/// <summary>Who somebody is in a county: what the token says, and so what row-level security lets through.</summary>
public static class CallerRule
{
    /// <summary>A visitor writes a need in the county of the path; without a county there is nothing to see but the door.</summary>
    public static Caller Visitor(string county, Func<string, IReadOnlyList<string>> ofCity) =>
        new(CallerKind.Visitor, null, county, county, Open(county, ofCity), []);

    /// <param name="signedIn">Whose grants count today.</param>
    /// <param name="county">The county of the path; empty for the gateway's own methods, where all grants count.</param>
    /// <param name="ofCity">The open counties of a county's city, its own code among them.</param>
    public static Caller Of(SignedIn signedIn, string county, Func<string, IReadOnlyList<string>> ofCity)
    {
        var grants = county.Length == 0 ? signedIn.Grants : [.. signedIn.Grants.Where(grant => Counts(grant.Prefix, county))];
        var caller = grants.Count == 0
            ? new Caller(CallerKind.Person, signedIn.Person, county, county, Open(county, ofCity), [])
            : new Caller(CallerKind.Staff, signedIn.Person, county, Personal(county, grants), Seen(county, grants, ofCity), grants);
        return caller with { SignIn = signedIn.Id };
    }

    // Within the county, or over the whole of it.
    static bool Counts(string prefix, string county) =>
        prefix.StartsWith(county, StringComparison.Ordinal) || county.StartsWith(prefix, StringComparison.Ordinal);

    // The personal rows of a county are for those whose grant lies in it. A city's staff has the city's own, never those of its counties.
    static string Personal(string county, IReadOnlyList<Grant> grants) =>
        county.Length > 0 && grants.Any(grant => Tenants.Of(grant.Prefix) == county && grant.Prefix.Length >= 4) ? county : "";

    static IReadOnlyList<string> Seen(string county, IReadOnlyList<Grant> grants, Func<string, IReadOnlyList<string>> ofCity) =>
        county.Length > 0 && grants.Any(grant => grant.Prefix.Length == 4) ? ofCity(county) : Open(county, ofCity);

    static IReadOnlyList<string> Open(string county, Func<string, IReadOnlyList<string>> ofCity) =>
        county.Length == 0 ? [] : Tenants.IsCity(county) ? ofCity(county) : [county];
}
