using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>Purposes, task fields and kinds as files call them.</summary>
public static class MarkWords
{
    static readonly Dictionary<string, ActivityPurpose> purposes = Enum.GetValues<ActivityPurpose>().Where(one => one != 0).ToDictionary(one => one.Word());
    static readonly Dictionary<string, TaskField> fields = Enum.GetValues<TaskField>().Where(one => one != 0).ToDictionary(one => one.Word());

    static readonly Dictionary<string, ActivityKind> kinds = Enum.GetValues<ActivityKind>().Where(one => one != 0).ToDictionary(one => one.Word());

    /// <summary>Those that can be said, for a sentence.</summary>
    public static string Purposes { get; } = string.Join('、', purposes.Keys);

    /// <inheritdoc cref="Purposes"/>
    public static string Fields { get; } = string.Join('、', fields.Keys);

    /// <inheritdoc cref="Purposes"/>
    public static string Kinds { get; } = string.Join('、', kinds.Keys);

    /// <summary>Reads 宣传群众, or 宣传 for short.</summary>
    public static bool TryReadPurpose(string word, out ActivityPurpose purpose) => purposes.TryGetValue(word.EndsWith("群众", StringComparison.Ordinal) ? word : $"{word}群众", out purpose);

    public static bool TryReadField(string word, out TaskField field) => fields.TryGetValue(word, out field);

    public static bool TryReadKind(string word, out ActivityKind kind) => kinds.TryGetValue(word, out kind);

    public static string Word(this ActivityKind kind) => kind switch
    {
        ActivityKind.KindCivility => "乡风文明",
        ActivityKind.KindPerformance => "文化演出",
        ActivityKind.KindPolicyTalk => "政策宣讲",
        ActivityKind.KindConvenience => "便民服务",
        ActivityKind.KindEnvironment => "环境整治",
        ActivityKind.KindCaring => "关爱帮扶",
        ActivityKind.KindScience => "科普教育",
        ActivityKind.KindFitness => "健身活动",
        ActivityKind.KindLaw => "法治宣传",
        ActivityKind.KindHealth => "健康服务",
        ActivityKind.KindTraffic => "文明交通",
        ActivityKind.KindOther => "其他",
        _ => "",
    };

    public static string Word(this ActivityPurpose purpose) => purpose switch
    {
        ActivityPurpose.PurposePublicity => "宣传群众",
        ActivityPurpose.PurposeEducation => "教育群众",
        ActivityPurpose.PurposeCare => "关心群众",
        ActivityPurpose.PurposeService => "服务群众",
        _ => "",
    };

    public static string Word(this TaskField field) => field switch
    {
        TaskField.TheoryStudy => "科学理论学习实践",
        TaskField.PolicyExplained => "党的政策宣传宣讲",
        TaskField.CoreValues => "主流价值培育践行",
        TaskField.CulturalLife => "丰富群众文化生活",
        TaskField.ChangingCustoms => "大力开展移风易俗",
        TaskField.DiseaseControl => "扎实做好疫情防控",
        _ => "",
    };
}
