using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// Honours (荣誉) of invented people and of teams. Each document's order runs over all counties, so a city's first is one county's. Some do not want their name to be shown, but never
/// the first of a document; of the young the guardian agreed for most.
/// </summary>
static class HonourList
{
    /// <summary>A figure's id, and the honour that it counts.</summary>
    sealed record Award(string Figure, string Kind, string Level, string Bearer, int Round, bool IsNomination, string Classifier, string AwardedOn, string Issuer, bool IsYoung, string[] Categories);

    static readonly string[] goodPeople = ["助人为乐", "见义勇为", "诚实守信", "敬业奉献", "孝老爱亲"];

    static readonly Award[] awards =
    [
        new("F27A", "全国道德模范", "国家级", "个人", 8, true, "名", "2021-11", "中央宣传部等", false, goodPeople),
        new("F27B", "山西道德模范", "省级", "个人", 0, true, "名", "2021-09", "省委宣传部等", false, goodPeople),
        new("F27C", "中国好人榜", "国家级", "个人", 0, false, "名", "2021-08", "中央文明办", false, goodPeople),
        new("F27D", "山西好人", "省级", "个人", 0, false, "名", "2021-07", "省文明办", false, goodPeople),
        new("F27E", "新时代山西好少年", "省级", "个人", 0, false, "名同学", "2021-06", "省文明办", true, ["热心公益", "自强自立", "孝老爱亲"]),
        new("F29", "省级优秀志愿服务组织", "省级", "组织", 0, false, "个", "2021-12", "省文明办", false, [""]),
    ];

    static readonly string[] teamNames = ["鸿飞", "春晓", "枫叶", "晨光", "清泉", "向阳"];
    static readonly string[] deeds = ["多年照看邻里老人", "危急时刻救人", "垫付工钱不欠一人", "三十年守在岗位", "侍奉卧床家人"];

    /// <summary>How the dimension of the platform's figure names it.</summary>
    public static string GroupOf(string figure)
    {
        var award = awards.Single(award => award.Figure == figure);
        return $"{(award.Level == "国家级" ? "National" : "Provincial")}/{award.Kind}";
    }

    public static IEnumerable<string> Figures => awards.Select(award => award.Figure);

    /// <param name="nth">Which of the counties, from 0: it has every fifth place of a document.</param>
    public static void Generate(CountyFolder folder, Places places, People people, Targets targets, int nth, Dice dice)
    {
        using var file = folder.Open("honours", "荣誉名称", "级别", "获评对象", "姓名或名称", "站点", "届次", "名次", "是否提名", "类别", "量词", "获评时间", "授予单位", "文号", "事迹", "是否未成年人", "公开意愿", "监护人", "监护人同意日期", "是否已核验");
        var counties = Yangquan.Counties.Count;
        var names = new HashSet<string>();
        foreach (var award in awards)
            for (var place = 1; place <= targets[award.Figure]; place++)
                // The first of each document is another county's.
                if ((place + Array.IndexOf(awards, award)) % counties == nth) Add(award, place, Fresh(award, place), hidden: place > 1 && dice.Chance(20), verified: true);

        // What the office has not looked at yet counts nothing.
        Add(awards[3], 90, Fresh(awards[3], 90), hidden: true, verified: false);
        var young = awards[4];
        file.Add(young.Kind, young.Level, young.Bearer, people.Name(), places.Site(dice).Code, "", "91", "否", "", young.Classifier, young.AwardedOn, young.Issuer, "", "", "是", "公开", "", "", "是");
        folder.Plant("未成年人没有监护人同意", file, "要公开姓名,没有监护人的同意", "GUARDIAN_CONSENT_REQUIRED");

        string Fresh(Award award, int place)
        {
            string name;
            do name = award.Bearer == "组织" ? $"{teamNames[place % teamNames.Length]}志愿服务队" : people.Name(); while (award.Bearer != "组织" && !names.Add(name));
            return name;
        }

        void Add(Award award, int place, string name, bool hidden, bool verified)
        {
            var agreed = award.IsYoung && !hidden;
            file.Add(award.Kind, award.Level, award.Bearer, name, places.Site(dice).Code, award.Round > 0 ? Text.Of(award.Round) : "", Text.Of(place), Text.Of(award.IsNomination), dice.Of(award.Categories), award.Classifier,
                award.AwardedOn, award.Issuer, "", award.IsYoung || award.Bearer == "组织" ? "" : dice.Of(deeds), Text.Of(award.IsYoung), award.Bearer == "组织" ? "" : hidden ? "不公开" : award.IsYoung ? "公开姓氏" : "公开",
                agreed ? dice.Chance(60) ? "母亲" : "父亲" : "", agreed ? "2021-05-20" : "", Text.Of(verified));
        }
    }
}
