using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>
/// What a county is doing these days (日常工作): news, 文明创建, livelihood items, drop-in counts and what residents said of a station. The files know no clock: their days count from the day of loading, so that
/// a notice is running and an item is overdue whenever somebody looks.
/// </summary>
static class Everyday
{
    static readonly (string Title, string Body, string Tag)[] stories =
    [
        ("院子里办起理发摊", "周末一早,志愿者把理发椅摆进小区院子,老人们排着队,边理发边说家常。两个半天理了六十多位,行动不便的由志愿者上门去理。", "便民服务"),
        ("田埂上的农技课", "春耕前,农技志愿者把课讲到田埂上,怎么拌种、怎么看墒情,一边做一边讲。听课的人把自家地里的问题带来,当场得到回答。", "科技与科普服务"),
        ("红白理事会又办了一场俭朴婚礼", "婚礼不铺张,理事会帮着算账、排流程,亲友在村里的礼堂吃了一顿家常饭。新人说,省下的钱正好装修新房。", "移风易俗"),
        ("老照片里的村史", "站里征集到一百多张老照片,讲解的是村里的退休教师。孩子们第一次知道,门前那条路是爷爷辈一锹一锹修出来的。", "文化服务"),
        ("晚饭后的广场", "天气转暖,广场上跳操的、打球的、下棋的多了起来。站里把器材借还登记改到晚上九点,方便上班的人。", "健身体育服务"),
    ];

    static readonly (string Title, string Unit, int Due, string Progress, int DoneAgo, string Result)[] items =
    [
        ("老旧小区加装扶手和坡道", "住房和城乡建设局", 60, "已完成三个小区,还剩两个", -1, ""), ("村级卫生室药品配送到村", "卫生健康局", 30, "十二个村已开通", -1, ""), ("农村老年人助餐点", "民政局", -10, "场地已定,灶具未到", -1, ""),
        ("学校门口增设护学岗", "教育局", -20, "", 25, "十所学校门口上下学都有人值守"), ("路灯补亮", "城市管理局", -30, "", 21, "补装和修复一百二十盏"),
    ];

    static readonly (string Kind, string Title, int Stars)[] campaigns = [("文明村镇", "年度文明村镇创建", 0), ("文明家庭", "年度文明家庭推选", 0), ("星级文明户", "年度星级文明户评定", 10)];

    static readonly string[] deeds = ["照顾邻居家独居老人多年", "带头丧事简办,把流转土地的收入捐给村里修路", "三代同堂,婆媳和睦", "义务清扫门前街道", "办起家庭书屋,对邻里开放"];

    static readonly (string Quote, string Called, int Rating)[] quotes = [("孩子放学有地方写作业,我下班也放心。", "一位母亲", 5), ("下棋的地方宽敞了,就是冬天冷些。", "退休居民", 4), ("要是周日也开门就好了。", "上班的居民", 3)];

    public static void Generate(CountyFolder folder, Places places, People people, Dice dice)
    {
        var (county, center) = (folder.County.Name, places.Sites.First(site => site.Code.Length == 6).Code);
        using (var news = folder.Open("news", "站点", "标题", "正文", "来源", "标签", "状态"))
            foreach (var (i, story) in stories.Index())
                news.Add(i == 0 ? places.ChainSite : dice.Of(places.Of(Yangquan.ChainTownship).ToList()).Code, story.Title, story.Body, $"{county}融媒体中心", story.Tag, i < stories.Length - 1 ? "已发布" : "待审");

        using (var livelihood = folder.Open("livelihood", "站点", "事项", "责任单位", "几天后到期", "进展", "几天前办结", "结果"))
            foreach (var item in items) livelihood.Add(center, item.Title, county + item.Unit, Text.Of(item.Due + dice.Between(-3, 3)), item.Progress, item.DoneAgo < 0 ? "" : Text.Of(item.DoneAgo + dice.Between(-1, 1)), item.Result);

        using (var candidates = folder.Open("candidates", "创建活动", "类别", "最高星级", "站点", "名称", "事迹", "到哪一步", "星级"))
            foreach (var campaign in campaigns)
                foreach (var (i, step) in new[] { "公示中", "公示中", "评议通过", "已申报", "未通过" }.Index())
                {
                    var station = places.Station(dice);
                    candidates.Add(campaign.Title, campaign.Kind, Text.Of(campaign.Stars), station.Code, campaign.Kind == "文明村镇" ? station.Name : $"{people.Name()}家庭",
                        campaign.Kind == "文明村镇" ? "环境整洁、邻里和睦,红白理事会常年运行" : deeds[i], step, campaign.Stars == 0 || step is "已申报" or "未通过" ? "" : Text.Of(dice.Between(6, campaign.Stars)));
                }

        using (var visits = folder.Open("visits", "站点", "几天前", "时段", "人数", "数法"))
            foreach (var station in dice.Some(places.Stations.Where(place => place.Code != places.ChainSite).ToList(), 5).Append(places.Stations.Single(place => place.Code == places.ChainSite)))
                for (var ago = 14; ago > 0; ago--)
                    foreach (var half in new[] { "上午", "下午" })
                        if (dice.Chance(85)) visits.Add(station.Code, Text.Of(ago), half, Text.Of(dice.Between(5, 60)), dice.Chance(80) ? "清点" : "估算");

        using var said = folder.Open("quotes", "站点", "几天前", "原话", "称呼", "评分");
        foreach (var (i, quote) in quotes.Index()) said.Add(dice.Of(places.Of(Yangquan.ChainTownship).ToList()).Code, Text.Of(2 + i * 3), quote.Quote, quote.Called, Text.Of(quote.Rating));
    }
}
