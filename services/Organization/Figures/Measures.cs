using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts. The dimension is the tier; of venues, the kind.</summary>
static class Measures
{
    public static readonly Measure Sites = new("sites.running", "运行中的站点", "个", Stock: true);
    public static readonly Measure Divisions = new("divisions.due", "应建站点的行政区划", "个", Stock: true);

    /// <summary>Of <see cref="Divisions"/>, those whose own site runs: a branch or point adds to the sites and covers no other division. The dimension is the tier due; over the divisions due it is the coverage.</summary>
    public static readonly Measure Covered = new("divisions.covered", "有运行站点的行政区划", "个", Stock: true);

    /// <summary>
    /// Who lives in the divisions (常住人口) by the last count as of the day. The dimension is the tier due, and the sum over the dimensions means nothing: a county's people live in its townships, too.
    /// A county's number is that of its own row (Center), which the census publishes, and not the sum of its villages, of which some have no number; the city's is the sum of its counties.
    /// </summary>
    public static readonly Measure Population = new("divisions.residents", "常住人口", "人", Stock: true);
    public static readonly Measure Venues = new("venues.pool", "阵地资源", "个", Stock: true);

    /// <summary>Of <see cref="Venues"/>, by the platforms (平台) that they serve: one of the five, or the county's own word. A venue that serves two counts under each, so that the parts are no number of venues.</summary>
    public static readonly Measure VenuePlatforms = new("venues.platforms", "各平台的阵地", "个", Stock: true);

    /// <summary>Everything that the service counts: what is not in here, no tally and no assessment knows.</summary>
    public static readonly IReadOnlyList<Measure> All = [Sites, Divisions, Covered, Population, Venues, VenuePlatforms, .. CivicMeasures.All, .. PolicyMeasures.All, .. MechanismMeasures.All];
}
