using CivPractice.Organization.V1;

namespace CivPractice.Organization.Honours;

/// <summary>Honours of one kind, as a sentence counts them.</summary>
/// <param name="Round">届; 0 for none, or several.</param>
/// <param name="IsNomination">Whether all of them are nominations.</param>
/// <param name="FirstName">The first in order whose name may be shown; empty when none may.</param>
public sealed record HonourGroup(string Kind, HonourLevel Level, HonourBearer Bearer, int Round, bool IsNomination, int Count, string Classifier, string FirstName);

/// <summary>
/// What a report says of honours (荣誉句): one bearer by name, several as "the first in order 等 n 名". Whose name may not be shown is counted and not named, and the
/// next in order is named instead.
/// </summary>
public static class HonourSentences
{
    static readonly string[] digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

    public static string Of(HonourGroup group)
    {
        var who = (group.FirstName.Length, group.Count) switch
        {
            (0, _) => $"{group.Count} {group.Classifier}",
            (_, 1) => group.FirstName,
            _ => $"{group.FirstName}等 {group.Count} {group.Classifier}",
        };
        return $"{who}获评{Award(group)}";
    }

    /// <summary>What they got: the kind with its round, and 提名奖 where all are nominations.</summary>
    public static string Award(HonourGroup group) => $"{(group.Round > 0 ? $"第{Chinese(group.Round)}届" : "")}{group.Kind}{(group.IsNomination && !group.Kind.Contains("提名", StringComparison.Ordinal) ? "提名奖" : "")}";

    /// <summary>八, 十二, 二十, 一百零三 as 一〇三.</summary>
    static string Chinese(int number) => number switch
    {
        < 10 => digits[number],
        < 20 => number == 10 ? "十" : $"十{digits[number - 10]}",
        < 100 => $"{digits[number / 10]}十{(number % 10 == 0 ? "" : digits[number % 10])}",
        _ => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => digits[digit - '0'])),
    };
}
