using CivPractice.Platform;
using CivPractice.Report.Figures;

var builder = CivHost.CreateBuilder(args, "report");
builder.AddOwners();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<FigureService>();
await app.RunServiceAsync();
