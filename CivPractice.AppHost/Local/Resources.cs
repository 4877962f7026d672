namespace CivPractice.AppHost.Local;

/// <summary>Something the page names. Knows what it waits for and how it is started.</summary>
public abstract class Resource(string name)
{
    /// <summary>The name given on the page, unique in the stack.</summary>
    public string Name { get; } = name;

    internal HashSet<Resource> WaitsFor { get; } = [];
    internal List<string> Arguments { get; } = [];

    /// <summary>Asked for late: ports are known only when the stack starts.</summary>
    internal Dictionary<string, Func<string>> Environment { get; } = [];

    /// <summary>How far it stands from those that wait for nobody; stopping goes from the farthest inwards.</summary>
    internal int Depth => WaitsFor.Count == 0 ? 0 : 1 + WaitsFor.Max(other => other.Depth);

    /// <summary>Starts it; completes when it is ready, or done if it is a step that ends.</summary>
    internal virtual Task StartAsync(Stack stack) => Task.CompletedTask;
}

/// <summary>A resource that hands out a connection string.</summary>
public interface IResourceWithConnectionString
{
    /// <summary>The name under which it is known if the page gives no other.</summary>
    string Name { get; }

    /// <summary>The connection string; known when the stack starts.</summary>
    string ConnectionString { get; }
}

/// <summary>What the page's verbs are spoken to: a resource still being described.</summary>
public interface IResourceBuilder<out T>
{
    /// <summary>The resource described.</summary>
    T Resource { get; }

    /// <summary>The page it stands on.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

/// <summary>The page: every resource in the order it was named.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The resources named so far.</summary>
    IReadOnlyList<Resource> Resources { get; }

    /// <summary>Puts a resource on the page.</summary>
    IResourceBuilder<T> Add<T>(T resource) where T : Resource;

    /// <summary>Closes the page.</summary>
    DistributedApplication Build();
}

/// <summary>A value that is kept secret: made once, kept in the data folder.</summary>
public sealed class ParameterResource(string name, Func<string> make) : Resource(name)
{
    private string? _value;

    /// <summary>The secret; known when the stack starts.</summary>
    public string Value => _value ?? throw new InvalidOperationException($"{Name} is known only when the stack starts");

    internal void Load(Secrets secrets) => _value = secrets.Get(Name, make);
}

/// <summary>A connection string put together from others.</summary>
public sealed class ConnectionStringResource(string name, Func<string> value) : Resource(name), IResourceWithConnectionString
{
    /// <inheritdoc/>
    public string ConnectionString => value();
}

/// <summary>A port of a part, given by the host.</summary>
public sealed class EndpointReference(string name, string? variable)
{
    private readonly List<int> _ports = [];

    /// <summary>The endpoint's name: <c>http</c> or <c>grpc</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The address of the first replica.</summary>
    public string Url => Urls[0];

    internal string? Variable { get; } = variable;
    internal IReadOnlyList<string> Urls => [.. _ports.Select(port => $"http://127.0.0.1:{port}")];
    internal IReadOnlyList<int> Ports => _ports;
    internal void Open(int port) => _ports.Add(port);
}
