namespace CivPractice.AppHost.Local;

/// <summary>The builder verbs that the page uses, by the names and meanings they have in Aspire.</summary>
public static class Verbs
{
    /// <summary>A PostgreSQL server of the stack's own; its user is the superuser <c>postgres</c>.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null) =>
        userName is null
            ? builder.Add(new PostgresServerResource(name, (password ?? builder.AddSecret($"{name}-password")).Resource))
            : throw new NotSupportedException("the superuser is called postgres");

    /// <summary>A database on the server, created when missing; its connection string is the superuser's.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> server,
        string name, string? databaseName = null) =>
        server.ApplicationBuilder.Add(new PostgresDatabaseResource(name, databaseName ?? name, server.Resource));

    /// <summary>A RabbitMQ node of the stack's own.</summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null) =>
        builder.Add(new RabbitMQServerResource(name, userName?.Resource, (password ?? builder.AddSecret($"{name}-password")).Resource));

    /// <summary>Keeps the data between runs. Here it always is kept, in the data folder.</summary>
    public static IResourceBuilder<T> WithDataVolume<T>(this IResourceBuilder<T> server) where T : Resource => server;

    /// <summary>A project of this repository, run from its build.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.Add(new ProjectResource(name, projectPath));

    /// <summary>A secret of letters and digits: made at the first start, then kept.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(new ParameterResource(name, Secrets.NewPassword));

    /// <summary>A key of 32 bytes in base64: made at the first start, then kept.</summary>
    public static IResourceBuilder<ParameterResource> AddSecretKey(this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(new ParameterResource(name, Secrets.NewKey));

    /// <summary>The connection string of a plain role; a database's own hands out the superuser.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddRoleConnection(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<PostgresServerResource> server, string role, IResourceBuilder<ParameterResource> password, string database, int pool) =>
        builder.Add(new ConnectionStringResource(name, () =>
            $"Host=127.0.0.1;Port={server.Resource.Port};Username={role};Password={password.Resource.Value};Database={database};Maximum Pool Size={pool}"));

    /// <summary>Command-line arguments.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> part, params string[] args) where T : Resource
    {
        part.Resource.Arguments.AddRange(args);
        return part;
    }

    /// <summary>An environment variable with a fixed value.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> part, string name, string value) where T : Resource =>
        part.With(name, () => value);

    /// <summary>An environment variable with a secret.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> part, string name, IResourceBuilder<ParameterResource> parameter) where T : Resource =>
        part.With(name, () => parameter.Resource.Value);

    /// <summary>An environment variable with an endpoint's address.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> part, string name, EndpointReference endpoint) where T : Resource =>
        part.With(name, () => endpoint.Url);

    /// <summary>Sets <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> part,
        IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null) where T : Resource =>
        part.With($"ConnectionStrings__{connectionName ?? source.Resource.Name}", () => source.Resource.ConnectionString);

    /// <summary>Sets <c>services__name__endpoint__n</c> for every endpoint and replica of another part.</summary>
    public static IResourceBuilder<ProjectResource> WithReference(this IResourceBuilder<ProjectResource> part, IResourceBuilder<ProjectResource> source)
    {
        part.Resource.Peers.Add(source.Resource);
        return part;
    }

    /// <summary>Starts a part only when another is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> part, IResourceBuilder<Resource> other) where T : Resource
    {
        part.Resource.WaitsFor.Add(other.Resource);
        return part;
    }

    /// <summary>Starts a part only when a step has ended with exit code 0.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> part, IResourceBuilder<ProjectResource> step) where T : Resource
    {
        step.Resource.IsJob = true;
        return part.WaitFor(step);
    }

    /// <summary>An endpoint on a port of the host's choice: in <c>ASPNETCORE_URLS</c>, or in a variable of its own.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpEndpoint(this IResourceBuilder<ProjectResource> part, string? name = null, string? env = null)
    {
        part.Resource.Endpoints.Add(new EndpointReference(name ?? "http", env));
        return part;
    }

    /// <summary>The part is healthy when this path of its first endpoint answers 200.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpHealthCheck(this IResourceBuilder<ProjectResource> part, string path)
    {
        part.Resource.HealthPath = path;
        return part;
    }

    /// <summary>The named endpoint of a part.</summary>
    public static EndpointReference GetEndpoint(this IResourceBuilder<ProjectResource> part, string name) =>
        part.Resource.Endpoints.Single(endpoint => endpoint.Name == name);

    /// <summary>A folder for the files the part stores, in <c>CIV_FILES</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithFileStore(this IResourceBuilder<ProjectResource> part)
    {
        part.Resource.StoresFiles = true;
        return part;
    }

    /// <summary>The part is a step that ends.</summary>
    public static IResourceBuilder<ProjectResource> AsJob(this IResourceBuilder<ProjectResource> part)
    {
        part.Resource.IsJob = true;
        return part;
    }

    /// <summary>The only door: its <c>http</c> endpoint takes the port asked for with <c>--port</c>.</summary>
    public static IResourceBuilder<ProjectResource> AsFrontDoor(this IResourceBuilder<ProjectResource> part)
    {
        part.Resource.IsFrontDoor = true;
        return part;
    }

    /// <summary>Publishing is the Aspire host's.</summary>
    public static void AddPublishers(this IDistributedApplicationBuilder builder) { }

    private static IResourceBuilder<T> With<T>(this IResourceBuilder<T> part, string name, Func<string> value) where T : Resource
    {
        part.Resource.Environment[name] = value;
        return part;
    }
}
