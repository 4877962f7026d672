namespace CivPractice.Platform.Personal;

/// <summary>Personal values as others may see them (脱敏).</summary>
public static class Masked
{
    /// <summary>王小明 becomes 王**.</summary>
    public static string Name(string name) => name.Length == 0 ? "" : char.IsHighSurrogate(name[0]) && name.Length > 1
        ? name[..2] + new string('*', Math.Max(1, name.Length - 2))
        : name[..1] + new string('*', Math.Max(1, name.Length - 1));

    /// <summary>10012345678 becomes 100****5678.</summary>
    public static string Phone(string phone) => phone.Length < 8 ? new string('*', phone.Length) : $"{phone[..3]}{new string('*', phone.Length - 7)}{phone[^4..]}";

    /// <summary>An identity number shows its first and its last four characters, e.g. <c>1403**********1234</c>.</summary>
    public static string IdentityNumber(string number) => number.Length < 9 ? new string('*', number.Length) : $"{number[..4]}{new string('*', number.Length - 8)}{number[^4..]}";
}
