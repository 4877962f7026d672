using CivPractice.Organization.V1;

namespace CivPractice.Organization.Honours;

/// <summary>Honours in the words of people and of files.</summary>
public static class HonourWords
{
    public static string Title(this HonourStatus status) => status switch
    {
        HonourStatus.Recorded => "待核验",
        HonourStatus.Verified => "已核验",
        HonourStatus.Refused => "未通过核验",
        HonourStatus.Revoked => "已撤销",
        _ => "未知",
    };

    internal static readonly Dictionary<string, HonourLevel> Levels = new() { ["国家级"] = HonourLevel.National, ["省级"] = HonourLevel.Provincial, ["市级"] = HonourLevel.City, ["县级"] = HonourLevel.County };
    internal static readonly Dictionary<string, HonourBearer> Bearers = new() { ["个人"] = HonourBearer.Person, ["家庭"] = HonourBearer.Household, ["组织"] = HonourBearer.Organization };
    internal static readonly Dictionary<string, NameConsent> Consents = new() { [""] = NameConsent.Hidden, ["不公开"] = NameConsent.Hidden, ["公开姓氏"] = NameConsent.Surname, ["公开"] = NameConsent.Full };

    internal static string Word<T>(this Dictionary<string, T> words, T value) where T : struct => words.First(each => each.Key.Length > 0 && each.Value.Equals(value)).Key;
}
