using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>A site (中心、所、站) was opened, or its name or tier changed.</summary>
/// <param name="Code">Code of the site; its first six digits are the county.</param>
/// <param name="Tier">The tier's number in <c>organization.proto</c>.</param>
/// <param name="Parent">Code of the site above; empty for a center.</param>
/// <param name="Version">Version of the site, 1 when it opens.</param>
public sealed record SiteOpened(string County, string Code, string Name, int Tier, string Parent, long Version) : IEvent;
