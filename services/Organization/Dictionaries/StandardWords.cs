using CivPractice.Organization.V1;

namespace CivPractice.Organization.Dictionaries;

/// <summary>
/// Words that are the same in every county (通用词). The ten kinds of teams, the five platforms, the six places and the channels are those of the city's published practice; the
/// first five fields of tasks are those of the guideline of 2018. What counties spell out differently (两中心一平台, linked work, themes, slogans) has no standard here.
/// </summary>
static class StandardWords
{
    /// <summary>When the first of the country's pilots began.</summary>
    public static readonly DateOnly Since = new(2018, 1, 1);

    static readonly Dictionary<WordList, (string Text, string[] Aliases)[]> words = new()
    {
        [WordList.Platform] =
        [
            ("理论宣讲", ["理论政策", "理论"]), ("教育服务", ["教育"]), ("文化服务", ["文化"]), ("科技与科普服务", ["科技与科普", "科技科普", "科技", "科普"]), ("健身体育服务", ["健身体育", "体育", "健身"]),
        ],
        [WordList.TeamKind] = Plain("科学理论宣讲", "形势政策宣传", "主流价值宣教", "文体活动开展", "法治宣传教育", "农业科技辅导", "健康生活指导", "农村环境整治", "文明礼仪普及", "便民利民服务"),
        [WordList.SixEnter] = [("农村", ["进农村"]), ("社区", ["进社区"]), ("企业", ["进企业"]), ("机关", ["进机关", "机关事业单位", "事业单位"]), ("校园", ["进校园", "学校"]), ("网络", ["进网络"])],
        [WordList.Channel] = [("宣传栏", []), ("阅报栏", []), ("社区广播", ["广播"]), ("乡村大喇叭", ["大喇叭"]), ("文艺汇演", []), ("上门宣传", [])],
        [WordList.Purpose] = Plain("宣传群众", "教育群众", "关心群众", "服务群众"),
        [WordList.Mission] = Plain("凝聚群众、引导群众、以文化人、成风化俗"),
        [WordList.TaskField] = Plain("科学理论学习实践", "党的政策宣传宣讲", "主流价值培育践行", "丰富群众文化生活", "大力开展移风易俗", "扎实做好疫情防控"),
    };

    static (string, string[])[] Plain(params string[] texts) => [.. texts.Select(text => (text, Array.Empty<string>()))];

    public static bool Has(WordList list, string text) => words.GetValueOrDefault(list)?.Any(word => word.Text == text) is true;

    /// <summary>Where a standard word stands in its list, from 0; behind all of them for a local one.</summary>
    public static int NthOf(WordList list, string text) => Array.FindIndex(words.GetValueOrDefault(list) ?? [], word => word.Text == text) is >= 0 and var nth ? nth : 100;

    /// <summary>All of them, as a county's rows.</summary>
    public static IEnumerable<DictionaryEntry> For(string county) =>
        from list in words
        from word in list.Value
        select Entry(county, list.Key, word.Text, word.Aliases);

    static DictionaryEntry Entry(string county, WordList list, string text, string[] aliases)
    {
        var entry = New(county, list, text, Since);
        entry.Say(aliases, "", "");
        return entry;
    }

    public static DictionaryEntry New(string county, WordList list, string text, DateOnly since) => new()
    {
        County = county,
        Id = Guid.CreateVersion7(),
        List = list,
        Text = text,
        Standard = Has(list, text),
        Rank = DictionaryEntry.RankOf(list, NthOf(list, text)),
        ValidFrom = since,
    };
}
