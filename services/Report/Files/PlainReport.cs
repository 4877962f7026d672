using System.Text;
using CivPractice.Report.Figures;
using CivPractice.Report.V1;

namespace CivPractice.Report.Files;

/// <summary>A year report as plain text.</summary>
static class PlainReport
{
    /// <param name="frozen">Null for a report that was composed now.</param>
    internal static string Of(YearReport report, FrozenYearReport? frozen)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Title);
        if (report.Mission.Length > 0) text.AppendLine($"——{report.Mission}");
        text.AppendLine();
        foreach (var (section, number) in report.Sections.Select((section, at) => (section, at + 1)))
        {
            text.AppendLine($"{ReportWords.Number(number)}、{section.Title}");
            foreach (var paragraph in section.Paragraphs) text.AppendLine($"　　{string.Concat(paragraph.Spans.Select(span => span.Text))}");
            text.AppendLine();
        }
        if (report.Ratios.Count > 0)
        {
            text.AppendLine(ReportWords.RatiosTitle);
            foreach (var ratio in report.Ratios) text.AppendLine($"　　{ratio.Said()}");
            text.AppendLine();
        }
        foreach (var line in ReportWords.Notes(report, frozen)) text.AppendLine(line);
        return text.ToString();
    }
}

/// <summary>What every form of a report says in the same words.</summary>
static class ReportWords
{
    static readonly string[] numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    internal const string RatiosTitle = "附：平均数和比例（由文中的数相除）";

    /// <summary>每支宣讲队伍的队员：3.9人（F26 ÷ F25）.</summary>
    internal static string Said(this ReportRatio ratio) => $"{ratio.Name}：{ratio.Phrase}（{string.Join("＋", ratio.Over)} ÷ {(ratio.Under.Count > 1 ? $"（{string.Join("＋", ratio.Under)}）" : ratio.Under[0])}）{(ratio.Note.Length > 0 ? $"，{ratio.Note}" : "。")}";

    internal static string Number(int n) => n <= numbers.Length ? numbers[n - 1] : $"{n}";

    internal static string Said(this Calibre calibre) => calibre switch { Calibre.NationalRegistry => "全国志愿服务信息系统登记", Calibre.OfficialCount => "政府统计（人口普查、统计公报）", _ => "本平台自有记录" };

    internal static string Said(this TierScope tiers) => tiers == TierScope.OwnTier ? "只计本级" : "含下级（中心、所、站）";

    /// <summary>Below the text: by which moment, by which dictionary, what is not in it.</summary>
    internal static IEnumerable<string> Notes(YearReport report, FrozenYearReport? frozen)
    {
        yield return $"数据截止：业务日期 {report.AsOf}，登记时间 {Platform.ChinaTime.Text(report.RecordedUntil.ToDateTimeOffset())}。指标字典第 {report.DictionaryVersion} 版。";
        if (frozen is not null) yield return $"定稿编号 {frozen.Id}，内容校验码（SHA-256）{frozen.ContentHash}{(frozen.Intact ? "" : "，内容与校验码不符")}。";
        else yield return "本稿未定稿，数字会随登记变动。";
        if (report.NotMeasured.Count > 0) yield return $"尚未计量的指标（文中没有它们的数字）：{string.Join("、", report.NotMeasured.Select(id => $"{id} {Indicators.IndicatorList.Find(id)?.Name}"))}。";
        if (report.Missing.Count > 0) yield return $"没有读到的数据（文中没有它们的数字）：{OwnerWords.Said(report.Missing)}。";
    }
}
