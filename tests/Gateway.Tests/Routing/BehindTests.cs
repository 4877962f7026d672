using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CivPractice.Organization.V1;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Gateway.Tests.Routing;

/// <summary>The gateway together with those behind it: gRPC, the portal, traces, and a service that is gone.</summary>
public sealed partial class BehindTests(GatewayRunning running)
{
    [Fact]
    public async Task A_service_that_is_gone_is_a_named_fault() =>
        Assert.Equal((503, "SERVICE_UNAVAILABLE"), await running.RefusedAsync(HttpMethod.Get, "/api/c/140322/activities"));

    [Fact]
    public async Task Grpc_passes_with_the_county_in_its_metadata()
    {
        var sites = new Sites.SitesClient(running.Gateway.Channel);
        Metadata At(string county) => new() { { "x-civ-county", county }, { "authorization", $"Bearer {running.Office}" } };
        async Task<(StatusCode, string)> Refused<T>(AsyncUnaryCall<T> call)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
            return (refusal.StatusCode, refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
        }

        Assert.Equal([Callers.B], (await sites.ListSitesAsync(new(), At(Callers.B))).Sites.Select(site => site.Code));
        Assert.NotEmpty((await sites.GetTallyAsync(new GetTallyRequest(), At(Callers.A))).Lines);
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await Refused(sites.GetTallyAsync(new GetTallyRequest(), At(Callers.B))));
        Assert.Equal((StatusCode.NotFound, "COUNTY_UNKNOWN"), await Refused(sites.ListSitesAsync(new(), At("999999"))));
    }

    [Fact]
    public async Task The_portals_form_signs_in_and_the_gateway_notes_the_browser_behind_it()
    {
        // A browser from another address than the portal's, which claims to come from a third.
        var address = IPAddress.Parse("127.0.0.2");
        using var connections = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = (context, cancel) => ConnectAsync(address, context.DnsEndPoint, cancel) };
        using var browser = new HttpClient(connections) { BaseAddress = running.Gateway.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("User-Agent", "OldPhone/1.0");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");

        const string page = "/c/140322/sign-in";
        var asked = (await browser.GetStringAsync(page)).Split("<form").Single(part => part.Contains("name=\"password\"", StringComparison.Ordinal)).Split("</form>")[0];
        var form = Hidden().Matches(asked).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        (form["phone"], form["password"], form["do"]) = (GatewayRunning.OfficePhone, GatewayRunning.OfficePassword, "Password");
        using var answer = await browser.PostAsync(page, new FormUrlEncodedContent(form));
        Assert.Equal((HttpStatusCode.SeeOther, "/c/140322/workbench"), (answer.StatusCode, answer.Headers.Location?.OriginalString));

        var session = connections.CookieContainer.GetCookies(browser.BaseAddress!)["civ_session"]!;
        Assert.True(session.HttpOnly);
        var records = (await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, session.Value))["signIns"]!.AsArray();
        var mine = records.Single(each => (bool)each!["current"]!)!;
        Assert.Equal(($"{address}", "OldPhone/1.0"), (mine["address"]!.ToString(), mine["userAgent"]!.ToString()));
    }

    [Fact]
    public async Task One_request_is_one_trace()
    {
        var trace = Guid.NewGuid().ToString("N");
        using var answer = await running.SendAsync(HttpMethod.Get, "/api/c/140322/sites", null, null, request => request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
        Assert.True(answer.IsSuccessStatusCode);

        SeenSpan? Of(string service) => running.Traces.Spans.FirstOrDefault(span => span.Trace == trace && span.Service == service && span.Kind == SeenSpan.Server);
        for (var until = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < until && (Of("gateway"), Of("organization")) is (null, _) or (_, null); await Task.Delay(100)) { }
        var spans = running.Traces.Spans.Where(span => span.Trace == trace).ToDictionary(span => span.Id);
        var span = spans[Of("organization")!.Parent];
        Assert.Equal((SeenSpan.Client, "gateway"), (span.Kind, span.Service));
        while (spans.TryGetValue(span.Parent, out var parent)) span = parent;
        Assert.Equal((SeenSpan.Server, "gateway", Callers.A), (span.Kind, span.Service, span.Attributes["civ.county"]));
    }

    static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(to.Host, to.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
