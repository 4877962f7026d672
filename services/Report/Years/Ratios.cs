using System.Globalization;
using CivPractice.Platform;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Words;

namespace CivPractice.Report.Years;

/// <summary>
/// Numbers of the report divided by each other (比值): how much there is for each. Always of one calibre: what the national system registered is never divided by what the centres count themselves.
/// What the state counted, who lives there (R35), is neither, and stands below either. Residents for each volunteer of the centres' own teams are none of them: there are memberships (F20), and no people.
/// </summary>
static class Ratios
{
    /// <param name="Over">What is divided, as its indicator's unit says it: hours of minutes, yuan of fen.</param>
    /// <param name="Under">By what; several are added first.</param>
    /// <param name="Monthly">For each month of the year as well.</param>
    internal sealed record Ratio(string Name, string Over, string[] Under, string Unit, int Decimals, string Note = "", bool Monthly = false)
    {
        /// <summary>Of a city only where each of its counties has what is divided by: else one county's rows were divided by another one's.</summary>
        public bool OfEveryCounty { get; init; }
    }

    internal static readonly IReadOnlyList<Ratio> All =
    [
        new("每名注册志愿者的服务时长", "F16", ["F15"], "小时", 2, "低说明不少人注册后没有服务，或服务没有记录。"),
        new("注册志愿者占常住人口", "F15", ["R35"], "%", 1, "常住人口是最近一次登记的数，可能比志愿者的数早。") { OfEveryCounty = true },
        new("每个实践站的常住人口", "R35", ["F05"], "人", 0, "常住人口是最近一次登记的数，实践站按截止日的个数。") { OfEveryCounty = true },
        new("每支注册队伍的注册志愿者", "F15", ["F17"], "人", 1, "志愿者不一定在队。"),
        new("每支文明实践志愿服务队的队员", "F20", ["F19"], "人", 1, "一人在两支队各计一次。"),
        new("每场文明实践活动到场的志愿者", "R02", ["F21"], "人次", 1),
        new("每个所、站每月的活动", "F21", ["F04", "F05"], "场", 2, "所、站按截止日的个数。", Monthly: true),
        new("每场宣讲清点的听众", "F24", ["F23"], "人次", 1, "估算和扫码的听众不在内，场次都在内。"),
        new("每支宣讲队伍的队员", "F26", ["F25"], "人", 1),
        new("协会每次公益活动出动的志愿者", "F12", ["F11"], "人次", 1),
        new("协会捐助资金按受助人数平均", "F14", ["F13"], "元", 0, "按收到的捐助算，不是每人实际得到的。"),
    ];

    internal static IEnumerable<ReportRatio> Of(Reading reading, ReportPeriod period)
    {
        foreach (var ratio in All)
        {
            var under = ratio.Under.Select(id => reading[id]).ToList();
            if (reading[ratio.Over] is not { } over || under.Exists(number => number is null)) continue;
            var each = under.Sum(number => number!.Whole.Value) * (ratio.Monthly ? Months(period) : 1m);
            if (each <= 0 || ratio.OfEveryCounty && !OfEveryCounty(over, under!)) continue;
            yield return new ReportRatio
            {
                Name = ratio.Name,
                Phrase = Math.Round(Told(over) * (ratio.Unit == "%" ? 100 : 1) / each, ratio.Decimals, MidpointRounding.AwayFromZero).ToString($"0.{new string('0', ratio.Decimals)}", CultureInfo.InvariantCulture) + ratio.Unit,
                Over = { ratio.Over },
                Under = { ratio.Under },
                Note = ratio.Note,
            };
        }
    }

    // Whoever is counted in a county is measured by the people of that county. The city's own row has no people of its own, and a county scope has no counties below it.
    static bool OfEveryCounty(Counted over, IEnumerable<Counted> under)
    {
        static IEnumerable<string> Known(Counted number) => number.Counties.Where(county => county.Value.Value > 0 && !Tenants.IsCity(county.Key)).Select(county => county.Key);
        var numbers = under.Append(over).ToLookup(number => number.Indicator.Calibre == Calibre.OfficialCount);
        return !numbers[false].SelectMany(Known).Except(numbers[true].SelectMany(Known)).Any();
    }

    // From what is kept, never from what was rounded.
    static decimal Told(Counted number) => number.Indicator.Wording switch
    {
        InHours => number.Whole.Value / 60m,
        InYuan => number.Whole.Value / 100m,
        _ => number.Whole.Value,
    };

    // Of a year that is not over: the months that have begun.
    static int Months(ReportPeriod period) => period.AsOf.Year > period.Year ? 12 : period.AsOf.Month;
}
