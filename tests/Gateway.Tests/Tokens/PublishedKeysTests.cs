using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Gateway.Tests.Tokens;

public sealed class PublishedKeysTests
{
    const string token = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.e30.AAAA";

    [Fact]
    public async Task A_service_that_gets_no_keys_says_so_soon_and_to_everybody()
    {
        // Whoever connects is left waiting, as by a gateway that hangs.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var asked = new List<Socket>();
        _ = Task.Run(async () => { for (; ; ) asked.Add(await silent.AcceptSocketAsync()); });
        await using var service = await ServiceUnderTest.StartAsync("Volunteer", new Dictionary<string, string> { ["services__gateway__http__0"] = $"http://{silent.LocalEndpoint}" });

        async Task<(HttpStatusCode, string)> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/hours");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await service.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!["details"]![0]!["reason"]!.ToString() : text);
        }

        async Task<(StatusCode, string)> CallAsync()
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await new Roster.RosterClient(service.Channel).ListVolunteersAsync(new ListVolunteersRequest(), new Metadata { { "authorization", $"Bearer {token}" } }));
            return (refusal.StatusCode, refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
        }

        // Many at once wait for one fetch, not one after the other for their own; the next fetch is some seconds later.
        var (answers, calls) = (Enumerable.Range(0, 20).Select(_ => AskAsync()).ToList(), Enumerable.Range(0, 20).Select(_ => CallAsync()).ToList());
        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE"), answer));
        Assert.All(await Task.WhenAll(calls), call => Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"), call));
        Assert.InRange(asked.Count, 1, 10);

        // What needs no caller does not wait for one.
        using var alive = new HttpRequestMessage(HttpMethod.Get, "/alive");
        alive.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await service.Http.SendAsync(alive);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
