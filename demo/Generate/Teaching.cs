using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>What lectures are given from and what hangs on the wall: the course library (课程库), and boards with what was put up on them (宣传栏、阅报栏). Days count back from the day of loading.</summary>
static class Teaching
{
    static readonly (string Title, string Topic, string Source, string Outline, string Step)[] courses =
    [
        ("看病报销这样办", "惠民政策/医疗保障", "县医疗保障局", "一、哪些能报;二、去外地看病先备案;三、带什么、找谁办。用本村的三个例子讲。", "已通过"), ("不听不信不转账", "法治/防范诈骗", "县公安局", "一、常见的五种骗法;二、接到电话怎么办;三、已经转了钱怎么办。", "已通过"),
        ("冬天取暖六件事", "安全/居家安全", "县应急管理局", "查烟囱、留通风、装报警器、不闷火、会急救、记电话。", "已通过"), ("果树春管", "科技/农业技术", "县农业农村局", "修剪、清园、追肥、看墒情;到地头讲,一边做一边问。", "待审核"),
        ("抗战时期的家乡", "党的创新理论", "县党史研究室", "人物与地点两条线,配老照片。", "退回"),
    ];

    static readonly string[] themes = ["文明健康过大年", "医保缴费提醒", "反诈十不要", "移风易俗倡议", "我们的节日", "禁毒宣传", "垃圾分类", "征兵政策"];

    public static void Generate(CountyFolder folder, Places places, Dice dice)
    {
        using (var file = folder.Open("courses", "题目", "主题", "站点", "出处", "提纲", "到哪一步", "审核意见"))
            foreach (var course in courses) file.Add(course.Title, course.Topic, dice.Of(places.Of(Yangquan.ChainTownship).ToList()).Code, course.Source, course.Outline, course.Step, course.Step == "退回" ? "请注明材料的出处" : "");

        var stations = dice.Some(places.Of(Yangquan.ChainTownship).Where(place => place.Code != places.ChainSite).ToList(), 4).Select(place => place.Code).Prepend(places.ChainSite).ToList();
        using var boards = folder.Open("boards", "站点", "名称", "类别", "位置", "几天前启用");
        using var changes = folder.Open("board-changes", "站点", "名称", "几天前更换", "主题", "期数");
        foreach (var (i, station) in stations.Index())
            foreach (var kind in i == 0 ? new[] { "宣传栏", "阅报栏" } : ["宣传栏"])
            {
                boards.Add(station, $"大门口{kind}", kind, "大门东侧", "400");
                // The last one has hung there too long: the list of what is to be changed has something to say.
                foreach (var (turn, ago) in (i == stations.Count - 1 ? new[] { 150, 95 } : [70, 38, dice.Between(2, 20)]).Index())
                    changes.Add(station, $"大门口{kind}", Text.Of(ago), themes[(i * 3 + turn) % themes.Length], Text.Of(dice.Between(1, 4)));
            }
    }
}
