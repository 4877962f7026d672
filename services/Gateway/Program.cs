using CivPractice.Gateway;
using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Grants;
using CivPractice.Gateway.OpenApi;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "gateway");
builder.AddDatabase<GatewayDb>();
builder.AddBus<GatewayDb>();
builder.AddAccounts();
builder.AddTokens();
builder.AddRoutes();

var app = builder.Build();
app.UseDoor();
app.MapGrpcService<AccountService>();
app.MapGrpcService<GrantService>();
app.MapGrpcService<CountyService>();
app.MapOpenApi();
app.MapRoutes();
await app.RunServiceAsync();
