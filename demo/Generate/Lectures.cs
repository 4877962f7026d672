using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>Lecturer teams (宣讲队伍) of the four levels, their lecturers, the sessions of the past, and a few to come.</summary>
static class Lectures
{
    static readonly string[] fields = ["党史", "惠农政策", "法律常识", "家风家训", "科学普及", "卫生健康"];
    static readonly string[] titles = ["退休教师", "农技员", "律师", "社区医生", "老党员", "文化馆馆员", "村支书", "致富带头人"];
    static readonly string[] dialects = ["", "", "阳泉话", "盂县话", "平定话"];
    static readonly string[] kinds = ["理论专家", "驻地单位党组织书记", "志愿者"];
    static readonly string[] backgrounds = ["党校结业,宣讲多年", "退休前讲授政治课", "长期在基层做群众工作", "学用结合,常讲身边事"];
    static readonly string[] publicTitles = ["县党代表", "劳动模范", "优秀共产党员"];
    const string redGroup = "红色讲师团", rule = "在本社区(村)工作或居住,有一定理论功底和丰富实践经验的理论专家、驻地单位党组织书记、志愿者";
    static readonly string[] methods = ["现身说法", "实例讲解", "入百家进万户"];
    static readonly string[] forms = ["宣讲会", "微党课", "大课堂", "院坝会"];

    static readonly (string Title, string Topic)[] talks =
    [
        ("高龄补贴政策怎么领", "惠民政策"), ("医保新政策", "惠民政策"), ("冬天取暖防煤气中毒", "安全常识"), ("身边的好家风", "家风家训"), ("防范养老诈骗", "法律常识"), ("民法典里的家务事", "法律常识"),
        ("党史里的阳泉", "党史"), ("乡村振兴怎么干", "党的创新理论"), ("科学防疫", "卫生健康"), ("婚丧新风", "移风易俗"), ("春耕用药安全", "科学普及"), ("好日子从哪里来", "党的创新理论"),
    ];

    // Where people come and are counted, and where words go out to nobody knows how many.
    static readonly (string Channel, int Weight)[] counted = [("宣讲会", 60), ("上门宣传", 28), ("文艺汇演", 12)];
    static readonly string[] broadcast = ["社区广播", "乡村大喇叭", "宣传栏", "阅报栏"];
    static readonly int[] sums = Dice.Sums(counted.Select(each => each.Weight));

    /// <summary>A lecturer team of the county's files, as others of its files speak of it.</summary>
    internal sealed record LecturerTeam(string Name, string Level, string Site, List<string> Lecturers);

    public static IReadOnlyList<LecturerTeam> Generate(CountyFolder folder, Places places, People people, CountyTargets targets, Dice dice)
    {
        var teams = Teams(folder, places, people, targets, dice);
        Sessions(folder, places, teams, targets, dice);
        ToCome(folder, places, teams, dice);
        return teams;
    }

    static List<LecturerTeam> Teams(CountyFolder folder, Places places, People people, CountyTargets targets, Dice dice)
    {
        using var teamFile = folder.Open("lecturer-teams", "名称", "级别", "站点", "红色讲师团", "宣讲员条件", "定期宣讲", "定期宣讲题目", "定期宣讲地点");
        using var lecturerFile = folder.Open("lecturers", "队伍", "队伍站点", "姓名", "专长", "职务", "方言", "身份", "本社区工作或居住", "理论和实践", "示范宣讲员", "称号", "团长");
        var (teams, names) = (new List<LecturerTeam>(), new HashSet<(string, string)>());
        // No team is so large that its names run out.
        var sizes = Share.Split(targets.Lecturers, [.. Enumerable.Range(0, targets.LecturerTeams).Select(_ => dice.Between(60, 140))], least: 1);
        var center = places.Sites[0];
        var townships = new Queue<Place>(places.Sites.Where(site => site.Code.Length == 9));
        for (var i = 0; i < targets.LecturerTeams; i++)
        {
            if (i == 0) Found($"{folder.County.Name}宣讲团", "县", center, sizes[i]);
            // The city's own county has the city's branch, and the one that the figures name: its lecturers are on all four levels.
            else if (i == 1 && (folder.County.Code == Yangquan.Counties[0].Code || folder.County.Code == Yangquan.Counties[CountyTargets.Lecturing].Code && targets.LecturerTeams > 3)) Found($"{Yangquan.CityName}宣讲团{folder.County.Name}分团", "市", center, sizes[i]);
            // The first institute, a station of it, then the other institutes: however few the teams are, three levels have one.
            else if (i == 2 || townships.Count == 0) FoundAtStation(i == 2 ? places.Of(places.Sites[1].Code).First() : places.Station(dice), sizes[i]);
            else Found($"{townships.Peek().Name}宣讲队", "乡镇", townships.Dequeue(), sizes[i]);
        }
        return teams;

        void FoundAtStation(Place station, int size)
        {
            string[] usual = ["红色讲师团", "宣讲队", "青年宣讲队", "巾帼宣讲队"];
            var name = usual.Select(end => $"{station.Name}{end}").FirstOrDefault(name => !names.Contains((station.Code, name)));
            for (var n = 2; name is null || names.Contains((station.Code, name)); n++) name = $"{station.Name}宣讲队第{n}组";
            Found(name, "村", station, size);
        }

        void Found(string name, string level, Place site, int size)
        {
            names.Add((site.Code, name));
            // A red-lecturer group has a rule and a leader; the county's first one lectures regularly, too.
            var red = name.EndsWith(redGroup, StringComparison.Ordinal);
            var regular = red && teams.All(team => !team.Name.EndsWith(redGroup, StringComparison.Ordinal));
            teamFile.Add(name, level, site.Code, Text.Of(red), red ? rule : "", regular ? $"每周{"一二三四五"[dice.Roll(5)]} 19:30" : "", regular ? "红色讲堂:党的创新理论天天学" : "", regular ? "红色讲堂" : "");
            var lecturers = new List<string>();
            while (lecturers.Count < size)
                if (people.Name() is var lecturer && !lecturers.Contains(lecturer)) lecturers.Add(lecturer);
            foreach (var (lecturer, n) in lecturers.Select((lecturer, n) => (lecturer, n)))
            {
                var leading = dice.Chance(4);
                lecturerFile.Add(name, site.Code, lecturer, dice.Of(fields), dice.Of(titles), dice.Of(dialects), dice.Of(kinds), Text.Of(red || dice.Chance(60)), dice.Of(backgrounds), Text.Of(leading),
                    leading ? dice.Of(publicTitles) : "", Text.Of(red && n == 0));
            }
            teams.Add(new LecturerTeam(name, level, site.Code, lecturers));
        }
    }

    static void Sessions(CountyFolder folder, Places places, List<LecturerTeam> teams, CountyTargets targets, Dice dice)
    {
        string[] columns = ["原编号", "题目", "主题", "站点", "队伍", "队伍站点", "讲师", "级别", "渠道", "方法", "形式", "六进", "开始时间", "分钟", "听众", "计数方式"];
        var number = 0;
        // Every ninth goes out by radio or on a board, every twenty-fifth counts the scans of a code: of the rest the heads were counted.
        string[] ways = [.. Enumerable.Range(0, targets.Lectures).Select(i => i % 9 == 4 ? "估算" : i % 25 == 12 ? "扫码" : "清点")];
        var heads = new Queue<int>(Share.Skewed(dice, targets.HeadCount, ways.Count(way => way == "清点"), least: Math.Clamp(targets.HeadCount / targets.Lectures / 4, 1, 10)));
        // One of the year's sessions was written down late, in a file that came after all the others.
        var late = folder.County.Code == Yangquan.Counties[0].Code ? 1 : 0;
        using (var file = folder.Open("sessions", columns))
        {
            foreach (var way in ways[late..]) Add(file, Calendar.Day(dice, Targets.Year), way, way == "清点" ? heads.Dequeue() : dice.Between(30, 900));
            for (var i = 0; i < targets.Lectures * targets.Scale; i++)
            {
                var way = ways[dice.Roll(ways.Length)];
                Add(file, Calendar.OtherDay(dice), way, dice.Between(8, way == "估算" ? 900 : 120));
            }
            if (places.Merged is { } gone)
            {
                Add(file, new DateOnly(2020, 10, 18), "清点", 26, gone.Code);
                folder.Plant("站点合并", file, "停用以前的场次,留在原站点", Planted.Taken);
            }
            file.Add($"XJ-{folder.County.Code}-CW01", "查无此队的一场", "", places.Stations[0].Code, "查无此队", places.Stations[0].Code, "", "村", "宣讲会", "", "", "农村", "2020-05-04 09:00", "60", "20", "清点");
            folder.Plant("队伍不存在", file, "本县没有这支宣讲队伍", "UNKNOWN_TEAM");
        }
        if (late == 0) return;
        using var later = folder.Open("late-sessions", columns);
        Add(later, new DateOnly(Targets.Year, 12, 28), "清点", heads.Dequeue());
        folder.Plant("晚到的宣讲", later, $"{Targets.Year} 年的一场,别的都导入以后才补来", Planted.Taken);

        void Add(ImportFile file, DateOnly day, string way, int audience, string? site = null)
        {
            var team = dice.Of(teams);
            var talk = dice.Of(talks);
            var place = places.Station(dice);
            var channel = way == "估算" ? dice.Of(broadcast) : counted[dice.Heavy(sums)].Channel;
            file.Add($"XJ-{folder.County.Code}-{++number:000000}", talk.Title, talk.Topic, site ?? place.Code, team.Name, team.Site, dice.Chance(85) ? dice.Of(team.Lecturers) : "", team.Level, channel,
                channel == "上门宣传" ? "入百家进万户" : dice.Of(methods), way == "估算" ? "" : dice.Of(forms), Visited(place), Text.Of(Calendar.Start(dice, day)), Text.Of(dice.Between(3, 9) * 10), Text.Of(audience), way);
        }

        string Visited(Place place) => dice.Roll(12) switch { 0 => "企业", 1 => "机关", 2 => "校园", 3 when dice.Chance(30) => "网络", _ => place.IsCommunity ? "社区" : "农村" };
    }

    /// <summary>Four sessions to come, which are planned by the API: the files know no clock.</summary>
    static void ToCome(CountyFolder folder, Places places, List<LecturerTeam> teams, Dice dice)
    {
        using var file = folder.Open("upcoming-sessions", "标题", "主题", "站点", "队伍", "队伍站点", "讲师", "级别", "渠道", "方法", "形式", "六进", "几天后", "开始", "分钟");
        foreach (var talk in dice.Some(talks, 4))
        {
            var team = teams[dice.Roll(3)];
            var place = team.Level == "村" ? places.Stations.Single(station => station.Code == team.Site) : places.Station(dice);
            file.Add(talk.Title, talk.Topic, place.Code, team.Name, team.Site, dice.Of(team.Lecturers), team.Level, dice.Of(["宣讲会", "上门宣传", "社区广播"]), dice.Of(methods), dice.Of(forms),
                place.IsCommunity ? "社区" : "农村", Text.Of(dice.Between(2, 25)), $"{dice.Between(9, 18):00}:{(dice.Roll(2) == 0 ? "00" : "30")}", Text.Of(dice.Between(3, 9) * 10));
        }
    }
}
