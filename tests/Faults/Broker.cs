using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CivPractice.Testing;

namespace CivPractice.Faults;

/// <summary>The queues as the broker itself counts them, by its own tool; those of errors are among them.</summary>
static class Broker
{
    internal sealed record Queue(string Name, long Messages);

    /// <summary>Whether a node that is up answers AMQP's greeting; an open port alone proves nothing.</summary>
    internal static async Task<bool> GreetsAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await client.GetStream().WriteAsync(new byte[] { (byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1 }, limit.Token);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, limit.Token) == 1 && answer[0] == 1;
        }
        catch (Exception down) when (down is SocketException or IOException or OperationCanceledException) { return false; }
    }

    internal static async Task<IReadOnlyList<Queue>> QueuesAsync(Stack stack)
    {
        // The tool finds the node by the environment of the node.
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["--silent", "--no-table-headers", "list_queues", "name", "messages"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Processes.EnvironmentOf(stack.Pid(Killer.Rabbit)))
            if (name is "HOME" or "PATH" || name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name.StartsWith("ERL_", StringComparison.Ordinal)) start.Environment[name] = value;
        start.Environment.Remove("RABBITMQ_DIST_PORT");
        using var tool = Process.Start(start)!;
        var (text, errors) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        await tool.WaitForExitAsync();
        if (tool.ExitCode != 0) throw new InvalidOperationException($"rabbitmqctl: {await text} {await errors}");
        return [.. (await text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(cells => cells.Length == 2 && long.TryParse(cells[1], CultureInfo.InvariantCulture, out _))
            .Select(cells => new Queue(cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture)))];
    }
}
