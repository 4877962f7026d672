using CivPractice.Activity.V1;

namespace CivPractice.Activity.Activities;

/// <summary>Reads purposes, task fields and kinds as files call them; their words stand with the contract.</summary>
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
}
