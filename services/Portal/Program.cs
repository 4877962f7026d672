using CivPractice.Platform;
using CivPractice.Portal;
using CivPractice.Portal.Home;
using CivPractice.Portal.Shared;
using CivPractice.Portal.SignIn;

var builder = CivHost.CreateBuilder(args, "portal");
builder.AddServiceClients();
builder.AddVisit();
builder.AddSealedForms();
builder.Services.AddRazorComponents();
builder.ServeOwnFiles();

var app = builder.Build();
app.UsePageHeaders();
app.UseFaultPages();
app.UseAntiforgery();
app.MapStaticAssets().WithMetadata(new OpenEndpoint());
app.MapRazorComponents<App>().WithMetadata(new OpenEndpoint());
app.MapDisplay();
await app.RunServiceAsync();
