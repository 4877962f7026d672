using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// Meetings of centres and of the city's coordination group, their decisions, and how these stand: most were done in time, some late, some are still under way when their day is over.
/// What was decided is invented, and so is whoever was in the chair.
/// </summary>
static class Meetings
{
    static readonly (string Text, string Unit)[] decisions =
    [
        ("把各站专管员配齐,逐站公布名单和电话", "委组织部"), ("修订文明实践工作制度,印发各所、站执行", "委宣传部"), ("开展阵地资源摸底,补齐资源库里的缺项", "文化和旅游局"), ("组织师生志愿者进社区开展课后服务", "教育局"),
        ("为在册志愿者办理人身意外保险", "财政局"), ("开展健康义诊进村入户,一村不落", "卫生健康委"), ("健全红白理事会,推进移风易俗", "民政局"), ("组织农技人员到田间开展服务", "农业农村局"),
        ("制定点单派单接单评单办法,明确办理时限", "文明办"), ("组织青年志愿者结对留守儿童", "团委"), ("开展家风家教宣讲进家庭", "妇联"), ("组建应急救援志愿服务队并开展演练", "应急管理局"),
        ("开放学校体育场地,公布开放时间", "体育局"), ("开展法律援助进社区", "司法局"), ("每月通报各单位文明实践工作进展", "文明办"),
    ];

    static readonly string[] late = ["方案已报审,等待批复", "已开展一半,经费不足", "正在收集各乡镇意见"], under = ["已制定方案,正在推进", "已在两个站试点", "已完成摸底"], done = ["已全部完成", "已完成并通报", "已完成,转入日常工作"];

    /// <summary>Of each centre: one in every quarter since the year that the report tells of.</summary>
    public static void Generate(CountyFolder folder, People people, Dice dice)
    {
        var (county, level) = (folder.County, folder.County.Name.EndsWith('区') ? "区" : "县");
        var center = $"{county.Name}新时代文明实践中心";
        Write(folder, [.. Quarters().Select((quarter, i) => ($"{center}{quarter.Name}工作例会", i % 4 == 3 ? "专题会议" : "工作例会", quarter.From))], center, $"{center}会议室", level, people, dice);
    }

    /// <summary>Of the city's coordination group.</summary>
    public static void GenerateCity(CountyFolder folder, People people, Dice dice) =>
        Write(folder, [.. Quarters().Select((quarter, i) => ($"{Policies.GroupName}{quarter.Name}{(i % 2 == 0 ? "全体会议" : "联席会议")}", i % 2 == 0 ? "协调小组会议" : "联席会议", quarter.From))], Policies.GroupName, "市委宣传部会议室", "市", people, dice);

    static IEnumerable<(string Name, DateOnly From)> Quarters() => Enumerable.Range(0, 5).Select(i => ($"{Targets.Year + i / 4}年第{"一二三四"[i % 4]}季度", new DateOnly(Targets.Year, 1, 5).AddMonths(3 * i)));

    static void Write(CountyFolder folder, IReadOnlyList<(string Title, string Kind, DateOnly From)> held, string convener, string place, string level, People people, Dice dice)
    {
        using var meetings = folder.Open("meetings", "会议名称", "召开日期", "类别", "召集单位", "地点", "主持人", "参会单位", "议题", "纪要");
        using var file = folder.Open("decisions", "会议", "召开日期", "序号", "决议", "责任单位", "完成时限", "状态", "完成日期", "落实情况");
        foreach (var (i, (title, kind, from)) in held.Index())
        {
            var (day, chosen) = (dice.Day(from, from.AddDays(70)), dice.Some(decisions, dice.Between(2, 4)));
            var units = chosen.Select(each => level + each.Unit).Append($"{level}委宣传部").Distinct().ToList();
            meetings.Add(title, Text.Of(day, dice), kind, convener, place, people.Name(), string.Join('、', units), string.Join(";", chosen.Select(each => each.Text)), $"听取{units.Count}家单位汇报,议定{chosen.Count}项工作");
            foreach (var (no, (text, unit)) in chosen.Index())
            {
                var due = day.AddDays(dice.Between(3, 9) * 10);
                // Of each group something is late for certain.
                var open = i == 1 && no == 0 || due > Targets.AsOf || dice.Chance(15);
                if (open)
                {
                    var begun = due <= Targets.AsOf || dice.Chance(60);
                    file.Add(title, Text.Of(day), Text.Of(no + 1), text, level + unit, Text.Of(due), begun ? "办理中" : "待办", "", begun ? dice.Of(due <= Targets.AsOf ? late : under) : "");
                    continue;
                }
                var on = dice.Chance(80) ? dice.Day(day.AddDays(7), due) : dice.Day(due.AddDays(1), due.AddDays(30));
                file.Add(title, Text.Of(day), Text.Of(no + 1), text, level + unit, Text.Of(due), "已完成", Text.Of(on < Targets.AsOf ? on : Targets.AsOf), dice.Of(done));
            }
        }
    }
}
