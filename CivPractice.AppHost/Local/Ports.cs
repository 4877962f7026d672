using System.Net;
using System.Net.Sockets;

namespace CivPractice.AppHost.Local;

/// <summary>
/// A block of ports for one stack. They lie below the range from which the system takes ports for outgoing connections, so a part
/// that was killed finds its port free again; and the block's first port stays bound as the claim, so two stacks never share one.
/// </summary>
internal sealed class Ports : IDisposable
{
    private const int First = 20_000, Blocks = 190, Size = 64;
    private readonly Socket _claim;
    private readonly Queue<int> _free;

    private Ports(Socket claim, int start)
    {
        _claim = claim;
        _free = new Queue<int>(Enumerable.Range(start + 1, Size - 1));
    }

    /// <summary>Claims a block; the same data folder gets the same one if it is free.</summary>
    public static Ports Claim(string dataFolder)
    {
        var wish = dataFolder.Aggregate(17u, (hash, letter) => hash * 31 + letter) % Blocks;
        for (var i = 0; i < Blocks; i++)
        {
            var start = First + (int)((wish + i) % Blocks) * Size;
            if (TryBind(start) is { } claim) { return new Ports(claim, start); }
        }
        throw new RefusalException("no free block of ports");
    }

    /// <summary>The next port of the block that nobody listens on.</summary>
    public int Next()
    {
        while (_free.TryDequeue(out var port))
        {
            if (IsFree(port)) { return port; }
        }
        throw new RefusalException("the block of ports is used up");
    }

    public static bool IsFree(int port)
    {
        using var socket = TryBind(port);
        return socket is not null;
    }

    public void Dispose() => _claim.Dispose();

    private static Socket? TryBind(int port)
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
