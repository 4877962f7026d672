using System.Diagnostics.Metrics;
using System.Globalization;
using CivPractice.Platform.Database;
using CivPractice.Platform.Telemetry;
using CivPractice.Platform.Writes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CivPractice.Platform.Figures;

/// <summary>The check of each night (<see cref="TallyCheck"/>), under a lease: two replicas do not do it twice. A difference is an error in the log and a metric; it mends nothing.</summary>
public sealed partial class TallyWatch(TallyCheck check, [FromKeyedServices(DataSources.Jobs)] NpgsqlDataSource jobs, IConfiguration configuration, TimeProvider clock, ILogger<TallyWatch> log) : BackgroundService
{
    static readonly Gauge<long> found = CivTelemetry.Meter.CreateGauge<long>("civ.figures.differences", "{figure}", "Figures that differed from their rows at the last check");

    // As long as the replicas' clocks may differ, and no longer than a day.
    static readonly TimeSpan once = TimeSpan.FromHours(2);

    // More of them tell no more, and the command names them all.
    const int mostLogged = 20;

    readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var set = configuration["CIV_CHECK_FIGURES_AT"] ?? "02:30";
        if (!TimeOnly.TryParse(set, CultureInfo.InvariantCulture, out var at))
        {
            if (set != "off") LogUnreadable(set);
            return;
        }
        while (true)
        {
            await Task.Delay(Until(at), clock, stoppingToken);
            try
            {
                if (await Lease.TakeAsync(jobs, nameof(TallyWatch), holder, once, stoppingToken)) Tell(await check.RunAsync(stoppingToken));
            }
            catch (NpgsqlException exception) { LogFailed(exception.Message); }
        }
    }

    void Tell(TallyReport report)
    {
        found.Record(report.Differences.Count);
        foreach (var difference in report.Differences.Take(mostLogged)) LogDifference(difference);
        if (report.Differences.Count == 0) LogAgree(report.Figures, report.Counties);
        else LogDiffer(report.Differences.Count, report.Figures, report.Counties);
    }

    TimeSpan Until(TimeOnly at)
    {
        var now = clock.GetUtcNow();
        var next = ChinaTime.Start(ChinaTime.Today(clock)) + at.ToTimeSpan();
        return (next > now ? next : next.AddDays(1)) - now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A figure differs from its rows: {Difference}")]
    partial void LogDifference(TallyDifference difference);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Differences} of {Figures} figures in {Counties} counties differ from their rows; --check-figures names them")]
    partial void LogDiffer(int differences, long figures, int counties);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Figures} figures in {Counties} counties agree with their rows")]
    partial void LogAgree(long figures, int counties);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The figures were not checked: {Why}")]
    partial void LogFailed(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "CIV_CHECK_FIGURES_AT is no time of day: {Set}; the figures are not checked")]
    partial void LogUnreadable(string set);
}
