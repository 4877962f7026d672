using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Grants;

/// <summary>Rights follow the appointment: a gateway with a broker, told of appointments and of sites that merged.</summary>
public sealed class GrantFollowingTests
{
    static DateOnly Today => ChinaTime.Today(TimeProvider.System);

    [Fact]
    public async Task Who_is_appointed_may_act_and_who_left_is_out_at_once_whatever_order_the_events_come_in()
    {
        await using var gateway = await StartAsync();
        var (first, second) = (await SomebodyAsync(gateway, "10055500001"), await SomebodyAsync(gateway, "10055500002"));
        var (old, next) = (Guid.NewGuid(), Guid.NewGuid());
        AppointmentChanged Held(Guid id, Guid person, DateOnly from, DateOnly? to, long version) => new(Callers.A, id, person, Callers.StationA, "station-clerk", from, to, version);

        await gateway.DeliverAsync(Held(old, first.Person, Today.AddDays(-30), null, 1));
        Assert.Equal(["station-clerk 140322001001"], await RolesAsync(gateway, first.Token));
        // The successor's first day is today, so the former's last was yesterday.
        await gateway.DeliverAsync(Held(next, second.Person, Today, null, 1));
        await gateway.DeliverAsync(Held(old, first.Person, Today.AddDays(-30), Today.AddDays(-1), 2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(gateway, first.Token, "/api/me/signIns")).Status);
        Assert.Equal(["station-clerk 140322001001"], await RolesAsync(gateway, second.Token));
        // An event that is older than what is known changes nothing.
        await gateway.DeliverAsync(Held(old, first.Person, Today.AddDays(-30), null, 1));
        Assert.Empty(await RolesAsync(gateway, (await SignInAsync(gateway, "10055500001"))));
        // Who begins tomorrow may not act today; who ends in the future may, until then.
        await gateway.DeliverAsync(Held(Guid.NewGuid(), first.Person, Today.AddDays(1), null, 1));
        Assert.Empty(await RolesAsync(gateway, (await SignInAsync(gateway, "10055500001"))));
        await gateway.DeliverAsync(Held(next, second.Person, Today, Today.AddDays(5), 2));
        Assert.Equal(["station-clerk 140322001001"], await RolesAsync(gateway, second.Token));
    }

    [Fact]
    public async Task A_right_that_was_withdrawn_does_not_come_back_and_one_that_ended_before_it_was_told_of_never_begins()
    {
        await using var gateway = await StartAsync();
        var (first, second) = (await SomebodyAsync(gateway, "10055500004"), await SomebodyAsync(gateway, "10055500005"));
        var (held, over) = (Guid.NewGuid(), Guid.NewGuid());
        AppointmentChanged Of(Guid id, Guid person, DateOnly? to, long version) => new(Callers.A, id, person, Callers.StationA, "station-clerk", Today.AddDays(-30), to, version);

        await gateway.DeliverAsync(Of(held, first.Person, null, 1));
        var office = await SignInAsync(gateway, GatewayRunning.OperatorPhone, GatewayRunning.OperatorPassword);
        var grant = (await AskAsync(gateway, office, $"/api/grants?personId={first.Person}")).Answer!["grants"]![0]!["id"]!.ToString();
        await OkAsync(gateway, $"/api/grants/{grant}:end", new { to = ChinaTime.Text(Today) }, office);
        await gateway.DeliverAsync(Of(held, first.Person, Today.AddDays(40), 2));
        await gateway.DeliverAsync(Of(held, first.Person, null, 3));
        Assert.Equal(ChinaTime.Text(Today), (await AskAsync(gateway, office, $"/api/grants?personId={first.Person}")).Answer!["grants"]!.AsArray().Single()!["to"]!.ToString());

        await gateway.DeliverAsync(Of(over, second.Person, Today.AddDays(-1), 2));
        await gateway.DeliverAsync(Of(over, second.Person, null, 1));
        Assert.Empty(await RolesAsync(gateway, await SignInAsync(gateway, "10055500005")));
    }

    [Fact]
    public async Task Grants_of_a_merged_site_count_at_its_successor()
    {
        await using var gateway = await StartAsync();
        var clerk = await SomebodyAsync(gateway, "10055500003");
        var office = await SignInAsync(gateway, GatewayRunning.OperatorPhone, GatewayRunning.OperatorPassword);
        await OkAsync(gateway, "/api/grants", new { personId = clerk.Person, role = "station-clerk", prefix = Callers.StationA }, office);
        await gateway.DeliverAsync(new AppointmentChanged(Callers.A, Guid.NewGuid(), clerk.Person, Callers.StationA, "institute-clerk", Today, null, 1));
        // Two mergers, told in another order than they happened in.
        await gateway.DeliverAsync(new SiteHandedOver(Callers.A, "140322001002", "140322001003", "新站", Today, Today, 2));
        await gateway.DeliverAsync(new SiteHandedOver(Callers.A, Callers.StationA, "140322001002", "小村站", Today, Today, 2));
        Assert.Equal(["institute-clerk 140322001003", "station-clerk 140322001003"], (await RolesAsync(gateway, clerk.Token)).Order());
    }

    static async Task<ServiceUnderTest> StartAsync()
    {
        var settings = new Dictionary<string, string> { ["CIV_OPERATOR_PASSWORD"] = GatewayRunning.OperatorPassword, ["CIV_RATE_LIMIT"] = "off" };
        foreach (var service in new[] { "organization", "volunteer", "activity", "lecture", "report", "portal" })
            (settings[$"services__{service}__http__0"], settings[$"services__{service}__grpc__0"]) = (Ports.Nowhere, Ports.Nowhere);
        var gateway = await ServiceUnderTest.StartAsync("Gateway", settings, withBroker: true);
        await OkAsync(gateway, "/api/counties", new { code = Callers.A, name = "盂县" }, await SignInAsync(gateway, GatewayRunning.OperatorPhone, GatewayRunning.OperatorPassword));
        return gateway;
    }

    static async Task<(Guid Person, string Token)> SomebodyAsync(ServiceUnderTest gateway, string phone)
    {
        var account = await OkAsync(gateway, "/api/accounts", new { name = "测试员", phone, password = "clerk-secret-33" }, await SignInAsync(gateway, GatewayRunning.OperatorPhone, GatewayRunning.OperatorPassword));
        return (Guid.Parse(account["personId"]!.ToString()), await SignInAsync(gateway, phone));
    }

    static async Task<string> SignInAsync(ServiceUnderTest gateway, string phone, string password = "clerk-secret-33") => (await OkAsync(gateway, "/api/accounts:signIn", new { phone, password }))["accessToken"]!.ToString();

    static async Task<IEnumerable<string>> RolesAsync(ServiceUnderTest gateway, string token)
    {
        var (status, me) = await AskAsync(gateway, token);
        Assert.Equal(HttpStatusCode.OK, status);
        return me!["grants"]!.AsArray().Select(grant => $"{grant!["role"]} {grant["prefix"]}");
    }

    static async Task<(HttpStatusCode Status, JsonNode? Answer)> AskAsync(ServiceUnderTest gateway, string token, string path = "/api/me")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await gateway.Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
    }

    static async Task<JsonNode> OkAsync(ServiceUnderTest gateway, string path, object body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var answer = await gateway.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
