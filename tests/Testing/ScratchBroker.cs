using System.Diagnostics;
using System.Net.Sockets;
using CivPractice.Platform.V1;
using MassTransit;

namespace CivPractice.Testing;

/// <summary>A RabbitMQ of its own for one test run: a fresh node on free ports of loopback, gone with the run. Events are published to it as the outboxes do.</summary>
public sealed class ScratchBroker
{
    const string server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    static readonly SemaphoreSlim gate = new(1, 1);
    static ScratchBroker? running;

    readonly IBusControl bus;

    ScratchBroker(string address, IBusControl bus) => (Address, this.bus) = (address, bus);

    /// <summary>For a service's <c>ConnectionStrings__broker</c>.</summary>
    public string Address { get; }

    /// <summary>The run's node, started when first asked for.</summary>
    public static async Task<ScratchBroker> StartAsync()
    {
        await gate.WaitAsync();
        try { return running ??= await LaunchAsync(); }
        finally { gate.Release(); }
    }

    /// <summary>Ends with the broker's confirmation that a queue has the event; an event that no queue takes is an exception.</summary>
    public Task PublishAsync<TEvent>(TEvent fact, Guid messageId) where TEvent : class, IEvent => bus.Publish(fact, context =>
    {
        context.MessageId = messageId;
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    });

    static async Task<ScratchBroker> LaunchAsync()
    {
        var folder = Directory.CreateTempSubdirectory("civ-broker-").FullName;
        var (port, mapper, node) = (Ports.Next(), Ports.Next(), Ports.Next());
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{port}\nlog.console = true\nlog.console.level = warning\nlog.file = false\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n");

        // The node would start a port mapper that outlives it; with one of ours already there it does not.
        var mapping = Launch(PortMapper(), ["-port", $"{mapper}", "-address", "127.0.0.1"], []);
        await UntilAsync(mapping, () => AnswersAsync(mapper, []));
        var process = Launch(server, [], new()
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = $"{mapper}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = "tests@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            ["RABBITMQ_DIST_PORT"] = $"{node}",
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RUNNING_UNDER_SYSTEMD"] = "true", // the script becomes the node, so that our signals reach it
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.Kill();
            mapping.Kill();
            process.WaitForExit(500);
            try { Directory.Delete(folder, recursive: true); } catch (IOException) { /* the next clean-up of the temporary folder takes it */ }
        };
        await UntilAsync(process, () => AnswersAsync(port, [.. "AMQP"u8, 0, 0, 9, 1]));

        var address = $"amqp://guest:guest@127.0.0.1:{port}";
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(new Uri(address), host => host.PublisherConfirmation = true));
        await bus.StartAsync();
        return new ScratchBroker(address, bus);
    }

    static string PortMapper() => Directory.EnumerateDirectories("/usr/lib/erlang", "erts-*").Select(folder => Path.Combine(folder, "bin", "epmd")).First(File.Exists);

    static Process Launch(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Children.Start(start);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    static async Task UntilAsync(Process process, Func<Task<bool>> answers)
    {
        for (var until = DateTime.UtcNow.AddSeconds(90); !await answers(); await Task.Delay(100))
            if (process.HasExited || DateTime.UtcNow > until) throw new InvalidOperationException("RabbitMQ did not start; is rabbitmq-server installed?");
    }

    // An open port alone proves nothing: a node that is up answers AMQP's greeting with a frame of a method.
    static async Task<bool> AnswersAsync(int port, byte[] greeting)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, limit.Token);
            if (greeting.Length == 0) return true;
            await client.GetStream().WriteAsync(greeting, limit.Token);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, limit.Token) == 1 && answer[0] == 1;
        }
        catch (Exception down) when (down is SocketException or IOException or OperationCanceledException) { return false; }
    }
}
