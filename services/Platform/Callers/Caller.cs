using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Callers;

/// <summary>The three kinds of caller.</summary>
public enum CallerKind
{
    /// <summary>Nobody known (游客): reads what is published, creates what visitors create.</summary>
    Visitor,

    /// <summary>A person with an account (居民、志愿者): reads and writes what is their own.</summary>
    Person,

    /// <summary>Somebody with a grant in the county of the request.</summary>
    Staff,
}

/// <summary>A role over a subtree of sites: the prefix of their codes, empty for everything.</summary>
public sealed record Grant(Role Role, string Prefix)
{
    public bool Covers(string site) => site.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>Who calls: read from the gateway's token, never from the request.</summary>
/// <param name="Kind">Visitor, person or staff.</param>
/// <param name="Person">The person's id; null for a visitor.</param>
/// <param name="County">The county (县区) of the request's path; a city has its own, ending in 00.</param>
/// <param name="PersonalCounty">The one county whose personal rows the caller may touch; empty for none (a city of its counties).</param>
/// <param name="Counties">The counties whose rows without personal data the caller may touch.</param>
/// <param name="Grants">Roles over subtrees that count in this county.</param>
public sealed record Caller(
    CallerKind Kind, Guid? Person, string County, string PersonalCounty, IReadOnlyList<string> Counties, IReadOnlyList<Grant> Grants)
{
    /// <summary>The sign-in that the call comes from; null for a visitor.</summary>
    public Guid? SignIn { get; init; }

    /// <summary>The person's id, for methods that only persons may call.</summary>
    /// <exception cref="Fault">UNAUTHENTICATED for a visitor.</exception>
    public Guid PersonId => Person ?? throw Fault.SignInRequired();

    /// <summary>Whether a permission is held anywhere in the county.</summary>
    public bool May(Permission permission) =>
        Role.Of(Kind).Holds(permission) || Grants.Any(grant => grant.Role.Holds(permission));

    public bool May<TPermission>() where TPermission : Permission, new() => May(Permission.Of<TPermission>());

    /// <summary>Whether a permission is held over a site; what every visitor or person may do is not bound to a site.</summary>
    public bool May<TPermission>(string site) where TPermission : Permission, new() =>
        Role.Of(Kind).Holds(Permission.Of<TPermission>()) || MayAsStaff<TPermission>(site);

    /// <summary>Whether a grant gives a permission over a site.</summary>
    public bool MayAsStaff<TPermission>(string site) where TPermission : Permission, new() =>
        Grants.Any(grant => grant.Role.Holds(Permission.Of<TPermission>()) && grant.Covers(site));

    /// <summary>Refuses when the permission is not held over the site.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED with the permission's name.</exception>
    public void Require<TPermission>(string site) where TPermission : Permission, new()
    {
        if (!May<TPermission>(site))
            throw Fault.Denied(Permission.Of<TPermission>());
    }

    /// <summary>The prefixes over which a permission is held, the widest only; empty text means everything that the token admits.</summary>
    public IReadOnlyList<string> PrefixesOf<TPermission>() where TPermission : Permission, new()
    {
        if (Role.Of(Kind).Holds(Permission.Of<TPermission>())) return [""];
        var prefixes = Grants.Where(grant => grant.Role.Holds(Permission.Of<TPermission>())).Select(grant => grant.Prefix).Distinct().ToList();
        return [.. prefixes.Where(prefix => !prefixes.Any(other => other != prefix && prefix.StartsWith(other, StringComparison.Ordinal)))];
    }
}
