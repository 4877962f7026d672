using CivPractice.Organization;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "organization");
builder.AddDatabase<OrganizationDb>();
builder.AddBus<OrganizationDb>();
builder.AddFiles();
builder.AddCivicParts();
builder.AddFigures(Recounts.All);

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<SiteService>();
app.MapGrpcService<PostService>();
app.MapGrpcService<VenueService>();
app.MapFiles();
app.MapCivicParts();
await app.RunServiceAsync();
