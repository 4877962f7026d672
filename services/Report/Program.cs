using CivPractice.Platform;
using CivPractice.Report;
using CivPractice.Report.Checks;
using CivPractice.Report.Figures;
using CivPractice.Report.Files;
using CivPractice.Report.Frozen;
using CivPractice.Report.Indicators;
using CivPractice.Report.Snapshots;
using CivPractice.Report.Years;

var builder = CivHost.CreateBuilder(args, "report");
builder.AddDatabase<ReportDb>();
builder.AddOwners();
builder.AddYears();
builder.AddFiles();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<FigureService>();
app.MapGrpcService<IndicatorService>();
app.MapGrpcService<ReportService>();
app.MapGrpcService<SnapshotService>();
app.MapGrpcService<CheckService>();
app.MapFiles();
await app.RunServiceAsync();
