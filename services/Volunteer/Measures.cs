using CivPractice.Platform.Figures;

namespace CivPractice.Volunteer;

/// <summary>The figures that Volunteer owns (指标), tallied at the leaf site.</summary>
public static class Measures
{
    /// <summary>Profiles, on the day of registration at the site where the volunteer lives.</summary>
    public static readonly Measure Registered = new("volunteers.registered", "注册志愿者", "人", Stock: true);

    /// <summary>Of these, whom the national system (全国志愿服务信息系统) knows: profiles with its number.</summary>
    public static readonly Measure Registry = new("volunteers.registry", "全国系统注册志愿者", "人", Stock: true);

    /// <summary>The same, but a person once in the whole city, in the county that told of the number first.</summary>
    public static readonly Measure RegistryCity = new("volunteers.registry.city", "全国系统注册志愿者(全市去重)", "人", Stock: true);

    /// <summary>Profiles by kind (党员、青年、民兵、民间…), from the kind's first day until its last. Each kind counts a person once; somebody of two kinds stands in both, so the parts never add up to people.</summary>
    public static readonly Measure Kinds = new("volunteers.kinds", "志愿者类别", "人", Stock: true);

    /// <summary>Teams, from the day of founding until that of their end (解散) at the site that hosts them.</summary>
    public static readonly Measure Teams = new("teams.founded", "志愿服务队伍", "支", Stock: true);

    /// <summary>Of these, the ones that the national system knows.</summary>
    public static readonly Measure TeamsRegistry = new("teams.registry", "全国系统志愿服务团体", "支", Stock: true);

    /// <summary>Of these, the practice teams (文明实践志愿服务队).</summary>
    public static readonly Measure TeamsPractice = new("teams.practice", "文明实践志愿服务队", "支", Stock: true);

    /// <summary>Teams by kind (10+N), whose parts are all teams.</summary>
    public static readonly Measure TeamKinds = new("teams.kinds", "志愿服务队伍类别", "支", Stock: true);

    /// <summary>Teams that have a place in the tree, by level (总队、大队、支队、分队、小队), from the day of the place on.</summary>
    public static readonly Measure TeamLevels = new("teams.levels", "志愿服务队伍层级", "支", Stock: true);

    /// <summary>Volunteer corps (志愿服务总队), from the first day that their founding day may mean, at the centre. The dimension is Center for a county's, and City for the city's own.</summary>
    public static readonly Measure Corps = new("corps", "志愿服务总队", "支", Stock: true);

    /// <summary>Active teams (活跃队伍): from a day on which somebody served with the team until a year later, or until the team ended.</summary>
    public static readonly Measure TeamsActive = new("teams.active", "活跃志愿服务队伍", "支", Stock: true);

    /// <summary>Memberships that run; one person in two teams counts twice.</summary>
    public static readonly Measure Memberships = new("memberships", "队员(人次)", "人次", Stock: true);

    /// <summary>Of these, the ones in practice teams.</summary>
    public static readonly Measure MembershipsPractice = new("memberships.practice", "文明实践志愿服务队队员(人次)", "人次", Stock: true);

    /// <summary>Minutes of the ledger, corrections included, on the day served at the site that ran the activity; the dimension is the grade A to D.</summary>
    public static readonly Measure Minutes = new("hours.minutes", "志愿服务时长", "分钟");

    /// <summary>Of these, the minutes that come from the national system.</summary>
    public static readonly Measure RegistryMinutes = new("hours.registry.minutes", "全国系统服务时长", "分钟");

    /// <summary>Registered volunteers of whom hours are recorded, at the site where they live, from the day on which the platform knew it; the rest of the registered have none.</summary>
    public static readonly Measure WithHours = new("volunteers.recorded", "有时长记录的注册志愿者", "人", Stock: true);

    /// <summary>Counter-entries (更正) by somebody's hand, on the day of the correction at the site that ran the activity.</summary>
    public static readonly Measure Corrections = new("hours.corrections", "时长更正", "次");

    /// <summary>Certificates of record, on the day of issuing at the site that issued; the dimension says who asked.</summary>
    public static readonly Measure CertificatesIssued = new("certificates.issued", "出具志愿服务记录证明", "份");

    /// <summary>Certificates that were revoked or replaced, on that day at the site that had issued them; the dimension says which.</summary>
    public static readonly Measure CertificatesEnded = new("certificates.ended", "撤销和替换志愿服务记录证明", "份");

    /// <summary>Associations (协会、志愿服务组织), on the day of founding at their site.</summary>
    public static readonly Measure Associations = new("associations", "志愿服务组织", "个", Stock: true);

    /// <summary>Brands that are listed (在册), from the day since when each is, by level.</summary>
    public static readonly Measure Brands = new("brands", "志愿服务品牌", "个", Stock: true);

    public static readonly IReadOnlyList<Measure> All =
        [Registered, Registry, RegistryCity, Kinds, Teams, TeamsRegistry, TeamsPractice, TeamKinds, TeamLevels, Corps, TeamsActive, Memberships, MembershipsPractice, Minutes, RegistryMinutes, Associations, Brands,
            WithHours, Corrections, CertificatesIssued, CertificatesEnded];
}
