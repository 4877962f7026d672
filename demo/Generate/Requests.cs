using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>What is asked for and chosen these days: lectures that are offered and ordered (供讲、点讲), selections with their candidates (评选), and the stars of sites (评星). Days count from the day of loading.</summary>
static class Requests
{
    /// <summary>Of those who ask; nobody else's phone has it.</summary>
    const int firstAsker = 910_001;

    static readonly (string Title, string Topic)[] offered =
    [
        ("医保新政策问答", "惠民政策/医疗保障"), ("防诈骗进村", "法治/防范诈骗"), ("冬季取暖安全", "安全/居家安全"), ("春耕农技课", "科技/农业技术"),
    ];

    static readonly (string Wish, string Detail, int Listeners, string For, string Step, string Reason)[] asked =
    [
        ("高龄补贴怎么领", "几位老人腿脚不便,想请到家里讲", 3, "邻居", "待受理", ""), ("民法典里的遗产继承", "院子里有几家在问", 12, "", "已排期", ""), ("智能手机怎么用", "讲慢一些,字大一些", 8, "父亲", "已排期", ""),
        ("家电怎么修", "家里的洗衣机坏了", 1, "", "已拒绝", "这是修家电的需求,已转给站里按点单办理"), ("", "全组的人都来", 25, "", "约供讲", ""),
    ];

    static readonly (string Kind, string Title, string Honour, int Round)[] selections = [("道德模范", "年度道德模范评选", "道德模范", 6), ("身边好人", "季度身边好人推选", "身边好人", 0), ("新时代好少年", "年度新时代好少年推选", "新时代好少年", 0)];

    static readonly string[] deeds = ["照料邻居失能老人十余年", "汛期跳水救人", "捡到钱物多次归还失主", "三十年坚守乡村讲台", "侍奉卧床婆婆,带大一家人"];
    static readonly string[] youth = ["课余给低年级同学讲题", "坚持参加社区捡拾垃圾", "照顾生病的爷爷,学习不放松"];

    public static void Generate(CountyFolder folder, Places places, IReadOnlyList<Lectures.LecturerTeam> teams, People people, Dice dice)
    {
        Offers(folder, teams, dice);
        Orders(folder, places, people, dice);
        Selections(folder, places, people, dice);
        Stars(folder, places, dice);
    }

    static void Offers(CountyFolder folder, IReadOnlyList<Lectures.LecturerTeam> teams, Dice dice)
    {
        using var file = folder.Open("offers", "队伍", "队伍站点", "讲师", "题目", "主题", "到哪里讲", "渠道", "几天后起", "几天", "星期", "时间", "分钟");
        // Of different teams, as far as there are: nobody keeps one time for two lectures. At eight nobody of them is planned elsewhere.
        foreach (var (i, talk) in offered.Index())
        {
            var team = teams[i % teams.Count];
            file.Add(team.Name, team.Site, team.Lecturers[i / teams.Count % team.Lecturers.Count], talk.Title, talk.Topic, i == 0 ? folder.County.Code : Yangquan.ChainTownship, dice.Chance(50) ? "宣讲会" : "上门宣传",
                Text.Of(10 + i), "14", "", "08:00", "45");
        }
    }

    static void Orders(CountyFolder folder, Places places, People people, Dice dice)
    {
        using var file = folder.Open("orders", "站点", "想听什么", "说明", "听众", "几天后起", "几天后止", "联系人", "联系电话", "代谁点", "到哪一步", "原因");
        foreach (var (i, order) in asked.Index())
        {
            var site = order.Step == "约供讲" ? places.ChainSite : dice.Of(places.Of(Yangquan.ChainTownship).ToList()).Code;
            file.Add(site, order.Wish.Length > 0 ? order.Wish : offered[0].Title, order.Detail, Text.Of(order.Listeners), Text.Of(3 + i), Text.Of(9 + i), people.Name(), people.Phone(firstAsker + i), order.For, order.Step, order.Reason);
        }
    }

    static void Selections(CountyFolder folder, Places places, People people, Dice dice)
    {
        using var file = folder.Open("selections", "评选", "类别", "授予的荣誉", "届次", "站点", "姓名", "事迹", "推荐单位", "票数", "监护人", "学校", "到哪一步");
        foreach (var selection in selections)
            foreach (var (i, step) in new[] { "公示中", "公示中", "评议通过", "已申报", "未通过" }.Index())
            {
                var (young, station) = (selection.Kind == "新时代好少年", places.Station(dice));
                // Without a guardian's word a child is recommended, and not shown.
                var agreed = young && step is "公示中" or "评议通过";
                file.Add(selection.Title, selection.Kind, folder.County.Name + selection.Honour, selection.Round > 0 ? Text.Of(selection.Round) : "", station.Code, people.Name(), young ? youth[i % youth.Length] : deeds[i],
                    young ? $"{folder.County.Name}教育局" : $"{station.Name}新时代文明实践站", step == "公示中" ? Text.Of(dice.Between(200, 3000)) : "", young && agreed ? dice.Chance(60) ? "母亲" : "父亲" : "", young ? $"{folder.County.Name}实验小学" : "", step);
            }
    }

    static void Stars(CountyFolder folder, Places places, Dice dice)
    {
        using var file = folder.Open("stars", "站点", "星级", "批次", "评定单位", "几天前", "摘星原因");
        var issuer = $"{folder.County.Name}文明办";
        var first = dice.Some(places.Sites.Where(site => site.Code.Length > 6 && site.Code != places.ChainSite).ToList(), 24).Select(site => site.Code).Append(places.ChainSite).ToList();
        foreach (var (i, site) in first.Index()) file.Add(site, Text.Of(dice.Between(3, 5)), "第一批", issuer, Text.Of(400), i == 0 ? "接到投诉,复核不合格" : "");
        // Some were looked at again and bear other stars now.
        foreach (var site in first.Skip(1).Take(6)) file.Add(site, Text.Of(dice.Between(3, 5)), "第二批", issuer, Text.Of(40), "");
    }
}
