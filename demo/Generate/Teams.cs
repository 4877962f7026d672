using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>A team that other files speak of.</summary>
public sealed record Team(string Name, string Category, string Site, DateOnly Founded, bool InRegistry);

/// <summary>
/// Teams (志愿服务队) and their members. Those of the national system and the centers' own practice teams (文明实践队伍) are counted apart; some are both.
/// </summary>
/// <param name="All">Those at sites that run.</param>
/// <param name="Members">Who serves in which team.</param>
public sealed record Teams(IReadOnlyList<Team> All, IReadOnlyList<(Team Team, Volunteer Volunteer, DateOnly Joined)> Members)
{
    public const string ChainTeamName = "便民利民服务队";

    // None but the chain's team has 便民利民 in its name: whoever looks for it finds it first.
    static readonly (string Category, string Platform, string[] Names, string[] Works, string Slogan)[] kinds =
    [
        ("科学理论宣讲", "理论", ["理论宣讲队", "红色宣讲队"], ["理论进院坝", "红色故事会", "学习沙龙"], "把道理讲到院坝里"), ("形势政策宣传", "理论", ["政策宣传队"], ["政策进家门", "惠民政策明白卡"], "政策进家门"),
        ("主流价值宣教", "教育", ["家风家训队", "好人宣传队"], ["好家风", "身边好人", "小小书屋"], "好样子就在身边"), ("文体活动开展", "文化", ["文艺轻骑队", "锣鼓队", "广场舞队"], ["文艺下乡", "邻里节", "百姓舞台"], "农闲有戏,社区有歌"),
        ("法治宣传教育", "教育", ["法律明白人队"], ["法律咨询", "反诈宣传"], "遇事找法"), ("农业科技辅导", "科技", ["农技帮帮队", "果树管理队"], ["田间课堂", "果树修剪"], "田间地头教到会"),
        ("健康生活指导", "健身", ["健康生活队", "义诊队"], ["健康相伴", "八段锦", "义诊"], "少生病,过好日子"), ("农村环境整治", "科技", ["清洁家园队", "护河队"], ["清洁家园", "垃圾分类", "义务植树"], "家园干净人精神"),
        ("文明礼仪普及", "教育", ["移风易俗队", "文明引导队"], ["文明出行", "婚丧新风"], "婚事新办,丧事简办"), ("便民利民服务", "科技", ["红马甲队", "邻里互助队", "修补匠队"], ["爱心理发", "家电维修", "安全用电"], "邻里有事,随叫随到"),
        ("其他专题志愿服务", "教育", ["护学队", "应急救援队", "助老队"], ["守护夕阳", "护学岗", "暖冬行动"], "尽一份力"),
    ];

    /// <summary>What a team of a kind does.</summary>
    public static string WorkOf(Team? team, Dice dice) => dice.Of(team is null ? dice.Of(kinds).Works : kinds.First(kind => kind.Category == team.Category).Works);

    public static string PlatformOf(string category) => kinds.First(kind => kind.Category == category).Platform;

    public static Teams Generate(CountyFolder folder, Places places, Volunteers volunteers, CountyTargets targets, Dice dice)
    {
        using var teamFile = folder.Open("teams", "名称", "类别", "所属站点", "成立日期", "口号", "队长身份证号", "文明实践队伍", "全国系统编号", "层级", "成立文件", "成立文号");
        using var memberFile = folder.Open("members", "队伍", "所属站点", "身份证号", "加入日期");
        var chain = folder.County.Code == Yangquan.ChainCounty;
        var (all, members, names) = (new List<Team>(), new List<(Team, Volunteer, DateOnly)>(), new HashSet<(string, string)>());
        var byTownship = volunteers.Registry.ToLookup(volunteer => volunteer.Site[..9]);
        var pools = byTownship.ToDictionary(group => group.Key, group => group.ToList());

        // Of the practice teams two in five are registered nationally, too.
        var (practice, registry) = (targets.PracticeTeams, targets.RegistryTeams);
        var both = Math.Max(1, Math.Min(practice, registry) * 2 / 5);
        var sizes = Sizes();
        for (var i = 0; i < practice + registry - both; i++)
        {
            var (isPractice, inRegistry) = (i < practice, i < both || i >= practice);
            if (chain && i == 0) FoundChain();
            else Found(isPractice, inRegistry, isPractice ? sizes[i] : dice.Between(3, 24));
        }
        if (places.Merged is { } gone) FoundAtMerged(gone);
        FoundCorps();
        teamFile.Add("查无此站服务队", "便民利民服务", places.Unknown, "2021-03-05", "", "", "否", "", "", "", "");
        folder.Plant("站点不存在", teamFile, "所属站点没有这个代码", "UNKNOWN_SITE");
        memberFile.Add("查无此队", places.Stations[0].Code, volunteers.Registry[0].Person.IdentityNumber, "2021-03-05");
        folder.Plant("队伍不存在", memberFile, "本县没有这支队伍", "UNKNOWN_TEAM");
        return new Teams(all, members);

        // Every team has somebody; none is larger than a third of the people, which the last ones make up for.
        int[] Sizes()
        {
            var own = chain ? Volunteers.ChainTeam : 0;
            var (rest, most) = (practice - (chain ? 1 : 0), volunteers.Registry.Count / 3);
            var drawn = Share.Skewed(dice, targets.Memberships - own, rest, least: Math.Clamp(targets.Memberships / Math.Max(1, practice) / 3, 1, 5));
            var over = 0;
            for (var i = 0; i < rest; i++)
            {
                over += Math.Max(0, drawn[i] - most);
                drawn[i] = Math.Min(drawn[i], most);
            }
            for (var i = 0; i < rest && over > 0; i++)
            {
                var more = Math.Min(over, most - drawn[i]);
                (drawn[i], over) = (drawn[i] + more, over - more);
            }
            return chain ? [own, .. drawn] : drawn;
        }

        // The county's corps is neither a practice team nor one of the national system: no figure of those moves by it.
        void FoundCorps()
        {
            var county = folder.County;
            teamFile.Add($"{county.Name}新时代文明实践志愿服务总队", "其他专题志愿服务", county.Code, Text.Of(county.Opened.AddDays(30)), "", "", "否", "", "总队", "关于成立新时代文明实践志愿服务总队的通知", $"{county.Name}文明委〔{county.Opened.AddDays(30).Year}〕5号");
        }

        void FoundChain()
        {
            var team = new Team(ChainTeamName, "便民利民服务", places.ChainSite, new DateOnly(2020, 11, 20), InRegistry: true);
            Write(team, isPractice: true, "邻里有事,随叫随到", volunteers.Chain);
        }

        void Found(bool isPractice, bool inRegistry, int size)
        {
            var site = places.Site(dice);
            var kind = dice.Of(kinds);
            var name = $"{site.Name}{dice.Of(kind.Names)}";
            for (var n = 2; !names.Add((site.Code, name)); n++) name = $"{site.Name}{kind.Names[0]}第{n}分队";
            var founded = dice.Day(folder.County.Opened, Targets.AsOf.AddDays(-40));
            // Teams live in their township; a large one, and the center's, all over the county.
            var pool = pools.GetValueOrDefault(site.Code[..Math.Min(9, site.Code.Length)]);
            IReadOnlyList<Volunteer> from = pool is not null && pool.Count > size * 2 ? pool : volunteers.Registry;
            Write(new Team(name, kind.Category, site.Code, founded, inRegistry), isPractice, kind.Slogan, [.. dice.Walk(from, size)]);
        }

        // The list of teams was written before the merger, and so was that of its members.
        void FoundAtMerged(MergedPlace gone)
        {
            var leader = volunteers.Registry.First(volunteer => volunteer.Site == gone.Successor);
            var team = new Team($"{gone.Name}清洁家园队", "农村环境整治", gone.Code, folder.County.Opened.AddDays(90), InRegistry: false);
            teamFile.Add(team.Name, team.Category, team.Site, Text.Of(team.Founded), "家园干净人精神", leader.Person.IdentityNumber, "否", "", "", "", "");
            folder.Plant("站点合并", teamFile, $"已并入 {gone.Successor}", "SITE_MERGED");
            memberFile.Add(team.Name, gone.Code, leader.Person.IdentityNumber, Text.Of(team.Founded));
            folder.Plant("站点合并", memberFile, "队伍的站点已合并", Planted.Taken);
        }

        void Write(Team team, bool isPractice, string slogan, IReadOnlyList<Volunteer> people)
        {
            all.Add(team);
            teamFile.Add(team.Name, team.Category, team.Site, Text.Of(team.Founded), slogan, people[0].Person.IdentityNumber, Text.Of(isPractice),
                team.InRegistry ? $"T{folder.County.Code}{all.Count:00000}" : "", LevelOf(team, isPractice), "", "");
            foreach (var volunteer in people)
            {
                var first = volunteer.Since > team.Founded ? volunteer.Since : team.Founded;
                var joined = dice.Day(first, Earlier(first.AddDays(200), Targets.AsOf));
                memberFile.Add(team.Name, team.Site, volunteer.Person.IdentityNumber, Text.Of(joined));
                members.Add((team, volunteer, joined));
            }
        }

        // The center's and the institutes' own practice teams stand below the corps; the others are many, and no list names their level.
        static string LevelOf(Team team, bool isPractice) => (isPractice, team.Site.Length) switch { (true, 6) => "大队", (true, 9) => "支队", _ => "" };

        static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
    }
}
