using CivPractice.Platform;
using CivPractice.Report.Checks;
using CivPractice.Report.Evidence;
using CivPractice.Report.Figures;
using CivPractice.Report.Frozen;
using CivPractice.Report.Indicators;
using CivPractice.Report.Schedules;
using CivPractice.Report.Snapshots;
using CivPractice.Report.Years;

namespace CivPractice.Report;

/// <summary>The service's methods.</summary>
static class ReportMethods
{
    public static void AddMethods(this WebApplicationBuilder builder)
    {
        builder.AddOwners();
        builder.AddYears();
        builder.AddFigures(Recounts.All);
        builder.AddSchedules();
    }

    public static void MapMethods(this WebApplication app)
    {
        app.MapGrpcService<FigureService>();
        app.MapGrpcService<IndicatorService>();
        app.MapGrpcService<ReportService>();
        app.MapGrpcService<SnapshotService>();
        app.MapGrpcService<CheckService>();
        app.MapGrpcService<EvidenceService>();
        app.MapGrpcService<ScheduleService>();
    }
}
