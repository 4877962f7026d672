using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CivPractice.Load;

/// <summary>One keep-alive HTTP/1.1 connection that sends requests built beforehand: the load must cost next to nothing beside what it measures.</summary>
sealed class Connection : IDisposable
{
    readonly Socket socket;
    readonly byte[] buffer = new byte[256 * 1024];

    internal Connection(Uri address)
    {
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        socket.Connect(IPAddress.Loopback, address.Port);
    }

    /// <summary>The status and the size of the body.</summary>
    /// <exception cref="SocketException">The server went away, or did not answer within 30 seconds.</exception>
    internal (int Status, int Bytes) Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0) request = request[socket.Send(request)..];
        var (have, head) = (0, -1);
        for (; head < 0; head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) have += Receive(have);
        head += 4;
        var status = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
        if (Length(buffer.AsSpan(0, head)) is { } length)
        {
            while (have < head + length) have += Receive(have);
            return (status, length);
        }
        // No length: in chunks, the last of which is empty.
        while (!buffer.AsSpan(0, have).EndsWith("0\r\n\r\n"u8)) have += Receive(have);
        return (status, have - head);
    }

    /// <summary>The latest answer as text, to show what was refused and why.</summary>
    internal string Answer(int bytes) => Encoding.UTF8.GetString(buffer.AsSpan(0, Math.Min(buffer.Length, bytes + 400)));

    int Receive(int from)
    {
        var read = socket.Receive(buffer.AsSpan(from));
        return read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
    }

    static int? Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return head.IndexOf("Transfer-Encoding: chunked"u8) < 0 ? 0 : null;
        var digits = head[(at + 16)..];
        return int.Parse(digits[..digits.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => socket.Dispose();
}
