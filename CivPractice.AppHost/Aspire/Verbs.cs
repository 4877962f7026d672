using System.Globalization;

namespace CivPractice.AppHost;

/// <summary>The words of the page that Aspire itself does not have; `Local/Verbs.cs` has the same.</summary>
public static class Verbs
{
    // The images' plain user and its home: a new volume mounted there takes over the owner.
    private const string Home = "/home/app";
    private const long HomeGroup = 1654;

    /// <summary>A secret of letters and digits: made at the first start, then kept; when publishing, left to whoever deploys.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, builder.Value(name, Secrets.NewPassword), secret: true);

    /// <summary>A key of 32 bytes in base64: made at the first start, then kept; when publishing, left to whoever deploys.</summary>
    public static IResourceBuilder<ParameterResource> AddSecretKey(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, builder.Value(name, Secrets.NewKey), secret: true);

    /// <summary>The connection string of a plain role; a database's own hands out the superuser.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddRoleConnection(this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<PostgresServerResource> server, string role, IResourceBuilder<ParameterResource> password, string database, int pool)
    {
        var endpoint = server.Resource.PrimaryEndpoint;
        var size = pool.ToString(CultureInfo.InvariantCulture);
        return builder.AddConnectionString(name, ReferenceExpression.Create(
            $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Username={role};Password={password};Database={database};Maximum Pool Size={size}"));
    }

    /// <summary>A folder for the files the part stores, in <c>CIV_FILES</c>: beside the other data, or a volume when published.</summary>
    public static IResourceBuilder<ProjectResource> WithFileStore(this IResourceBuilder<ProjectResource> part)
    {
        var builder = part.ApplicationBuilder;
        if (!builder.ExecutionContext.IsPublishMode)
        {
            return part.WithEnvironment("CIV_FILES", Path.Combine(builder.DataFolder(), "files", part.Resource.Name));
        }
        part.WithEnvironment("CIV_FILES", $"{Home}/files")
            .WithAnnotation(new ContainerMountAnnotation($"{part.Resource.Name}-files", Home, ContainerMountType.Volume, isReadOnly: false));
        return builder.IsForKubernetes() ? part.PublishAsKubernetesService(service => MigrationJob.OwnVolumes(service, HomeGroup)) : part;
    }

    /// <summary>The part is a step that ends; in Kubernetes a Job, which would otherwise be restarted for ever.</summary>
    public static IResourceBuilder<ProjectResource> AsJob(this IResourceBuilder<ProjectResource> part) =>
        part.ApplicationBuilder.IsForKubernetes() ? part.PublishAsKubernetesService(MigrationJob.Replace) : part;

    /// <summary>The only door: reachable from outside, on the port asked for with <c>--port</c>.</summary>
    public static IResourceBuilder<ProjectResource> AsFrontDoor(this IResourceBuilder<ProjectResource> part)
    {
        var port = part.ApplicationBuilder.Configuration["port"];
        return part.WithExternalHttpEndpoints().WithEndpoint("http", endpoint =>
            endpoint.Port = int.TryParse(port, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 8080);
    }

    /// <summary>When publishing: Docker Compose, or a Helm chart with <c>--target kubernetes</c>.</summary>
    public static void AddPublishers(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsPublishMode) { return; }
        if (!builder.IsForKubernetes()) { builder.AddDockerComposeEnvironment("compose"); }
        else { builder.AddKubernetesEnvironment("kubernetes").WithProperties(cluster => cluster.DefaultStorageType = "pvc"); }
    }

    private static bool IsForKubernetes(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode && builder.Configuration["target"] == "kubernetes";

    private static string DataFolder(this IDistributedApplicationBuilder builder) =>
        Path.GetFullPath(builder.Configuration["data"] ?? Path.Combine(builder.AppHostDirectory, "..", ".run"));

    // A parameter without a value makes publishing wait for somebody to type one.
    private static string Value(this IDistributedApplicationBuilder builder, string name, Func<string> make)
    {
        if (builder.Configuration[$"Parameters:{name}"] is { } configured) { return configured; }
        if (builder.ExecutionContext.IsPublishMode) { return ""; }
        Directory.CreateDirectory(builder.DataFolder());
        return new Secrets(Path.Combine(builder.DataFolder(), "secrets.json")).Get(name, make);
    }
}
