if (args is [var role, ..] && !role.StartsWith("--", StringComparison.Ordinal)) { return CivPractice.SmallStack.Part.Run(role); }

const string project = "../tests/AppHost.Tests/SmallStack/SmallStack.csproj";
var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres").WithArgs("-c", "max_connections=50").WithDataVolume();
var broker = builder.AddRabbitMQ("broker").WithDataVolume();
var database = postgres.AddDatabase("small-owner", "small");

var step = builder.AddProject("step", project).WithArgs("step").WithReference(database, "owner").WaitFor(database).AsJob();
var peer = builder.AddProject("peer", project).WithArgs("serve").WithHttpEndpoint(name: "http").WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
    .WithHttpHealthCheck("/health").WaitForCompletion(step);
builder.AddProject("door", project).WithArgs("serve").WithHttpEndpoint(name: "http").WithHttpHealthCheck("/health").WithFileStore()
    .WithReference(peer).WithReference(database, "db").WithReference(broker, "broker").WaitFor(broker).WaitFor(peer).AsFrontDoor();

builder.AddProject("dies", project).WithArgs("die").WithHttpEndpoint(name: "http").WithHttpHealthCheck("/health");
var fails = builder.AddProject("fails", project).WithArgs("die").AsJob();
builder.AddProject("after-failure", project).WithArgs("serve").WithHttpEndpoint(name: "http").WaitForCompletion(fails);

builder.Build().Run();
return Environment.ExitCode;
