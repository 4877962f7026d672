using System.Globalization;
using CivPractice.Report.V1;
using CivPractice.Report.Words;

namespace CivPractice.Report.Files;

/// <summary>The numbers of a report as rows of a table: the whole, then of a city each county.</summary>
static class NumberTable
{
    internal static readonly IReadOnlyList<string> Headings = ["编号", "指标", "范围", "数", "应有", "单位", "表述", "口径", "层级", "时间", "定义", "各县区能否相加"];

    internal static IEnumerable<IReadOnlyList<string>> Rows(YearReport report)
    {
        foreach (var number in report.Numbers)
        {
            yield return Row(number, report.Name, number.Value, number.Of, number.Phrase);
            foreach (var county in number.Counties) yield return Row(number, county.Name, county.Value, county.Of, county.Phrase);
        }
    }

    static string[] Row(ReportNumber number, string scope, long value, long of, string phrase)
    {
        var told = Indicators.IndicatorList.Find(number.Indicator)?.Wording switch
        {
            InHours => Say.Tenths(value).ToString("0.0", CultureInfo.InvariantCulture),
            InYuan => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
        return
        [
            number.Indicator, number.Name, scope, told, of > 0 ? of.ToString(CultureInfo.InvariantCulture) : "",
            of > 0 ? "个" : number.Unit, phrase, number.Calibre.Said(), number.Tiers.Said(), number.Period, Indicators.IndicatorList.Find(number.Indicator)?.Definition ?? "", number.Additive ? "能" : "不能",
        ];
    }
}
