using CivPractice.Activity;
using CivPractice.Activity.Activities;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Platform;
using CivPractice.Platform.Messaging;

var builder = CivHost.CreateBuilder(args, "activity");
builder.AddDatabase<ActivityDb>();
builder.AddBus<ActivityDb>();
builder.AddFiles();
builder.AddFigures(Recounts.All);
builder.Services.AddSingleton<ActivityPlans>();
builder.AddNeighbourhoodNames();
builder.Services.AddSingleton(new Expiring("visit_note"));

var app = builder.Build();
app.UseCivRequests();
app.MapCalls();
app.MapFiles();
await app.RunServiceAsync();
