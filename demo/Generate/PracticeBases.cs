using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>Practice bases (文明实践基地): in each county a memorial hall or a farm to learn on first, others after them.</summary>
static class PracticeBases
{
    static readonly (string Name, string Theme, string Said, string Host)[] kinds =
    [
        ("革命纪念馆", "红色教育", "红色教育", "县文物保护中心"), ("农业研学基地", "农业研学", "劳动研学", "村股份经济合作社"), ("非遗工坊", "非遗传承", "非遗传承", "县文化馆"), ("林场科普园", "生态文明", "环保", "县林场"),
    ];

    /// <param name="count">How many the county has.</param>
    /// <param name="first">Which kind comes first, so that few bases are of different kinds.</param>
    public static void Generate(CountyFolder folder, Places places, int count, int first, Dice dice)
    {
        using var file = folder.Open("bases", "名称", "主题", "所属站点", "批次", "依托单位", "地址", "授牌日期");
        for (var i = 0; i < count; i++)
        {
            var ((name, theme, said, host), site) = (kinds[(first + i) % kinds.Length], places.Site(dice));
            var day = dice.Day(folder.County.Opened, Targets.AsOf);
            // Some plaques tell of a month only, and the theme has other names.
            file.Add($"{site.Name}{name}{(i >= kinds.Length ? $"({i + 1})" : "")}", dice.Chance(30) ? said : theme, site.Code, i == 0 ? "首批" : "第二批", $"{folder.County.Name}{host.TrimStart('县')}", site.Name,
                dice.Chance(50) ? day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) : Text.Of(day));
        }
        file.Add("查无此站的基地", "红色教育", places.Unknown, "", "", "", "2021-05");
        folder.Plant("站点不存在", file, "所属站点没有这个代码", "UNKNOWN_SITE");
    }
}
