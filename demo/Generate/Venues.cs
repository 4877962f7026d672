using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>Venues (阵地资源) that joined the pool: many kinds, some of other units and shared, a few after the day as of which the figures speak.</summary>
static class Venues
{
    static readonly (string Kind, string Name, int Weight, string Platforms)[] kinds =
    [
        ("便民服务大厅", "便民服务大厅", 16, ""), ("农家书屋", "农家书屋", 20, "教育、文化"), ("道德讲堂", "道德讲堂", 14, "理论、教育"), ("党群服务中心", "党群服务中心", 12, "理论"),
        ("文化站", "综合文化服务室", 9, "文化"), ("广场", "文化广场", 10, "文化、健身"), ("体育场地", "健身场", 8, "健身"), ("宣传栏", "宣传栏", 4, "理论"), ("阅报栏", "阅报栏", 2, "理论"),
        ("社区广播", "小广播", 2, "理论"), ("大喇叭", "大喇叭", 2, "理论"), ("科普室", "科普活动室", 3, "科技"),
    ];

    static readonly int[] sums = Dice.Sums(kinds.Select(kind => kind.Weight));
    static readonly string[] owners = ["村委会", "社区居委会", "文化和旅游局", "体育局", "教育局", "卫生健康局", "供销社", "图书馆"];

    public static void Generate(CountyFolder folder, Places places, int count, Dice dice)
    {
        using var file = folder.Open("venues", "名称", "类别", "所属站点", "产权单位", "使用方式", "平台", "地址", "座位数", "面积", "开放时间", "联系电话", "入库日期");
        var taken = new HashSet<(string, string)>();
        for (var i = 0; i < count; i++) Add(dice.Day(folder.County.Opened, Targets.AsOf));
        // The pool went on growing: whoever asks as of that day must not see these.
        for (var i = 0; i < count / 40; i++) Add(dice.Day(Targets.AsOf.AddDays(1), new DateOnly(2022, 12, 20)));
        file.Add("老年活动室", "文化站", places.Unknown, "", "自有", "", "", "", "", "", "", "2021-04-01");
        folder.Plant("站点不存在", file, "所属站点没有这个代码", "UNKNOWN_SITE");

        void Add(DateOnly joined)
        {
            var site = places.Site(dice);
            var kind = kinds[dice.Heavy(sums)];
            var name = $"{site.Name}{kind.Name}";
            for (var n = 2; !taken.Add((site.Code, name)); n++) name = $"{site.Name}{kind.Name}({n})";
            var shared = dice.Chance(30);
            file.Add(name, kind.Kind, site.Code, shared ? $"{folder.County.Name}{dice.Of(owners)}" : "", shared ? "共享" : "自有", kind.Platforms, $"{folder.County.Name}{site.Name}{dice.Between(1, 90)}号",
                kind.Weight > 8 ? Text.Of(dice.Between(2, 30) * 5) : "", Text.Of(dice.Between(3, 80) * 5), "周一至周日 09:00-17:30", "", Text.Of(joined));
        }
    }
}
