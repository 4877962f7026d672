using System.Globalization;
using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>An invented person.</summary>
public sealed record Invented(string Name, string Phone, string IdentityNumber, DateOnly Birth);

/// <summary>
/// Invents people: names put together by lot, phone numbers of a prefix that no operator has (100), identity numbers of no place. Of all the people of a city no two
/// share an identity number: each county has order numbers of its own, and counts them up for each birthday.
/// </summary>
/// <param name="dice">The lot.</param>
/// <param name="area">Two digits in the phone number, so that no two counties share one.</param>
/// <param name="county">Which of the five, from 0.</param>
public sealed class People(Dice dice, string area, int county)
{
    public const string PhonePrefix = "100";

    /// <summary>Serial numbers of people who have an office; below are the volunteers, from <see cref="FirstGuardian"/> on those who answer for them.</summary>
    public const int FirstOffice = 900_001, FirstGuardian = 450_000;

    /// <summary>Order numbers of a county: 99 for men, as many for women.</summary>
    const int ordersPerCounty = 198;

    static readonly string[] surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "郑", "冯", "韩", "郝", "梁", "侯", "史", "任", "武", "尹", "葛", "耿", "荆", "岳", "甄",
        "高", "马", "孙", "白", "田", "石", "贾", "郭", "董", "潘", "卢", "苗", "曹", "路", "范", "温", "邢", "窦",
    ];
    static readonly string[] firsts = ["春", "秋", "晓", "文", "志", "建", "丽", "海", "玉", "德", "雨", "思", "永", "佳", "国", "云", "俊", "宏", "素", "爱", "明", "庆", "世", "学", "新", "瑞"];
    static readonly string[] seconds = ["芳", "林", "峰", "霞", "明", "燕", "平", "岚", "河", "田", "梅", "山", "禾", "松", "兰", "川", "英", "军", "琴", "义", "红", "生", "青", "宇", "然", "涛"];

    /// <summary>How many of a hundred are of that age on the day as of which the figures speak.</summary>
    static readonly (int From, int To, int Percent)[] ages = [(8, 17, 8), (18, 30, 22), (31, 45, 30), (46, 60, 28), (61, 85, 12)];
    static readonly int[] sums = Dice.Sums(ages.Select(age => age.Percent));

    readonly HashSet<string> reserved = [];
    readonly Dictionary<(DateOnly Birth, bool Male), int> given = [];

    /// <summary>Somebody who is looked for by name: nobody else in the county has it.</summary>
    public Invented Known(int serial)
    {
        string name;
        do name = Name(); while (!reserved.Add(name));
        return Make(name, serial, dice.Day(Targets.AsOf.AddYears(-58), Targets.AsOf.AddYears(-24)));
    }

    public Invented Person(int serial)
    {
        var (from, to, _) = ages[dice.Heavy(sums)];
        return Person(serial, dice.Day(Targets.AsOf.AddYears(-to - 1).AddDays(1), Targets.AsOf.AddYears(-from)));
    }

    public Invented Person(int serial, DateOnly birth)
    {
        string name;
        do name = Name(); while (reserved.Contains(name));
        return Make(name, serial, birth);
    }

    Invented Make(string name, int serial, DateOnly birth)
    {
        for (var male = dice.Chance(47); ; male = dice.Chance(50), birth = birth.AddDays(1))
        {
            var nth = given.GetValueOrDefault((birth, male));
            if (nth == ordersPerCounty / 2) continue;
            given[(birth, male)] = nth + 1;
            return new Invented(name, Phone(serial), IdentityNumber.Of(birth, county * ordersPerCounty + 2 * nth + (male ? 1 : 2)), birth);
        }
    }

    public string Phone(int serial) => string.Create(CultureInfo.InvariantCulture, $"{PhonePrefix}{area}{serial:000000}");

    public string Name() => dice.Of(surnames) + (dice.Chance(85) ? dice.Of(firsts) : "") + dice.Of(seconds);
}
