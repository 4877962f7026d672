using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// Posts of the three tiers with their holders: center, office and corps by right of a county's offices, institutes and stations by right of the party secretary of the place, and the daily
/// users. Each is held but for some vacancies; some have changed hands. Every holder is invented.
/// </summary>
static class Posts
{
    /// <summary>One in so many posts is vacant, and in so many has changed hands.</summary>
    const int vacant = 60, changed = 12;

    public static void Generate(CountyFolder folder, Places places, People people, Dice dice)
    {
        var county = folder.County;
        var kind = county.Name.EndsWith('区') ? "区" : "县";
        using var file = folder.Open("posts", "站点", "岗位", "人数", "当然担任的职务", "权限", "姓名", "人员编号", "任职日期", "离任日期", "任命文件");

        var center = places.Sites[0];
        Hold(center, "中心主任", $"{county.Name}{kind}委书记");
        for (var n = 0; n < 3; n++) Add(center, "中心副主任", 3, "", people.Name(), center.Opened, null, "");
        Hold(center, "办公室主任", $"{county.Name}{kind}委宣传部部长");
        Hold(center, "志愿服务总队总队长", $"{county.Name}{kind}长");
        foreach (var site in places.Sites.Skip(1))
        {
            var place = site.Name;
            if (!site.IsStation)
            {
                Hold(site, "所长", $"{place}党{(place.EndsWith("街道", StringComparison.Ordinal) ? "工" : "")}委书记");
                Hold(site, "组宣委员", "");
                continue;
            }
            Hold(site, "站长", $"{place}党{(site.IsCommunity ? "委" : "支部")}书记");
            Hold(site, "专管员", "");
        }

        void Hold(Place site, string title, string office)
        {
            if (dice.Roll(vacant) == 0)
            {
                file.Add(site.Code, title, "1", office, "", "", "", "", "", "");
                return;
            }
            if (dice.Roll(changed) > 0)
            {
                Add(site, title, 1, office, people.Name(), site.Opened, null, "");
                return;
            }
            var day = dice.Day(site.Opened.AddDays(1), Targets.AsOf.AddDays(2));
            Add(site, title, 1, office, people.Name(), site.Opened, day.AddDays(-1), "");
            Add(site, title, 1, office, people.Name(), day, null, "");
        }

        void Add(Place site, string title, int count, string office, string name, DateOnly from, DateOnly? to, string document) =>
            file.Add(site.Code, title, Text.Of(count), office, "", name, "", Text.Of(from), to is { } last ? Text.Of(last) : "", document);
    }
}
