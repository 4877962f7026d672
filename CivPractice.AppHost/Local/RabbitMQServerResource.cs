namespace CivPractice.AppHost.Local;

/// <summary>RabbitMQ from the machine's packages, as a node of its own in the data folder.</summary>
public sealed class RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password) : Resource(name), IResourceWithConnectionString
{
    private int _port;

    private string User => userName?.Value ?? "guest";

    /// <inheritdoc/>
    public string ConnectionString => $"amqp://{User}:{password.Value}@127.0.0.1:{_port}";

    internal override async Task StartAsync(Stack stack)
    {
        _port = stack.Ports.Next();
        var (epmdPort, nodePort) = (stack.Ports.Next(), stack.Ports.Next());
        var data = stack.Folder.Private(Name);
        var configuration = Path.Combine(data, "rabbitmq.conf");
        PrivateFile.Write(configuration,
            $"""
            listeners.tcp.1 = 127.0.0.1:{_port}
            default_user = {User}
            default_pass = {password.Value}
            log.console = true
            log.console.level = warning
            log.file = false
            """);
        File.WriteAllText(Path.Combine(data, "enabled_plugins"), "[].\n");

        // The node would start a port mapper that outlives it; with one of ours already there it does not.
        await stack.KeepAsync(new Command($"{Name}-epmd", PortMapper(), ["-port", $"{epmdPort}", "-address", "127.0.0.1"], new Dictionary<string, string>()),
            Depth - 1, cancel => Probe.ConnectsAsync(epmdPort, cancel), TimeSpan.FromSeconds(2));
        await stack.KeepAsync(new Command(Name, Server, [], new Dictionary<string, string>
        {
            ["HOME"] = data,
            ["ERL_EPMD_PORT"] = $"{epmdPort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = "civ@localhost",                 // constant: the data is kept under it
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(data, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(data, "log"),
            ["RABBITMQ_CONFIG_FILE"] = configuration,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(data, "enabled_plugins"),
            ["RABBITMQ_DIST_PORT"] = $"{nodePort}",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RUNNING_UNDER_SYSTEMD"] = "true",                      // the script becomes the node, so that our signals reach it
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        }), Depth, cancel => Probe.AmqpAsync(_port, cancel), TimeSpan.FromSeconds(15), new Dictionary<string, string> { ["tcp"] = $"tcp://127.0.0.1:{_port}" });
    }

    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private static string PortMapper() =>
        !File.Exists(Server) || !Directory.Exists("/usr/lib/erlang")
            ? throw new RefusalException("RabbitMQ is missing: apt-get install rabbitmq-server")
            : Directory.EnumerateDirectories("/usr/lib/erlang", "erts-*").Select(folder => Path.Combine(folder, "bin", "epmd")).First(File.Exists);
}
