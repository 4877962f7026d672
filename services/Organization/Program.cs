using CivPractice.Organization;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "organization");
builder.AddDatabase<OrganizationDb>();
builder.AddBus<OrganizationDb>();
builder.AddFiles();
builder.AddMethods();

var app = builder.Build();
app.UseCivRequests();
app.MapMethods();
app.MapFiles();
await app.RunServiceAsync();
