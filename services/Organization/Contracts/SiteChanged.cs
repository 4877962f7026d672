using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>A site (站点) opened or closed. Other services begin something new only at sites that run, and show its name.</summary>
/// <param name="Tier">The number of <see cref="V1.Tier"/>.</param>
/// <param name="ClosedOn">Null while it runs.</param>
/// <param name="Successor">Code of the site that goes on with its work; empty if none does.</param>
/// <param name="Latitude">Degrees of WGS-84; null where nobody said where it lies, as with <paramref name="Longitude"/>.</param>
/// <param name="Longitude">Degrees of WGS-84.</param>
public sealed record SiteChanged(string County, string Code, string Name, int Tier, string Parent, long Version, DateOnly? ClosedOn = null, string Successor = "",
    double? Latitude = null, double? Longitude = null) : IEvent;
