using CivPractice.Platform.Callers;
using CivPractice.Report.Frozen;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Grpc.Core;

namespace CivPractice.Report.Indicators;

/// <summary>The dictionary of indicators (指标字典), and one indicator's number.</summary>
public sealed class IndicatorService(YearReports years) : V1.Indicators.IndicatorsBase
{
    [Requires<ReadStatistics>]
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListIndicatorsResponse { Version = IndicatorList.Version, Indicators = { IndicatorList.All.Select(indicator => indicator.Shown()) } });

    [Requires<ReadStatistics>]
    public override Task<IndicatorEntry> GetIndicator(GetIndicatorRequest request, ServerCallContext context) => Task.FromResult(IndicatorList.Get(request.Id).Shown());

    [Requires<ReadFigures>]
    public override Task<ReportNumber> GetIndicatorValue(GetIndicatorValueRequest request, ServerCallContext context) =>
        years.NumberAsync(IndicatorList.Get(request.Id), new GetYearReportRequest { Prefix = request.Prefix, Year = request.Year, AsOf = request.AsOf }, context.Authorization(), context.CancellationToken);
}
