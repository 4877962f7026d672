using CivPractice.Organization;
using CivPractice.Organization.Exports;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Imports;

var builder = CivHost.CreateBuilder(args, "organization");
builder.AddDatabase<OrganizationDb>();
builder.AddBus<OrganizationDb>();
builder.AddImport<DivisionImport>();
builder.AddImport<SiteImport>();
builder.AddImport<VenueImport>();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<SiteService>();
app.MapGrpcService<PostService>();
app.MapGrpcService<VenueService>();
app.MapImport<ImportSites>(DivisionImport.Path);
app.MapImport<ImportSites>(SiteImport.Path);
app.MapImport<ImportSites>(VenueImport.Path);
app.MapExport<SiteExport>();
app.MapExport<VenueExport>();
await app.RunServiceAsync();
