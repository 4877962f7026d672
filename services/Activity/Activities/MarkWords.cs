using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>Purposes and task fields as files call them.</summary>
public static class MarkWords
{
    static readonly Dictionary<string, ActivityPurpose> purposes = Enum.GetValues<ActivityPurpose>().Where(one => one != 0).ToDictionary(one => one.Word());
    static readonly Dictionary<string, TaskField> fields = Enum.GetValues<TaskField>().Where(one => one != 0).ToDictionary(one => one.Word());

    /// <summary>Those that can be said, for a sentence.</summary>
    public static string Purposes { get; } = string.Join('、', purposes.Keys);

    /// <inheritdoc cref="Purposes"/>
    public static string Fields { get; } = string.Join('、', fields.Keys);

    /// <summary>Reads 宣传群众, or 宣传 for short.</summary>
    public static bool TryReadPurpose(string word, out ActivityPurpose purpose) => purposes.TryGetValue(word.EndsWith("群众", StringComparison.Ordinal) ? word : $"{word}群众", out purpose);

    public static bool TryReadField(string word, out TaskField field) => fields.TryGetValue(word, out field);

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
