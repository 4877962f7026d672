using System.Globalization;
using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Generate;

/// <summary>A station (站) that runs: its code and the name of its community or village.</summary>
public sealed record Station(string Code, string Place);

/// <summary>The list of divisions (行政区划) of a county, the denominator of coverage, and the sites (中心、所、站) that run on it.</summary>
public sealed record Places(Table Divisions, Table Sites, IReadOnlyList<Station> Stations)
{
    /// <summary>
    /// Last three digits of invented communities and villages. The national coding rules give 001 to 199 to residents' committees, 200 to 399 to villagers' committees,
    /// 400 to 599 to places like them; from 800 upward no official code can be meant.
    /// </summary>
    const int firstCommunity = 801, firstVillage = 901;

    static readonly DateOnly asOf = new(2022, 5, 11);

    /// <summary>Code of the station in which the main chain plays; only in its county.</summary>
    public string ChainSite => Stations.Single(station => station.Place == Yangquan.ChainCommunity).Code;

    public IEnumerable<Station> Of(string township) => Stations.Where(station => station.Code.StartsWith(township, StringComparison.Ordinal));

    public static Places Generate(County county, Dice dice)
    {
        var divisions = new Table("divisions.csv", "代码", "名称", "应建层级");
        var sites = new Table("sites.csv", "代码", "名称", "层级", "地址", "电话", "开放时间", "挂牌日期", "小区数", "人口");
        var stations = new List<Station>();
        var names = new PlaceNames(dice);
        var line = 0;

        divisions.Add(county.Code, county.Name, "中心");
        Open(county.Code, county.Name, "中心", $"{county.Name}文化中心一层", "周一至周日 08:30-18:00", county.Opened, 0, 0);
        foreach (var township in county.Townships)
        {
            var opened = county.Opened.AddDays(dice.Between(20, 120));
            divisions.Add(township.Code, township.Name, "所");
            Open(township.Code, township.Name, "所", $"{county.Name}{township.Name}党群服务中心", "周一至周五 08:30-18:00", opened, 0, 0);

            for (var i = 0; i < township.Communities; i++)
            {
                var chain = i == 0 && township.Code == Yangquan.ChainTownship;
                var place = chain ? Yangquan.ChainCommunity : names.Community();
                AddStation(township, firstCommunity + i, place, opened, runs: true,
                    neighbourhoods: chain ? 8 : dice.Between(3, 14), residents: chain ? dice.Between(5400, 5499) : dice.Between(1800, 9000));
            }
            // Which villages are still without a station is drawn, how many is given.
            var without = dice.Some([.. Enumerable.Range(0, township.Villages)], township.Without);
            for (var i = 0; i < township.Villages; i++)
                AddStation(township, firstVillage + i, names.Village(), opened, runs: !without.Contains(i), neighbourhoods: 0, residents: dice.Between(120, 2400));
        }
        return new Places(divisions, sites, stations);

        void AddStation(Township township, int number, string place, DateOnly instituteOpened, bool runs, int neighbourhoods, int residents)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{township.Code}{number:000}");
            divisions.Add(code, place, "站");
            if (!runs) return;
            stations.Add(new Station(code, place));
            Open(code, place, "站", $"{county.Name}{township.Name}{place}党群服务中心", "周一至周日 08:00-20:00", instituteOpened.AddDays(dice.Between(10, 400)), neighbourhoods, residents);
        }

        void Open(string code, string place, string tier, string address, string hours, DateOnly day, int neighbourhoods, int residents)
        {
            // 0353 is the city's area code; local numbers never begin with 0, so this one rings nowhere.
            var phone = string.Create(CultureInfo.InvariantCulture, $"0353-0{county.Code[4..]}{++line:0000}");
            sites.Add(code, $"{place}新时代文明实践{tier}", tier, address, phone, hours, Iso(day < asOf ? day : asOf), neighbourhoods, residents);
        }
    }

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
