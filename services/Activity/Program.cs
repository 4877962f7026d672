using CivPractice.Activity;
using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Imports;
using CivPractice.Activity.Needs;
using CivPractice.Activity.Projects;
using CivPractice.Activity.SignUps;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "activity");
builder.AddDatabase<ActivityDb>();
builder.AddBus<ActivityDb>();
builder.AddImports();
builder.Services.AddSingleton<ActivityPlans>();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<NeedsService>();
app.MapGrpcService<ProjectsService>();
app.MapGrpcService<ActivitiesService>();
app.MapGrpcService<SignUpsService>();
app.MapGrpcService<FiguresService>();
app.MapImports();
await app.RunServiceAsync();
