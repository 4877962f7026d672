using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Report.Figures;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>Composes year reports (年度报告) from what the owners say.</summary>
public sealed class YearReports(NumberReader reader, CallerScope caller, TimeProvider clock, Organization.V1.Dictionaries.DictionariesClient dictionaries, Organization.V1.Honours.HonoursClient honours, Gateway.V1.Counties.CountiesClient? counties = null)
{
    // Two readings that agree have the moment between them. Somebody writes nearly always, seldom into what a report counts.
    const int mostReadings = 5;

    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(400);

    public DateOnly Today => Platform.ChinaTime.Today(clock);

    /// <summary>As things are now.</summary>
    /// <exception cref="Fault">What <see cref="ReportScope"/> and <see cref="ReportPeriod"/> refuse.</exception>
    public async Task<YearReport> ComposeAsync(GetYearReportRequest request, string authorization, CancellationToken cancel)
    {
        var (scope, period) = Asked(request);
        var (until, reading, frame) = await ReadAsync(scope, period, ReportFrame.PatienceOfAPage, authorization, cancel);
        return Write(scope, period, reading, until, frame);
    }

    /// <summary>As things are now, to be kept: whole, and with nobody named.</summary>
    /// <exception cref="Fault">FIGURES_MISSING: an owner does not answer.</exception>
    public async Task<YearReport> ComposeToKeepAsync(GetYearReportRequest request, string authorization, CancellationToken cancel)
    {
        var (scope, period) = Asked(request);
        var (until, reading, frame) = await ReadAsync(scope, period, ReportFrame.PatienceOfAFile, authorization, cancel);
        RequireWhole([.. reading.Missing, .. frame.Silent]);
        return Write(scope, period, reading, until, frame.Nameless);
    }

    /// <summary>As things were at one moment, the same for all owners: it lies between two readings that agree, so no number moved around it.</summary>
    /// <exception cref="Fault">FIGURES_MISSING: an owner does not answer; FIGURES_MOVE: somebody keeps writing what is counted.</exception>
    public async Task<YearReport> ComposeAtOneMomentAsync(GetYearReportRequest request, string authorization, CancellationToken cancel)
    {
        var (scope, period) = Asked(request);
        var around = FrameAsync(scope, period, ReportFrame.PatienceOfAFile, authorization, cancel);
        var before = await reader.ReadAsync(scope, period, IndicatorList.All, authorization, cancel);
        for (var readings = 1; readings < mostReadings; readings++)
        {
            RequireWhole([.. before.Missing, .. (await around).Silent]);
            var moment = clock.GetUtcNow();
            // What was being written around the moment is committed by then.
            await Task.Delay(pause, clock, cancel);
            var after = await reader.ReadAsync(scope, period, IndicatorList.All, authorization, cancel);
            RequireWhole(after.Missing);
            if (before.Agrees(after)) return Write(scope, period, after, moment, (await around).Nameless);
            before = after;
        }
        throw new Fault(StatusCode.Aborted, "FIGURES_MOVE", "数据正在变动（例如正在导入），请稍后再定稿");
    }

    /// <summary>One indicator of it.</summary>
    public async Task<ReportNumber> NumberAsync(Indicator indicator, GetYearReportRequest request, string authorization, CancellationToken cancel)
    {
        if (indicator.Counts is null) throw NotMeasured(indicator);
        var (scope, period) = Asked(request);
        var until = clock.GetUtcNow();
        var reading = await reader.ReadAsync(scope, period, [indicator], authorization, cancel);
        RequireWhole(reading.Missing);
        var number = reading[indicator.Id] ?? throw NotMeasured(indicator);
        return number.Shown(scope, period, until, (await ReportFrame.HeardAsync(CountyNames.ReadAsync(counties, authorization, DateTime.UtcNow + ReportFrame.PatienceOfAPage, cancel))).Said ?? CountyNames.None);
    }

    public ReportScope ScopeOf(string prefix) => ReportScope.Of(prefix, caller.Caller);

    (ReportScope, ReportPeriod) Asked(GetYearReportRequest request) => (ScopeOf(request.Prefix), ReportPeriod.Of(request.Year, request.AsOf, Today));

    static Fault NotMeasured(Indicator indicator) => Fault.Precondition("NOT_MEASURED", $"指标 {indicator.Id} {indicator.Name}尚未计量");

    static void RequireWhole(IReadOnlyList<string> missing)
    {
        if (missing.Count > 0) throw new Fault(StatusCode.Unavailable, "FIGURES_MISSING", $"这些数据暂时读不到，报告不完整，请稍后再试：{OwnerWords.Said(missing)}");
    }

    async Task<(DateTimeOffset Until, Reading Reading, ReportFrame Frame)> ReadAsync(ReportScope scope, ReportPeriod period, TimeSpan patience, string authorization, CancellationToken cancel)
    {
        var around = FrameAsync(scope, period, patience, authorization, cancel);
        var until = clock.GetUtcNow();
        return (until, await reader.ReadAsync(scope, period, IndicatorList.All, authorization, cancel), await around);
    }

    Task<ReportFrame> FrameAsync(ReportScope scope, ReportPeriod period, TimeSpan patience, string authorization, CancellationToken cancel)
    {
        var until = DateTime.UtcNow + patience;
        return ReportFrame.ReadAsync(CountyNames.ReadAsync(counties, authorization, until, cancel), Mission.ReadAsync(dictionaries, scope, authorization, until, cancel), HonoursSaid.ReadAsync(honours, scope, period, authorization, until, cancel));
    }

    static YearReport Write(ReportScope scope, ReportPeriod period, Reading reading, DateTimeOffset until, ReportFrame frame) => new()
    {
        Prefix = scope.Prefix,
        Name = frame.Names.Of(scope.Prefix),
        Year = period.Year,
        AsOf = Platform.ChinaTime.Text(period.AsOf),
        RecordedUntil = until.ToTimestamp(),
        DictionaryVersion = IndicatorList.Version,
        Title = $"{frame.Names.Of(scope.Prefix)}{period.Year}年新时代文明实践工作年度报告",
        Mission = frame.Mission,
        Sections = { YearText.Write(reading, period, frame.Names.Whole(scope.Prefix), frame.Honours) },
        Numbers = { reading.Numbers.Select(number => number.Shown(scope, period, until, frame.Names)) },
        Ratios = { Years.Ratios.Of(reading, period) },
        NotMeasured = { reading.NotMeasured },
        Missing = { reading.Missing },
    };
}
