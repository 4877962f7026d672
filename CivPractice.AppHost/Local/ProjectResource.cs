using System.Reflection;

namespace CivPractice.AppHost.Local;

/// <summary>A project of this repository: a part that stays, in one process or several, or a step that ends.</summary>
public sealed class ProjectResource(string name, string projectPath) : Resource(name)
{
    private static readonly string Configuration = typeof(ProjectResource).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";

    internal List<EndpointReference> Endpoints { get; } = [];
    internal HashSet<ProjectResource> Peers { get; } = [];
    internal string? HealthPath { get; set; }
    internal bool StoresFiles { get; set; }
    internal bool IsJob { get; set; }
    internal bool IsFrontDoor { get; set; }

    /// <summary>Gives every endpoint of every replica its port. Before anything starts: peers know each other's ports.</summary>
    internal void OpenEndpoints(Stack stack)
    {
        foreach (var endpoint in Endpoints)
        {
            for (var replica = 0; replica < Replicas(stack); replica++) { endpoint.Open(PortFor(endpoint, stack)); }
        }
    }

    internal override Task StartAsync(Stack stack)
    {
        var environment = Variables(stack);
        if (IsJob) { return stack.RunAsync(Process(stack, Name, environment)); }
        return Task.WhenAll(Enumerable.Range(0, Replicas(stack)).Select(replica => StartAsync(stack, environment, replica)));
    }

    private Task StartAsync(Stack stack, Dictionary<string, string> environment, int replica)
    {
        var name = replica == 0 ? Name : $"{Name}-{replica + 1}";
        var own = new Dictionary<string, string>(environment) { ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={name}" };
        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Variable is { } variable) { own[variable] = $"{endpoint.Ports[replica]}"; }
        }
        own["ASPNETCORE_URLS"] = string.Join(';', Endpoints.Where(endpoint => endpoint.Variable is null).Select(endpoint => endpoint.Urls[replica]));
        var health = $"{Endpoints[0].Urls[replica]}{HealthPath}";
        return stack.KeepAsync(Process(stack, name, own), Depth, cancel => HealthPath is null ? Task.FromResult(true) : Probe.HttpAsync(health, cancel),
            TimeSpan.FromSeconds(10), Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.Urls[replica]));
    }

    private Dictionary<string, string> Variables(Stack stack)
    {
        var all = new Dictionary<string, string>(stack.Shared) { ["OTEL_SERVICE_NAME"] = Name };
        foreach (var (variable, value) in Environment) { all[variable] = value(); }
        foreach (var peer in Peers)
        {
            foreach (var endpoint in peer.Endpoints)
            {
                for (var i = 0; i < endpoint.Urls.Count; i++) { all[$"services__{peer.Name}__{endpoint.Name}__{i}"] = endpoint.Urls[i]; }
            }
        }
        if (StoresFiles) { all["CIV_FILES"] = stack.Folder.Private(Path.Combine("files", Name)); }
        return all;
    }

    private Command Process(Stack stack, string name, Dictionary<string, string> environment)
    {
        var project = Path.GetFullPath(Path.Combine(stack.Repository, "CivPractice.AppHost", projectPath));
        var (folder, assembly) = (Path.GetDirectoryName(project)!, $"CivPractice.{Path.GetFileNameWithoutExtension(project)}.dll");
        var build = Path.Combine(folder, "bin", Configuration, "net10.0", assembly);
        if (!File.Exists(build)) { throw new RefusalException($"{Name} is not built: {build} is missing (dotnet build -c {Configuration})"); }
        return new Command(name, Dotnet, [build, .. Arguments], environment) { WorkingDirectory = folder };
    }

    private static string Dotnet =>
        System.Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    private int Replicas(Stack stack) => stack.Options.Replicas.GetValueOrDefault(Name, 1);

    private int PortFor(EndpointReference endpoint, Stack stack)
    {
        if (!IsFrontDoor || endpoint.Name != "http" || endpoint.Ports.Count > 0) { return stack.Ports.Next(); }
        switch (stack.Options.Port)
        {
            case null when Ports.IsFree(8080): return 8080;
            case null:
                stack.Say("port 8080 is taken; the gateway gets a free one (--port chooses)");
                return stack.Ports.Next();
            case 0: return stack.Ports.Next();
            case { } port when Ports.IsFree(port): return port;
            case { } port: throw new RefusalException($"port {port} is taken; choose another with --port");
        }
    }
}
