using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Documents;

/// <summary>What is a county's or the city's as a whole.</summary>
static class OwnTenant
{
    static readonly Dictionary<string, PolicyLevel> levels = new()
    {
        ["中央"] = PolicyLevel.NationalLevel,
        ["国家"] = PolicyLevel.NationalLevel,
        ["全国"] = PolicyLevel.NationalLevel,
        ["国家级"] = PolicyLevel.NationalLevel,
        ["省"] = PolicyLevel.ProvincialLevel,
        ["省级"] = PolicyLevel.ProvincialLevel,
        ["市"] = PolicyLevel.MunicipalLevel,
        ["市级"] = PolicyLevel.MunicipalLevel,
        ["县"] = PolicyLevel.CountyLevel,
        ["县级"] = PolicyLevel.CountyLevel,
        ["区"] = PolicyLevel.CountyLevel,
        ["区级"] = PolicyLevel.CountyLevel,
    };

    /// <summary>
    /// The tenant for which the caller may write such a thing. A city coordinates its counties and reads theirs; it writes its own only.
    /// </summary>
    /// <exception cref="Fault">PERMISSION_DENIED.</exception>
    public static string RequireOwn<TPermission>(this Caller caller) where TPermission : Permission, new()
    {
        caller.Require<TPermission>(caller.County);
        return caller.PersonalCounty == caller.County ? caller.County : throw Fault.Denied(Permission.Of<TPermission>());
    }

    public static PolicyLevel LevelOf(Check check, string column, string text)
    {
        if (levels.TryGetValue(text, out var level)) return level;
        // Told once; it passes for one afterwards.
        check.That(false, column, "UNKNOWN_VALUE", $"{column}应为中央、省级、市级或县级,现在是“{text}”");
        return PolicyLevel.CountyLevel;
    }

    public static string Said(this PolicyLevel level) => level switch
    {
        PolicyLevel.NationalLevel => "中央",
        PolicyLevel.ProvincialLevel => "省级",
        PolicyLevel.MunicipalLevel => "市级",
        PolicyLevel.CountyLevel => "县级",
        _ => "",
    };
}
