// The whole stack on one page. `Aspire/` and `Local/` each give these verbs: docs/decisions/0002-two-hosts.md.
var builder = DistributedApplication.CreateBuilder(args);

var appPassword = builder.AddSecret("civ-app-password");
var jobsPassword = builder.AddSecret("civ-jobs-password");
var operatorPassword = builder.AddSecret("civ-operator-password");   // of the first account that may sign in
var secretKey = builder.AddSecretKey("civ-secret-key");              // seals personal values and answers kept for repeats

var postgres = builder.AddPostgres("postgres", password: builder.AddSecret("postgres-password"))
    .WithArgs("-c", "max_connections=300").WithDataVolume();
var broker = builder.AddRabbitMQ("broker", password: builder.AddSecret("broker-password")).WithDataVolume();

var migrations = new List<IResourceBuilder<ProjectResource>>();
var organization = Stored("organization", "Organization");
var volunteer = Stored("volunteer", "Volunteer").WithPeers(organization);
var activity = Stored("activity", "Activity").WithPeers(organization, volunteer);
var lecture = Stored("lecture", "Lecture").WithPeers(organization, volunteer);
var report = Stored("report", "Report").WithPeers(organization, volunteer, activity, lecture);
var portal = Part("portal", "Portal").WithPeers(organization, volunteer, activity, lecture, report)
    .WithEnvironment("CIV_SECRET_KEY", secretKey);

var gateway = Stored("gateway", "Gateway", migration => migration
        .WithEnvironment("CIV_OPERATOR_PASSWORD", operatorPassword).WithEnvironment("CIV_SECRET_KEY", secretKey))
    .WithPeers(organization, volunteer, activity, lecture, report, portal)
    .WaitForAll(organization, volunteer, activity, lecture, report, portal)
    .AsFrontDoor();

// An assessment of sites asks the other owners what they count: a reference back, too.
organization.WithPeers(volunteer, activity, lecture);

// Everybody checks the gateway's tokens with its published keys, read at the first one: a reference back, but no waiting.
foreach (var part in new[] { organization, volunteer, activity, lecture, report, portal })
{
    part.WithEnvironment("services__gateway__http__0", gateway.GetEndpoint("http"));
}
organization.WithEnvironment("services__activity__grpc__0", activity.GetEndpoint("grpc"));   // asked whether a site still has work
portal.WithEnvironment("services__gateway__grpc__0", gateway.GetEndpoint("grpc")).WithFileStore();
report.WithEnvironment("services__gateway__grpc__0", gateway.GetEndpoint("grpc"));   // names of counties

// A migration also declares its service's queues: nobody may publish before the last of them is there.
foreach (var part in new[] { organization, volunteer, activity, lecture, report, gateway })
{
    foreach (var migration in migrations) { part.WaitForCompletion(migration); }
}

builder.AddPublishers();
builder.Build().Run();

// A process of ours: one HTTP port, ready when /health says so.
IResourceBuilder<ProjectResource> Part(string name, string folder) =>
    builder.AddProject(name, $"../services/{folder}/{folder}.csproj")
        .WithHttpEndpoint(name: "http")                      // HTTP/1: health, files, pages
        .WithHttpHealthCheck("/health")
        .WithEnvironment("DOTNET_gcServer", "0");            // eight processes on a county's small machine

// A part that others call: gRPC, and files of its own.
IResourceBuilder<ProjectResource> Service(string name, string folder) =>
    Part(name, folder)
        .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")    // HTTP/2 without TLS: gRPC and its JSON face
        .WithFileStore();

// A service with a database: migrated as the owner by a step that ends, then run as the plain roles; and with the broker.
IResourceBuilder<ProjectResource> Stored(string name, string folder, Action<IResourceBuilder<ProjectResource>>? more = null)
{
    var database = $"civ_{name}";
    var owner = postgres.AddDatabase($"{name}-owner", database);
    var migration = builder.AddProject($"{name}-migration", $"../services/{folder}/{folder}.csproj")
        .WithArgs("--migrate")
        .WithReference(owner, "owner").WaitFor(owner)
        .WithReference(broker, "broker").WaitFor(broker)
        .WithEnvironment("CIV_APP_PASSWORD", appPassword).WithEnvironment("CIV_JOBS_PASSWORD", jobsPassword)
        .AsJob();
    more?.Invoke(migration);
    migrations.Add(migration);
    return Service(name, folder).WithEnvironment("CIV_SECRET_KEY", secretKey)
        .WithReference(builder.AddRoleConnection($"{name}-db", postgres, "civ_app", appPassword, database, pool: 40), "db")
        .WithReference(builder.AddRoleConnection($"{name}-jobs", postgres, "civ_jobs", jobsPassword, database, pool: 8), "jobs")
        .WithReference(broker, "broker").WaitFor(broker);
}
