using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Sites;

/// <summary>A phase of construction (建设阶段) of a site, from a day on: 试点, 拓展, 全面覆盖.</summary>
public sealed class SiteBuilding : ICountyRow
{
    public required string County { get; init; }
    public required string Site { get; init; }
    public required DateOnly Since { get; init; }
    public required SitePhase Phase { get; init; }
}
