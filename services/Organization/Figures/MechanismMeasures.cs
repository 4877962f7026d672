using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts of the ways in which the work is carried (工作机制): people on their posts, plans, duties.</summary>
static class MechanismMeasures
{
    /// <summary>Running sites that have the people that they must have: institutes with 所长 and 组宣委员, stations with a 专管员. The dimension is the tier; over the sites that run it is the share.</summary>
    public static readonly Measure Staffed = new("sites.staffed", "专人配齐的站点", "个", Stock: true);

    /// <summary>Counties that have a plan (实施方案) of their own, from the first one's day: one that takes its place changes nothing. The dimension is Center, as that of the divisions that must have one.</summary>
    public static readonly Measure Plans = new("plans", "制定实施方案的县区", "个", Stock: true);

    /// <summary>Duties (职责) of member units, from the day on which they were the unit's to the one on which they end.</summary>
    public static readonly Measure Duties = new("duties", "成员单位职责", "条", Stock: true);

    /// <summary>Duties for which an activity took place, once in each civil year, on the first day of it: of a year, not of two. One that ends is not in the year of its end, nor later: it is out of that year's duties, too.</summary>
    public static readonly Measure DutiesActive = new("duties.active", "当年开展活动的职责", "条");

    public static IReadOnlyList<Measure> All => [Staffed, Plans, Duties, DutiesActive];
}
