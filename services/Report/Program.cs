using CivPractice.Platform;
using CivPractice.Report;
using CivPractice.Report.Files;

var builder = CivHost.CreateBuilder(args, "report");
builder.AddDatabase<ReportDb>();
builder.AddMethods();
builder.AddFiles();

var app = builder.Build();
app.UseCivRequests();
app.MapMethods();
app.MapFiles();
await app.RunServiceAsync();
