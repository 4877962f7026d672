// What this machine can do at best for the same durable writes and reads: bare Kestrel and Npgsql on the product's own tables, as civ_app.
// No token, no permission, no contract, no second process. Arguments: port, connection string.
using CivPractice.Floor;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.ListenLocalhost(int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http1);
});
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, FloorJson.Default));

// Settings are made within each batch's transaction, so that a connection needs no reset.
await using var source = NpgsqlDataSource.Create($"{args[1]};Maximum Pool Size=32;Max Auto Prepare=50;Auto Prepare Min Usages=1;No Reset On Close=true");
var app = builder.Build();
app.MapGet("/alive", () => "alive");
app.MapPost("/w1", (SignUpWish wish, CancellationToken cancel) => SignUpFloor.RunAsync(source, wish, cancel));
app.MapGet("/w2", (string county, string prefix, int platform, CancellationToken cancel) => ListFloor.RunAsync(source, county, prefix, platform, cancel));
// The databases of the four that own figures: a connection each, as each service has its own.
string[] owners = ["organization", "volunteer", "activity", "lecture"];
var figures = owners.ToDictionary(owner => owner, owner => NpgsqlDataSource.Create($"{new NpgsqlConnectionStringBuilder(args[1]) { Database = $"civ_{owner}" }.ConnectionString};Maximum Pool Size=32;Max Auto Prepare=50;Auto Prepare Min Usages=1;No Reset On Close=true"));
app.MapGet("/w3", (HttpRequest request, string county, int year, CancellationToken cancel) => FigureFloor.RunAsync(figures, county, year, owner => request.Query[owner].ToString(), cancel));
app.Run();
