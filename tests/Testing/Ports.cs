using System.Net;
using System.Net.Sockets;

namespace CivPractice.Testing;

/// <summary>
/// Ports of this test process alone. They lie below the range from which the system takes ports for outgoing connections, and the first of each block stays
/// bound as the claim: what is named now and listened on later is nobody else's meanwhile, although two lanes of tests run side by side.
/// </summary>
public static class Ports
{
    /// <summary>Where nobody listens, now and later.</summary>
    public const string Nowhere = "http://127.0.0.1:1";

    const int first = 11_000, blocks = 88, size = 100;

    static readonly Lock gate = new();
    static readonly List<Socket> claims = [];
    static readonly Queue<int> free = new();

    /// <summary>A port that was not given before and that nobody listens on.</summary>
    public static int Next()
    {
        lock (gate)
            for (; ; )
            {
                if (free.Count == 0) Claim();
                var port = free.Dequeue();
                using var probe = Bind(port);
                if (probe is not null) return port;
            }
    }

    static void Claim()
    {
        var some = Random.Shared.Next(blocks);
        foreach (var start in Enumerable.Range(some, blocks).Select(block => first + block % blocks * size))
            if (Bind(start) is { } claim)
            {
                claims.Add(claim);
                foreach (var port in Enumerable.Range(start + 1, size - 1)) free.Enqueue(port);
                return;
            }
        throw new InvalidOperationException("No block of ports is free.");
    }

    static Socket? Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
