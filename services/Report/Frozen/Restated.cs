using CivPractice.Platform.Faults;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Frozen;

/// <summary>What a new run says otherwise than the frozen report (修订对照), number by number. The frozen one stays what it is.</summary>
static class Restated
{
    internal static Restatement Of(FrozenReport frozen, YearReport before, YearReport now)
    {
        var answer = new Restatement { Id = frozen.Id.ToString(), FrozenAt = frozen.FrozenAt.ToTimestamp(), ReadAt = now.RecordedUntil, Missing = { now.Missing } };
        var (then, later) = (before.Numbers.ToDictionary(number => number.Indicator), now.Numbers.ToDictionary(number => number.Indicator));
        foreach (var id in IndicatorList.All.Select(indicator => indicator.Id).Union(then.Keys))
        {
            var (old, current) = (then.GetValueOrDefault(id), later.GetValueOrDefault(id));
            if (old is null && current is null || Same(old, current)) continue;
            // Of an owner that is silent it is not known.
            if (current is null && IndicatorList.Find(id)?.Counts?.Owners.Intersect(now.Missing).Any() is true) continue;
            answer.Numbers.Add(Line(frozen, id, old, current));
        }
        return answer;
    }

    static bool Same(ReportNumber? old, ReportNumber? current) => old is not null && current is not null && (old.Value, old.Of) == (current.Value, current.Of) && old.Counties.Select(Part).SequenceEqual(current.Counties.Select(Part));

    static (string, long, long) Part(CountyNumber county) => (county.County, county.Value, county.Of);

    static RestatedNumber Line(FrozenReport frozen, string id, ReportNumber? old, ReportNumber? current)
    {
        var (from, to) = (Day((old ?? current)!.From), Day((old ?? current)!.To));
        return new RestatedNumber
        {
            Indicator = id,
            Name = (old ?? current)!.Name,
            Unit = (old ?? current)!.Unit,
            Frozen = old?.Value ?? 0,
            Now = current?.Value ?? 0,
            Moved = (current?.Value ?? 0) - (old?.Value ?? 0),
            FrozenPhrase = old?.Phrase ?? "尚未计量",
            NowPhrase = current?.Phrase ?? "不再计量",
            FrozenRows = old is { RowsOfTheMoment: true } ? old.Rows : "",
            LaterRows = current is null ? "" : RowsLink.After(IndicatorList.Find(id)?.Counts ?? new Counting("", current.Measure), frozen.Prefix, from, to, frozen.FrozenAt),
            Why = Why(old, current),
        };
    }

    static string Why(ReportNumber? old, ReportNumber? current) => (old, current) switch
    {
        (null, _) => "定稿后才开始计量",
        (_, null) => "不再计量",
        _ when old.Version != current.Version => $"定义改过（第 {old.Version} 版改为第 {current.Version} 版）",
        _ when old.Value == current.Value && old.Of == current.Of => "总数没有变，县区之间有变动",
        _ when current.Value > old.Value => "定稿后补登",
        _ => "定稿后更正或核减",
    };

    static DateOnly? Day(string text)
    {
        var check = new Check();
        return check.DayOrNone("day", "日期", text);
    }
}
