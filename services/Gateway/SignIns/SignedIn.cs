using System.Collections.Concurrent;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform;
using CivPractice.Platform.Callers;

namespace CivPractice.Gateway.SignIns;

/// <summary>A sign-in as the door knows it for some seconds, with the tokens that were signed for it.</summary>
public sealed record SignedIn(Guid Id, Guid Account, Guid Person, bool SecondFactor, IReadOnlyList<Grant> Grants, DateTimeOffset Expires, DateTimeOffset ReadAt)
{
    /// <summary>By county. Kept from one reading to the next while the grants are the same.</summary>
    public ConcurrentDictionary<string, Minted> Tokens { get; init; } = new(StringComparer.Ordinal);

    /// <summary>There are grants, and they do not count because the second factor was not shown.</summary>
    public bool GrantsWithheld { get; init; }

    /// <summary>The county of a request that names none: that of the first grant.</summary>
    public string Home => Grants.FirstOrDefault(grant => grant.Prefix.Length >= 4) is { } grant ? Tenants.Of(grant.Prefix) : "";

    public bool SameRights(SignedIn other) => Person == other.Person && Grants.SequenceEqual(other.Grants);
}
