using CivPractice.Organization.V1;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Words;

namespace CivPractice.Report.Years;

/// <summary>
/// The prose of the year report (年度报告), in words of our own. A paragraph is a lead and some clauses, each around one number; a clause whose number is not there falls away, and a paragraph
/// without clauses, too. Two calibres of the same thing stand side by side and are never added.
/// </summary>
static class YearText
{
    /// <param name="Before">What stands before the number.</param>
    /// <param name="Indicator">Whose number it is.</param>
    /// <param name="EvenNone">Whether a nought is told; else the clause falls away. A share of something is told, also when it is none of it.</param>
    sealed record Clause(string Before, string Indicator, string After = "", bool EvenNone = true);

    static Clause Where(string before, string indicator, string after = "") => new(before, indicator, after, EvenNone: false);

    /// <param name="Lead">Begins the paragraph: {asOf}, {year} and {whole} stand for the day, the year and 全市 or 全县.</param>
    /// <param name="Tail">Ends it.</param>
    sealed record Paragraph(string Lead, Clause[] Clauses, string Tail = "")
    {
        /// <summary>What the tail speaks of: of each group one number must be told, or it would speak of nothing.</summary>
        public string[][] TailNeeds { get; init; } = [];
        public Told Of { get; init; }
    }

    /// <summary>What else a paragraph tells.</summary>
    enum Told
    {
        NumbersOnly,

        /// <summary>Which honours, and who is the first of those who got them.</summary>
        Honours,
    }

    // The indicators that are honours of one kind.
    static readonly Indicator[] kinds = [.. IndicatorList.All.Where(indicator => indicator.Counts is { Measure: "honours.persons", Dimensions.Length: 1 })];

    sealed record Section(string Title, Paragraph[] Paragraphs);

    static readonly Section[] sections =
    [
        new("阵地与组织",
        [
            new("{asOf}，{whole}新时代文明实践", [new("中心、所", "F02"), new("实践站", "F03"), new("共有实践所", "F04"), new("实践站", "F05")]),
            new("阵地资源库", [new("收录各类场所和设施", "F01")]),
            new("{whole}社区登记", [Where("小区", "F07"), Where("居民", "F08")]),
            new("{asOf}，", [Where("列入各级建设试点的县区", "F28"), Where("其中全国试点", "F28A"), Where("省级试点", "F28B"), Where("市级试点", "F28C")]),
            new("志愿服务工作协调小组有", [Where("", "F09", "成员单位承担明确职责")]),
        ]),
        new("队伍与志愿者",
        [
            new("按全国志愿服务信息系统的登记，{asOf}，{whole}有", [new("注册志愿者", "F15"), new("累计记录服务时长", "F16"), new("志愿服务队伍", "F17"), new("志愿服务项目", "F18")]),
            new("按{whole}各中心自己组建的队伍统计，{asOf}，", [new("有文明实践志愿服务队", "F19"), new("在册队员", "F20", "（一人参加两支队伍的，各计一次）"), Where("队伍分", "F10"), Where("培育志愿服务品牌", "F22")],
                "以上两种口径来源不同，分别列出，不相加。") { TailNeeds = [["F15", "F16", "F17", "F18"], ["F19", "F20"]] },
            new("{asOf}，", [Where("志愿服务组织获得省级表彰", "F29"), Where("个人获得各级荣誉", "F27")]) { Of = Told.Honours },
        ]),
        new("活动与服务",
        [
            new("{year}，{whole}各中心（所、站）", [new("开展文明实践活动", "F21"), new("志愿者到场", "R02")]),
            new("{year}，{whole}到站点活动的群众", [Where("评分满意（4 分、5 分）的占", "R36")]),
            new("{asOf}，历次应急动员中，", [Where("响应的志愿者有", "F06", "（同一次动员一人只计一次）")]),
            new("{year}，{whole}公益志愿者协会", [Where("另外组织公益活动", "F11"), Where("出动志愿者", "F12"), Where("帮扶困难群众", "F13"), Where("收到捐助资金", "F14")]),
        ]),
        new("理论宣讲",
        [
            new("{year}，{whole}各中心（所、站）", [new("开展理论宣讲", "F23"), new("清点到听众", "F24")], "宣讲和文明实践活动分别统计，不重复计数。"),
            new("至今，{whole}", [new("登记宣讲队伍", "F25"), new("宣讲队员", "F26")]),
        ]),
        new("记录与证明", [new("{year}，{whole}", [new("记入志愿服务时长台账", "R01"), new("更正记录", "R05"), new("出具志愿服务记录证明", "R03"), new("撤销和替换证明", "R04")], "志愿服务记录和证明不收费，凭编号和验证码可以核验。")]),
    ];

    /// <summary>The indicators that the report speaks of.</summary>
    internal static readonly IReadOnlySet<string> Spoken = sections.SelectMany(section => section.Paragraphs).SelectMany(paragraph => paragraph.Clauses).Select(clause => clause.Indicator)
        .Concat(kinds.Select(kind => kind.Id)).ToHashSet();

    internal static IEnumerable<ReportSection> Write(Reading reading, ReportPeriod period, string whole, IReadOnlyList<HonourSaid> honours)
    {
        foreach (var section in sections)
        {
            var paragraphs = section.Paragraphs.Select(paragraph => Write(paragraph, reading, period, whole, honours)).OfType<ReportParagraph>().ToList();
            if (paragraphs.Count > 0) yield return new ReportSection { Title = section.Title, Paragraphs = { paragraphs } };
        }
    }

    static ReportParagraph? Write(Paragraph paragraph, Reading reading, ReportPeriod period, string whole, IReadOnlyList<HonourSaid> honours)
    {
        var clauses = paragraph.Clauses.Select(clause => (Clause: clause, Number: reading[clause.Indicator])).Where(each => each.Number is { } number && IsTold(each.Clause, number)).ToList();
        if (clauses.Count == 0) return null;
        var spans = new List<ReportSpan>();
        var text = paragraph.Lead.Replace("{asOf}", $"截至{Say.Day(period.AsOf)}", StringComparison.Ordinal).Replace("{year}", period.Said, StringComparison.Ordinal).Replace("{whole}", whole, StringComparison.Ordinal);
        foreach (var (clause, number) in clauses)
        {
            Put(text + (clause.Indicator == "F29" ? Organizations(clause.Before, number!.Whole.Value, honours) : clause.Before));
            spans.Add(new ReportSpan { Text = number!.Phrase, Indicator = clause.Indicator });
            text = clause.After + "，";
        }
        if (paragraph.Of == Told.Honours)
        {
            text = text[..^1] + "，其中";
            foreach (var kind in Kinds(reading, honours))
            {
                Put(text + kind.Before);
                spans.Add(new ReportSpan { Text = kind.Number, Indicator = kind.Indicator });
                text = $"获评{kind.Award}，";
            }
            if (text.EndsWith("，其中", StringComparison.Ordinal)) text = text[..^2];
        }
        Put(text[..^1] + "。" + (paragraph.TailNeeds.All(group => group.Any(id => reading[id] is not null)) ? paragraph.Tail : ""));
        return new ReportParagraph { Spans = { spans } };

        void Put(string said)
        {
            if (said.Length > 0) spans.Add(new ReportSpan { Text = said });
        }
    }

    // Where nothing is due there is nothing to cover: a table says so, a sentence does not.
    static bool IsTold(Clause clause, Counted number) => number.Indicator.Wording is Covered ? number.Whole.Of > 0 : clause.EvenNone || number.Whole.Value > 0 || number.Whole.Of > 0;

    // 某某等志愿服务组织, and one alone by its name in their place (表述规则四); a name belongs to the number only where both speak of the same rows.
    static string Organizations(string before, long value, IReadOnlyList<HonourSaid> honours)
    {
        var honoured = honours.Where(each => each.Bearer == HonourBearer.Organization && each.Dimension.StartsWith("Provincial/", StringComparison.Ordinal)).ToList();
        var first = honoured.Sum(each => each.Count) == value ? honoured.Select(each => each.First).FirstOrDefault(name => name.Length > 0, "") : "";
        return first.Length == 0 ? before : value == 1 ? first + before.Replace("志愿服务组织", "", StringComparison.Ordinal) : $"{first}等{before}";
    }

    /// <summary>Each kind of honour that persons got: one by the name, several as the first of them 等 n 名 (表述规则四). The number is the indicator's where the dictionary has one.</summary>
    static IEnumerable<(string Before, string Number, string Indicator, string Award)> Kinds(Reading reading, IReadOnlyList<HonourSaid> honours)
    {
        var said = honours.Where(each => each.Bearer == HonourBearer.Person).ToDictionary(each => each.Dimension);
        foreach (var kind in kinds)
        {
            var dimension = kind.Counts!.Dimensions[0];
            if (reading[kind.Id] is not { Whole.Value: > 0 } number) continue;
            // A name belongs to the number only where both speak of the same rows.
            if (!said.Remove(dimension, out var told) || told.Count != number.Whole.Value) yield return ("", number.Phrase, kind.Id, kind.Name);
            else yield return Named(told, kind.Id);
        }
        foreach (var other in said.Values) yield return Named(other, "F27");
    }

    static (string, string, string, string) Named(HonourSaid told, string indicator) =>
        told is { First.Length: > 0, Count: 1 } ? ("", told.First, indicator, told.Award) : (told.First.Length > 0 ? told.First + "等" : "", Say.Exact(told.Count, told.Classifier), indicator, told.Award);
}
