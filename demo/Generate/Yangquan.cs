using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>A township or street (乡镇、街道) and how many communities and villages the list of divisions gives it.</summary>
/// <param name="Code">Official code, nine digits.</param>
/// <param name="Without">Villages that have no station yet: the city's coverage is "basically full", not full.</param>
public sealed record Township(string Code, string Name, int Communities, int Villages, int Without);

/// <param name="Opened">The day on which the center was put up; the pilots came first.</param>
/// <param name="Merged">A village that was merged into another one; null where none was.</param>
public sealed record County(string Code, string Name, DateOnly Opened, IReadOnlyList<Township> Townships, Merger? Merged = null);

/// <param name="Township">Where the village was: the last but one of the township's villages is its successor.</param>
/// <param name="On">Last day of its station.</param>
public sealed record Merger(string Township, DateOnly On);

/// <summary>
/// The city and its five counties: public administrative names and codes as of 2020. How many villages each has is invented, but for 盂县's sums: 14 institutes, 288 stations.
/// </summary>
public static class Yangquan
{
    public const string City = "140300";
    public const string CityName = "阳泉市";

    /// <summary>County and township of the community in which the main chain plays.</summary>
    public const string ChainCounty = "140322", ChainTownship = "140322100", ChainCommunity = "锦隆社区";

    /// <summary>The main chain's county among the five.</summary>
    public const int Chain = 4;

    /// <summary>Who lives in each county (常住人口): invented shares that add up to the 1,311,100 people that the article's city has.</summary>
    public static readonly IReadOnlyDictionary<string, int> Residents =
        new Dictionary<string, int> { ["140302"] = 247_600, ["140303"] = 262_300, ["140311"] = 236_400, ["140321"] = 293_500, ["140322"] = 271_300 };

    /// <summary>The day of the census, and what the file says of where the numbers come from.</summary>
    public const string CensusDay = "2020-11-01", CensusSource = "演示数据，按2020年普查的全市总数分摊";

    public static readonly IReadOnlyList<County> Counties =
    [
        new("140302", "城区", new(2020, 5, 20),
        [
            new("140302001", "上站街道", 8, 0, 0), new("140302002", "下站街道", 7, 0, 0), new("140302003", "北大街街道", 9, 0, 0),
            new("140302004", "南山路街道", 6, 0, 0), new("140302005", "义井街道", 8, 0, 0), new("140302100", "义井镇", 2, 12, 1),
        ]),
        new("140303", "矿区", new(2019, 11, 18),
        [
            new("140303001", "平潭街街道", 8, 0, 0), new("140303003", "蔡洼街道", 9, 0, 0), new("140303004", "赛鱼街道", 10, 2, 0),
            new("140303005", "沙坪街道", 7, 0, 0), new("140303006", "贵石沟街道", 9, 3, 1), new("140303007", "桥头街道", 8, 0, 0),
        ]),
        new("140311", "郊区", new(2019, 10, 21),
        [
            new("140311100", "荫营镇", 4, 22, 1), new("140311101", "河底镇", 1, 20, 0), new("140311103", "平坦镇", 2, 12, 0),
            new("140311200", "西南舁乡", 0, 18, 1), new("140311201", "杨家庄乡", 0, 14, 1), new("140311202", "李家庄乡", 1, 13, 0),
            new("140311203", "旧街乡", 0, 12, 1),
        ], new Merger("140311100", new(2021, 6, 30))),
        new("140321", "平定县", new(2020, 8, 12),
        [
            new("140321100", "冠山镇", 12, 24, 1), new("140321101", "冶西镇", 1, 20, 1), new("140321102", "锁簧镇", 1, 26, 1),
            new("140321103", "张庄镇", 1, 24, 0), new("140321104", "东回镇", 0, 22, 1), new("140321105", "柏井镇", 0, 25, 1),
            new("140321106", "娘子关镇", 1, 17, 1), new("140321107", "巨城镇", 1, 27, 1), new("140321200", "石门口乡", 0, 18, 0),
            new("140321201", "岔口乡", 0, 24, 1),
        ], new Merger("140321100", new(2021, 11, 30))),
        new("140322", "盂县", new(2020, 9, 8),
        [
            new("140322100", "秀水镇", 14, 16, 1), new("140322101", "孙家庄镇", 1, 27, 1), new("140322102", "路家村镇", 1, 20, 0),
            new("140322103", "南娄镇", 1, 27, 1), new("140322104", "牛村镇", 1, 21, 1), new("140322105", "苌池镇", 1, 25, 0),
            new("140322106", "上社镇", 1, 20, 1), new("140322107", "西烟镇", 1, 27, 1), new("140322200", "仙人乡", 0, 18, 1),
            new("140322201", "北下庄乡", 0, 16, 0), new("140322202", "下社乡", 0, 14, 0), new("140322203", "梁家寨乡", 0, 15, 1),
            new("140322204", "西潘乡", 0, 14, 1), new("140322205", "东梁乡", 0, 16, 0),
        ]),
    ];

    /// <summary>The counties with as many institutes, stations and villages without one as the figures ask for.</summary>
    public static IReadOnlyList<County> CountiesOf(Targets targets)
    {
        var own = Counties[Chain] with { Townships = Stations(Counties[Chain].Townships.Take(targets["F04"]).ToList(), targets["F05"]) };
        var others = Counties.Where(county => county.Code != ChainCounty).ToList();
        var due = others.Sum(county => county.Townships.Sum(Due)) + own.Townships.Sum(Due);
        var missing = Math.Max(1, due * (100 - targets["F03"]) / 100);
        var here = own.Townships.Sum(township => township.Without);
        // What is missing in the chain's county is given by its list; the others share the rest, by their villages.
        var rest = Share.Split(Math.Max(0, missing - here), [.. others.SelectMany(county => county.Townships).Select(township => township.Villages)]);
        var next = 0;
        return [.. others.Select(county => county with { Townships = [.. county.Townships.Select(township => township with { Without = rest[next++] })] }), own];
    }

    static int Due(Township township) => township.Communities + township.Villages;

    static List<Township> Stations(List<Township> townships, int running)
    {
        var shares = Share.Split(running, [.. townships.Select(township => Due(township) - township.Without - 1)], least: 1);
        return [.. townships.Select((township, i) =>
        {
            var communities = Math.Min(township.Communities, shares[i]);
            return township with { Communities = communities, Villages = shares[i] - communities + township.Without };
        })];
    }
}
