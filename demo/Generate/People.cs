using System.Globalization;

namespace CivPractice.Demo.Generate;

/// <summary>An invented person.</summary>
public sealed record Invented(string Name, string Phone, string IdentityNumber, DateOnly Birth);

/// <summary>Invents people: names put together by lot, phone numbers of a prefix that no operator has (100), identity numbers of no place.</summary>
/// <param name="dice">The lot.</param>
/// <param name="area">Two digits in the phone number, so that no two counties share one.</param>
public sealed class People(Dice dice, string area)
{
    public const string PhonePrefix = "100";

    /// <summary>Serial numbers of people who have an office; below are the volunteers.</summary>
    public const int FirstOffice = 900_001;

    static readonly string[] surnames =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "郑", "冯", "韩", "郝", "梁", "侯", "史", "任", "武", "尹", "葛", "耿", "荆", "岳", "甄"];
    static readonly string[] firsts = ["春", "秋", "晓", "文", "志", "建", "丽", "海", "玉", "德", "雨", "思", "永", "佳", "国", "云"];
    static readonly string[] seconds = ["芳", "林", "峰", "霞", "明", "燕", "平", "岚", "河", "田", "梅", "山", "禾", "松", "兰", "川"];

    readonly HashSet<string> names = [];

    public Invented Person(int serial)
    {
        string name;
        do name = dice.Of(surnames) + dice.Of(firsts) + dice.Of(seconds); while (!names.Add(name));
        var birth = new DateOnly(1952, 1, 1).AddDays(dice.Roll(52 * 365));
        // Forty numbers for each county: two people may share a birthday, never an identity number.
        var order = int.Parse(area, CultureInfo.InvariantCulture) * 40 + serial % 100;
        return new Invented(name, $"{PhonePrefix}{area}{serial:000000}", IdentityNumber.Of(birth, order), birth);
    }

    public string Name() => dice.Of(surnames) + dice.Of(firsts) + dice.Of(seconds);
}
