using CivPractice.Platform.Figures;

namespace CivPractice.Volunteer;

/// <summary>The figures that Volunteer owns (指标), tallied at the leaf site.</summary>
public static class Measures
{
    /// <summary>Profiles, on the day of registration at the site where the volunteer lives.</summary>
    public static readonly Measure Registered = new("volunteers.registered", "注册志愿者", "人", Stock: true);

    /// <summary>Teams, on the day of founding at the site that hosts them.</summary>
    public static readonly Measure Teams = new("teams.founded", "志愿服务队伍", "支", Stock: true);

    /// <summary>Memberships that run; one person in two teams counts twice.</summary>
    public static readonly Measure Memberships = new("memberships", "队员(人次)", "人次", Stock: true);

    /// <summary>Minutes of the ledger, corrections included, on the day served at the site that ran the activity; the dimension is the grade A to D.</summary>
    public static readonly Measure Minutes = new("hours.minutes", "志愿服务时长", "分钟");

    public static readonly IReadOnlyList<Measure> All = [Registered, Teams, Memberships, Minutes];
}
