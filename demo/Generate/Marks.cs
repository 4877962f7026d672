namespace CivPractice.Demo.Generate;

/// <summary>
/// The marks of an activity of the past: purposes, task field, linked work, theme, units. They follow from the kind of team and the number in the list and draw no lots, so that
/// nothing else moves. One list row in five says nothing of them, as older lists do.
/// </summary>
static class Marks
{
    static readonly Dictionary<string, (string Purposes, string Field, string Work, string Theme, string Assisting)> kinds = new()
    {
        ["科学理论宣讲"] = ("宣传群众、教育群众", "科学理论学习实践", "区域党建", "红色教育", ""),
        ["形势政策宣传"] = ("宣传群众", "党的政策宣传宣讲", "区域党建", "", ""),
        ["主流价值宣教"] = ("教育群众", "主流价值培育践行", "", "", "妇联"),
        ["文体活动开展"] = ("服务群众", "丰富群众文化生活", "", "非遗传承", "文化馆"),
        ["法治宣传教育"] = ("宣传群众、教育群众", "党的政策宣传宣讲", "平安建设、“三零”创建", "", "司法局"),
        ["农业科技辅导"] = ("教育群众、服务群众", "", "科普", "农业研学", "科协"),
        ["健康生活指导"] = ("关心群众、服务群众", "扎实做好疫情防控", "科普", "", "卫健局"),
        ["农村环境整治"] = ("服务群众", "大力开展移风易俗", "", "生态文明", ""),
        ["文明礼仪普及"] = ("教育群众", "大力开展移风易俗", "“三零”创建", "", "团委"),
        ["便民利民服务"] = ("关心群众、服务群众", "", "平安建设", "", ""),
    };

    static readonly (string, string, string, string, string) others = ("关心群众", "", "", "", "");

    // The field of disease control is one of 2020 and later.
    const string lateField = "扎实做好疫情防控";

    /// <summary>Cells of the columns 目的, 任务领域, 结合工作, 主题, 主办单位, 承办单位 and 协办单位.</summary>
    /// <param name="founded">Whether the team was there on the day.</param>
    public static IEnumerable<string> Of(County county, Team team, bool founded, DateOnly day, int number)
    {
        if (number % 5 == 0) return ["", "", "", "", "", "", ""];
        var (purposes, field, work, theme, assisting) = kinds.GetValueOrDefault(team.Category, others);
        if (field == lateField && day.Year < 2020) field = "";
        return
        [
            purposes, field, number % 2 == 0 ? work : "", number % 7 == 0 ? "试点先行、融合共建、全面覆盖、对标一流" : number % 3 == 0 ? theme : "",
            $"{county.Name}新时代文明实践中心", founded ? team.Name : "", assisting.Length > 0 && number % 3 == 0 ? $"{county.Name}{assisting}" : "",
        ];
    }
}
