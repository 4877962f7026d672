using CivPractice.Demo.Csv;

namespace CivPractice.Demo.Generate;

/// <summary>Lecturer teams on three levels, their lecturers, and a few sessions to come.</summary>
public sealed record Lectures(Table Teams, Table Lecturers, Table Sessions)
{
    static readonly string[] fields = ["党史", "惠农政策", "法律常识", "家风家训", "科学普及", "卫生健康"];
    static readonly string[] titles = ["退休教师", "农技员", "律师", "社区医生", "老党员", "文化馆馆员"];
    static readonly string[] dialects = ["", "阳泉话", "盂县话", "平定话"];

    static readonly (string Title, string Topic, string Channel, string Method, string Form)[] talks =
    [
        ("高龄补贴政策怎么领", "惠民政策", "宣讲会", "实例讲解", "微党课"),
        ("冬天取暖防煤气中毒", "安全常识", "上门宣传", "入百家进万户", "院坝会"),
        ("身边的好家风", "家风家训", "宣讲会", "现身说法", "大课堂"),
        ("防范养老诈骗", "法律常识", "社区广播", "实例讲解", "广播课"),
    ];

    public static Lectures Generate(County county, Places places, People crowd, Dice dice)
    {
        var teams = new Table("lecturer-teams.csv", "名称", "级别", "站点", "红色讲师团");
        var lecturers = new Table("lecturers.csv", "队伍", "姓名", "专长", "职务", "方言");
        var sessions = new Table("sessions.csv", "标题", "主题", "站点", "队伍", "讲师", "级别", "渠道", "方法", "形式", "六进", "几天后", "开始", "分钟");

        var township = county.Code == Yangquan.ChainCounty ? county.Townships[0] : dice.Of(county.Townships);
        var station = places.Of(township.Code).First();
        Team($"{county.Name}宣讲团", "县", county.Code, red: false, size: 4);
        Team($"{township.Name}宣讲队", "乡镇", township.Code, red: false, size: 3);
        Team($"{station.Place}红色讲师团", "村", station.Code, red: true, size: 3);
        return new Lectures(teams, lecturers, sessions);

        void Team(string name, string level, string site, bool red, int size)
        {
            teams.Add(name, level, site, red ? "是" : "否");
            var names = Enumerable.Range(0, size).Select(_ => crowd.Name()).Distinct().ToList();
            while (names.Count < size) if (crowd.Name() is var fresh && !names.Contains(fresh)) names.Add(fresh);
            foreach (var lecturer in names) lecturers.Add(name, lecturer, dice.Of(fields), dice.Of(titles), dice.Of(dialects));

            foreach (var talk in dice.Some(talks, level == "县" ? 2 : 1))
            {
                var place = level == "村" ? station : dice.Of(level == "县" ? places.Stations : [.. places.Of(township.Code)]);
                sessions.Add(talk.Title, talk.Topic, place.Code, name, dice.Of(names), level, talk.Channel, talk.Method, talk.Form,
                    place.Place.EndsWith("社区", StringComparison.Ordinal) ? "社区" : "农村", dice.Between(2, 25), $"{dice.Between(9, 18):00}:{(dice.Roll(2) == 0 ? "00" : "30")}", dice.Between(3, 9) * 10);
            }
        }
    }
}
