using System.Net;
using System.Net.Sockets;

namespace CivPractice.AppHost.Local;

/// <summary>Asks whether a part is ready, in its own protocol: an open port alone proves nothing.</summary>
internal static class Probe
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<bool> HttpAsync(string url, CancellationToken cancel)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(url), cancel);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested) { return false; }
    }

    /// <summary>A start packet: a server still starting or stopping answers with an error of class 57, a ready one asks for a password.</summary>
    public static Task<bool> PostgresAsync(int port, CancellationToken cancel) =>
        AskAsync(port, [0, 0, 0, 23, 0, 3, 0, 0, .. "user\0postgres\0\0"u8], answer => answer is [(byte)'R', ..], cancel);

    /// <summary>AMQP 0-9-1's greeting: a node that is up answers with a method frame.</summary>
    public static Task<bool> AmqpAsync(int port, CancellationToken cancel) =>
        AskAsync(port, [.. "AMQP"u8, 0, 0, 9, 1], answer => answer is [1, ..], cancel);

    public static Task<bool> ConnectsAsync(int port, CancellationToken cancel) => AskAsync(port, [], _ => true, cancel);

    private static async Task<bool> AskAsync(int port, byte[] question, Func<byte[], bool> isReady, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            if (question.Length == 0) { return true; }
            await client.GetStream().WriteAsync(question, limit.Token);
            var answer = new byte[64];
            var length = await client.GetStream().ReadAsync(answer, limit.Token);
            return isReady(answer[..length]);
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !cancel.IsCancellationRequested) { return false; }
    }
}
