using CivPractice.Organization;
using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "organization");
builder.AddDatabase<OrganizationDb>();
builder.AddBus<OrganizationDb>();
builder.AddFiles();
builder.AddFigures([.. Recounts.All, .. PolicyRecounts.All]);

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<SiteService>();
app.MapGrpcService<PostService>();
app.MapGrpcService<VenueService>();
app.MapGrpcService<PilotService>();
app.MapGrpcService<DocumentService>();
app.MapGrpcService<CoordinationService>();
app.MapGrpcService<NeighbourhoodService>();
app.MapFiles();
await app.RunServiceAsync();
