using System.Globalization;

namespace CivPractice.Demo.Generate;

/// <summary>A site that runs: its code, the name of its place, and how much of the county's life is there.</summary>
/// <param name="Code">6 digits for a center (中心), 9 for an institute (所), 12 for a station (站).</param>
/// <param name="Weight">As many people as live there, at a station.</param>
/// <param name="Neighbourhoods">As many as a community has (小区); none in a village.</param>
public sealed record Place(string Code, string Name, DateOnly Opened, int Weight, int Neighbourhoods = 0, int Residents = 0)
{
    public bool IsStation => Code.Length == 12;
    public bool IsCommunity => Name.EndsWith("社区", StringComparison.Ordinal);
}

/// <summary>A village that was merged into another: its station is closed, but lists and records still name it.</summary>
public sealed record MergedPlace(string Code, string Name, string Successor, DateOnly ClosedOn);

/// <summary>The list of divisions (行政区划) of a county, the denominator of coverage, and the sites (中心、所、站) that run on it.</summary>
/// <param name="Sites">Center, institutes and stations.</param>
/// <param name="Merged">Null where no village was merged.</param>
public sealed record Places(IReadOnlyList<Place> Sites, IReadOnlyList<Place> Stations, MergedPlace? Merged)
{
    /// <summary>
    /// Last three digits of invented communities and villages. The national coding rules give 001 to 199 to residents' committees, 200 to 399 to villagers' committees,
    /// 400 to 599 to places like them; from 800 upward no official code can be meant.
    /// </summary>
    const int firstCommunity = 801, firstVillage = 901, nobody = 999;

    readonly int[] sums = Dice.Sums(Stations.Select(station => station.Weight));

    /// <summary>Code of the station in which the main chain plays; only in its county.</summary>
    public string ChainSite => Stations.Single(station => station.Name == Yangquan.ChainCommunity).Code;

    /// <summary>A code of the county that no site has.</summary>
    public string Unknown => string.Create(CultureInfo.InvariantCulture, $"{Stations[0].Code[..9]}{nobody:000}");

    public IEnumerable<Place> Of(string township) => Stations.Where(station => station.Code.StartsWith(township, StringComparison.Ordinal));

    /// <summary>A station; the more people live there, the likelier.</summary>
    public Place Station(Dice dice) => Stations[dice.Heavy(sums)];

    /// <summary>A site: mostly a station, sometimes an institute, seldom the center.</summary>
    public Place Site(Dice dice)
    {
        var station = Station(dice);
        return dice.Roll(20) switch { 0 => Sites[0], < 4 => Sites.First(site => site.Code == station.Code[..9]), _ => station };
    }

    public static Places Generate(CountyFolder folder, Figures.Targets targets, Dice dice)
    {
        var county = folder.County;
        using var divisions = folder.Open("divisions", "代码", "名称", "应建层级", "常住人口", "统计日期", "数据来源");
        using var sites = folder.Open("sites", "代码", "名称", "层级", "地址", "电话", "开放时间", "挂牌日期", "小区数", "人口", "停用日期", "并入站点", "纬度", "经度");
        var open = new List<Place>();
        var names = new PlaceNames(dice);
        var (line, merged) = (0, (MergedPlace?)null);

        divisions.Add(county.Code, county.Name, "中心", Text.Of(Yangquan.Residents[county.Code]), Yangquan.CensusDay, Yangquan.CensusSource);
        Open(county.Code, county.Name, "中心", $"{county.Name}文化中心一层", "周一至周日 08:30-18:00", county.Opened, 0, 0);
        foreach (var township in county.Townships)
        {
            var opened = county.Opened.AddDays(dice.Between(20, 120));
            // Some townships are larger and livelier than others.
            var life = dice.Between(60, 180);
            divisions.Add(township.Code, township.Name, "所", "", "", "");
            Open(township.Code, township.Name, "所", $"{county.Name}{township.Name}党群服务中心", "周一至周五 08:30-18:00", opened, 0, 0);

            for (var i = 0; i < township.Communities; i++)
            {
                var chain = i == 0 && township.Code == Yangquan.ChainTownship;
                var place = chain ? Yangquan.ChainCommunity : names.Community();
                AddStation(township, firstCommunity + i, place, opened, runs: true, life,
                    neighbourhoods: chain ? targets["F07"] : dice.Between(3, 14), residents: chain ? targets["F08"] : dice.Between(1800, 9000));
            }
            // Which villages are still without a station is drawn, how many is given.
            var without = dice.Some([.. Enumerable.Range(0, township.Villages)], township.Without);
            for (var i = 0; i < township.Villages; i++)
                AddStation(township, firstVillage + i, names.Village(), opened, runs: !without.Contains(i), life, neighbourhoods: 0, residents: dice.Between(120, 2400));
            if (county.Merged is { } merger && merger.Township == township.Code) Merge(township, merger, opened);
        }
        return new Places(open, [.. open.Where(site => site.IsStation)], merged);

        void AddStation(Township township, int number, string place, DateOnly instituteOpened, bool runs, int life, int neighbourhoods, int residents)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{township.Code}{number:000}");
            divisions.Add(code, place, "站", "", "", "");
            if (!runs) return;
            Open(code, place, "站", $"{county.Name}{township.Name}{place}党群服务中心", "周一至周日 08:00-20:00", instituteOpened.AddDays(dice.Between(10, 400)), neighbourhoods, residents, residents * life / 100);
        }

        void Merge(Township township, Merger merger, DateOnly instituteOpened)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{township.Code}{firstVillage + township.Villages:000}");
            merged = new MergedPlace(code, names.Village(), open[^1].Code, merger.On);
            // It is gone from the list of divisions; the list of sites keeps it with the day of its end.
            sites.Add(code, $"{merged.Name}新时代文明实践站", "站", $"{county.Name}{township.Name}{merged.Name}", Phone(), "周一至周五 08:30-18:00",
                Text.Of(instituteOpened.AddDays(dice.Between(10, 100))), "0", Text.Of(dice.Between(80, 300)), Text.Of(merged.ClosedOn), merged.Successor, "", "");
            folder.Plant("站点合并", sites, $"已停用,并入 {merged.Successor}", Planted.Taken);
        }

        // 0353 is the city's area code; local numbers never begin with 0, so this one rings nowhere.
        string Phone() => string.Create(CultureInfo.InvariantCulture, $"0353-0{county.Code[4..]}{++line:0000}");

        void Open(string code, string place, string tier, string address, string hours, DateOnly day, int neighbourhoods, int residents, int weight = 0)
        {
            if (day > Figures.Targets.AsOf) day = Figures.Targets.AsOf;
            var (latitude, longitude) = Positions.Of(code);
            sites.Add(code, $"{place}新时代文明实践{tier}", tier, address, Phone(), hours, Text.Of(day), Text.Of(neighbourhoods), Text.Of(residents), "", "", latitude, longitude);
            open.Add(new Place(code, place, day, weight, neighbourhoods, residents));
        }
    }
}
