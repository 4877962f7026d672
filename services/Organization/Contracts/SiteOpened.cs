using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>A site (站点) opened. Other services take needs and activities only for sites that exist, and show its name.</summary>
/// <param name="Tier">The number of <see cref="V1.Tier"/>.</param>
public sealed record SiteOpened(string County, string Code, string Name, int Tier, string Parent, long Version) : IEvent;
