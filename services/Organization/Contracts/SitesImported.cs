using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>A batch of sites came by an import (站点导入): each as in <see cref="SiteChanged"/>, one message for all.</summary>
/// <param name="County">The county of all the sites, six digits.</param>
/// <param name="Sites">Some thousands at most; each bears the version of its site.</param>
/// <param name="Version">Of the batch, which never changes: 1.</param>
public sealed record SitesImported(string County, IReadOnlyList<SiteChanged> Sites, long Version = 1) : IEvent;
