namespace CivPractice.Demo.Generate;

/// <summary>A county's dictionaries (本地字典): the words that are the same everywhere, with the ten kinds of teams, and a county's own, N among them.</summary>
static class LocalWords
{
    static readonly string[] ten = ["科学理论宣讲", "形势政策宣传", "主流价值宣教", "文体活动开展", "法治宣传教育", "农业科技辅导", "健康生活指导", "农村环境整治", "文明礼仪普及", "便民利民服务"];

    /// <summary>Kinds of teams that only some counties have; each takes as many as its place in the list says.</summary>
    static readonly (string Text, string Aliases)[] own = [("红白理事服务", "红白理事会、移风易俗服务"), ("应急救援", "应急服务"), ("文物守护", ""), ("护河护林", "生态守护"), ("助企服务", "")];

    static readonly (string List, string Text, string Aliases)[] common =
    [
        ("平台", "理论宣讲", "理论政策"), ("平台", "教育服务", ""), ("平台", "文化服务", ""), ("平台", "科技与科普服务", "科技科普"), ("平台", "健身体育服务", ""),
        ("六进", "农村", "进农村"), ("六进", "社区", "进社区"), ("六进", "企业", "进企业"), ("六进", "机关", "进机关、事业单位"), ("六进", "校园", "进校园"), ("六进", "网络", "进网络"),
        ("宣讲渠道", "宣传栏", ""), ("宣讲渠道", "阅报栏", ""), ("宣讲渠道", "社区广播", "广播"), ("宣讲渠道", "乡村大喇叭", "大喇叭"), ("宣讲渠道", "文艺汇演", ""), ("宣讲渠道", "上门宣传", ""),
        ("主题", "红色教育", "革命传统教育"), ("主题", "农业研学", "农耕研学、劳动研学"), ("主题", "非遗传承", ""), ("主题", "生态文明", "环保"),
        ("目的", "宣传群众", ""), ("目的", "教育群众", ""), ("目的", "关心群众", ""), ("目的", "服务群众", ""),
        ("结合工作", "区域党建", ""), ("结合工作", "平安建设", ""), ("结合工作", "“三零”创建", "三零创建"), ("结合工作", "科普", ""),
        ("任务领域", "科学理论学习实践", ""), ("任务领域", "党的政策宣传宣讲", ""), ("任务领域", "主流价值培育践行", ""), ("任务领域", "丰富群众文化生活", ""), ("任务领域", "大力开展移风易俗", ""), ("任务领域", "扎实做好疫情防控", ""),
        ("两中心一平台", "新时代文明实践中心", ""), ("两中心一平台", "县级融媒体中心", "融媒体中心"), ("两中心一平台", "学习平台", ""),
        ("工作思路", "试点先行、融合共建、全面覆盖、对标一流", ""),
    ];

    public static void Generate(CountyFolder folder, int nth)
    {
        using var file = folder.Open("dictionaries", "字典", "词", "别名", "说明", "网址", "启用日期");
        foreach (var kind in ten) file.Add("队伍类别", kind, "", "十类之一", "", "");
        foreach (var (text, aliases) in own.Take(nth + 1)) file.Add("队伍类别", text, aliases, "本县特色", "", Text.Of(folder.County.Opened));
        foreach (var (list, text, aliases) in common) file.Add(list, text, aliases, "", "", "");
        file.Add("平台", "理论政策", "", "", "", "");
        folder.Plant("同一个平台两个名字", file, "已经是“理论宣讲”的别名", "WORD_EXISTS");
    }
}
