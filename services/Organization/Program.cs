using CivPractice.Organization;
using CivPractice.Organization.Exports;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Platform;
using CivPractice.Platform.Exports;

var builder = CivHost.CreateBuilder(args, "organization");
builder.AddDatabase<OrganizationDb>();
builder.AddBus<OrganizationDb>();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<SiteService>();
app.MapGrpcService<PostService>();
app.MapSiteImport();
app.MapExport<SiteExport>();
await app.RunServiceAsync();
