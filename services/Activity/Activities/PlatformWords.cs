using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Activities;

/// <summary>
/// The platforms as forms and files call them: the five (五大平台), and the local ones of the county's dictionary (e.g. 卫生, 便民), by its words and their other names. Local ones are counted by their word, and
/// never among the five.
/// </summary>
public static class PlatformWords
{
    // The names of the five that are understood everywhere; more of them are the dictionary's.
    static readonly (ServicePlatform Platform, string[] Names)[] five =
    [
        (ServicePlatform.Theory, ["理论宣讲", "理论"]), (ServicePlatform.Education, ["教育服务", "教育"]), (ServicePlatform.Culture, ["文化服务", "文化"]),
        (ServicePlatform.Science, ["科技与科普服务", "科技与科普", "科技"]), (ServicePlatform.Sport, ["健身体育服务", "健身体育", "健身"]),
    ];

    /// <summary>A local platform's word is not longer: it stands in figures.</summary>
    public const int MostLetters = Marks.MostLetters;

    /// <summary>Reads 理论, 理论宣讲, 理论宣讲平台 and so on, and the words of the dictionary in the same way.</summary>
    /// <param name="local">The dictionary's word where the platform is a local one; else empty.</param>
    public static bool TryRead(string name, CountyWords words, out ServicePlatform platform, out string local)
    {
        (platform, local) = (ServicePlatform.Unspecified, "");
        var plain = name.EndsWith("平台", StringComparison.Ordinal) ? name[..^2] : name;
        // What the county calls so goes before what is usual.
        if ((words.Find(name, WordList.Platform) ?? words.Find(plain, WordList.Platform)) is { } word)
        {
            platform = five.FirstOrDefault(each => each.Names.Contains(word.Word)).Platform;
            if (platform == ServicePlatform.Unspecified) platform = five.FirstOrDefault(each => each.Names.Any(word.IsCalled)).Platform;
            if (platform == ServicePlatform.Unspecified) (platform, local) = (ServicePlatform.LocalPlatform, word.Word);
            return true;
        }
        platform = five.FirstOrDefault(each => each.Names.Contains(plain)).Platform;
        return platform != ServicePlatform.Unspecified;
    }

    /// <summary>The platform of a request: one of the five, or a word of the dictionary.</summary>
    public static (ServicePlatform Platform, string Local) Read(Check check, CountyWords words, ServicePlatform platform, string name)
    {
        name = check.Optional("platform", "平台", name, MostLetters);
        if (name.Length == 0)
        {
            check.Known("platform", "平台", platform);
            check.That(platform != ServicePlatform.LocalPlatform, "platform", "REQUIRED", "请写明是哪个本地平台");
            return (platform, "");
        }
        check.That(platform is ServicePlatform.Unspecified or ServicePlatform.LocalPlatform, "platform", "PLATFORM_TWICE", "请在五大平台和本地平台里选一个");
        return Read(check, words, "platform", name);
    }

    /// <summary>The platform that a cell or a field names; a fault UNKNOWN_WORD where nobody knows it.</summary>
    public static (ServicePlatform Platform, string Local) Read(Check check, CountyWords words, string field, string name)
    {
        var known = TryRead(name, words, out var platform, out var local);
        check.That(known, field, name.Length == 0 ? "REQUIRED" : "UNKNOWN_WORD", name.Length == 0 ? "请填写平台" : $"平台“{name}”不在本县字典里,{CountyWords.Possible(Names(words))}");
        return (platform, local);
    }

    static IEnumerable<string> Names(CountyWords words) =>
        five.Select(each => each.Names[0]).Concat(words.Of(WordList.Platform).Select(word => word.Word).Where(word => TryRead(word, words, out var platform, out _) && platform == ServicePlatform.LocalPlatform));

    /// <summary>A platform in the word of the import's files.</summary>
    public static string Word(this ServicePlatform platform, string local) => platform switch
    {
        ServicePlatform.Theory => "理论",
        ServicePlatform.Education => "教育",
        ServicePlatform.Culture => "文化",
        ServicePlatform.Science => "科技",
        ServicePlatform.Sport => "健身",
        _ => local,
    };
}
