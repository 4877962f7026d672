using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>The platforms as files call them.</summary>
public static class PlatformWords
{
    static readonly Dictionary<string, ServicePlatform> known = new()
    {
        ["理论"] = ServicePlatform.Theory,
        ["理论宣讲"] = ServicePlatform.Theory,
        ["教育"] = ServicePlatform.Education,
        ["教育服务"] = ServicePlatform.Education,
        ["文化"] = ServicePlatform.Culture,
        ["文化服务"] = ServicePlatform.Culture,
        ["科技"] = ServicePlatform.Science,
        ["科技与科普"] = ServicePlatform.Science,
        ["科技与科普服务"] = ServicePlatform.Science,
        ["健身"] = ServicePlatform.Sport,
        ["健身体育"] = ServicePlatform.Sport,
        ["健身体育服务"] = ServicePlatform.Sport,
    };

    /// <summary>Reads 理论, 理论宣讲, 理论宣讲平台 and so on.</summary>
    public static bool TryRead(string word, out ServicePlatform platform) =>
        known.TryGetValue(word.EndsWith("平台", StringComparison.Ordinal) ? word[..^2] : word, out platform);

    /// <summary>A platform in the word of the import's files.</summary>
    public static string Word(this ServicePlatform platform) => platform switch
    {
        ServicePlatform.Theory => "理论",
        ServicePlatform.Education => "教育",
        ServicePlatform.Culture => "文化",
        ServicePlatform.Science => "科技",
        ServicePlatform.Sport => "健身",
        _ => "",
    };
}
