using CivPractice.Activity;
using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Imports;
using CivPractice.Activity.Needs;
using CivPractice.Activity.Projects;
using CivPractice.Activity.SignUps;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;

var builder = CivHost.CreateBuilder(args, "activity");
builder.AddDatabase<ActivityDb>();
builder.AddBus<ActivityDb>();
builder.AddImport<ProjectImport>();
builder.AddImport<ActivityImport>();
builder.Services.AddSingleton<ActivityPlans>();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<NeedsService>();
app.MapGrpcService<ProjectsService>();
app.MapGrpcService<ActivitiesService>();
app.MapGrpcService<SignUpsService>();
app.MapGrpcService<FiguresService>();
app.MapImport<ImportActivities>(ProjectImport.Path);
app.MapImport<ImportActivities>(ActivityImport.Path);
await app.RunServiceAsync();
