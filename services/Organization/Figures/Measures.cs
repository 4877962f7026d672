using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts. The dimension is the tier; of venues, the kind.</summary>
static class Measures
{
    public static readonly Measure Sites = new("sites.running", "运行中的站点", "个", Stock: true);
    public static readonly Measure Divisions = new("divisions.due", "应建站点的行政区划", "个", Stock: true);

    /// <summary>Of <see cref="Divisions"/>, those whose own site runs: a branch or point adds to the sites and covers no other division. The dimension is the tier due; over the divisions due it is the coverage.</summary>
    public static readonly Measure Covered = new("divisions.covered", "有运行站点的行政区划", "个", Stock: true);
    public static readonly Measure Venues = new("venues.pool", "阵地资源", "个", Stock: true);

    /// <summary>Everything that the service counts: what is not in here, no tally and no assessment knows.</summary>
    public static readonly IReadOnlyList<Measure> All = [Sites, Divisions, Covered, Venues, .. CivicMeasures.All, .. PolicyMeasures.All, .. MechanismMeasures.All];
}
