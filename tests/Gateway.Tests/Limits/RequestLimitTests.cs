using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Activity.V1;
using CivPractice.Gateway.Limits;
using CivPractice.Gateway.Routing;
using CivPractice.Testing;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace CivPractice.Gateway.Tests.Limits;

/// <summary>Each with a gateway that lets five guesses a minute through and 60 other requests.</summary>
public sealed class RequestLimitTests
{
    const int guesses = 5;

    static Task<ServiceUnderTest> StartAsync() => AnotherGateway.StartAsync(null, ("CIV_RATE_LIMIT", "60"), ("CIV_TRUSTED_PROXIES", "127.0.0.1"));

    /// <summary>The reason of the answer to the last of several requests.</summary>
    static async Task<string> LastOfAsync(int many, ServiceUnderTest gateway, Func<int, string> path, Func<int, string> from, string? token = null)
    {
        var reason = "";
        for (var i = 0; i < many; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path(i)) { Content = JsonContent.Create(new { }) };
            request.Headers.Add("X-Forwarded-For", from(i));
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            using var answer = await gateway.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            reason = text.StartsWith('{') ? JsonNode.Parse(text)!["details"]?[0]?["reason"]?.ToString() ?? "" : $"{(int)answer.StatusCode}";
        }
        return reason;
    }

    [Fact]
    public async Task A_guess_is_one_however_its_path_is_written()
    {
        await using var gateway = await StartAsync();
        await using (var county = gateway.Superuser.CreateCommand("insert into county (code, name, opened_at) values ('140322', '盂县', now())")) await county.ExecuteNonQueryAsync();
        string[] written = ["/api/accounts:signIn", "/api/accounts:signIn/", "/API/Accounts:SignIn", "/api/c/140322/accounts:signIn/", "/api/accounts%3AsignIn"];
        Assert.Equal("RATE_LIMITED", await LastOfAsync(guesses + 1, gateway, i => written[i % written.Length], _ => "192.0.2.1"));
        foreach (var (path, address) in new[] { ("/api/c/140322/needs:track/", "192.0.2.2"), ("/api/c/140322/needs:rate/", "192.0.2.3"), ("/api/c/140322/needs:withdraw/", "192.0.2.4") })
        {
            Assert.Equal("SERVICE_UNAVAILABLE", await LastOfAsync(guesses, gateway, _ => path, _ => address));
            Assert.Equal("RATE_LIMITED", await LastOfAsync(1, gateway, _ => path, _ => address));
        }
        Assert.Equal("SERVICE_UNAVAILABLE", await LastOfAsync(guesses + 1, gateway, _ => "/api/c/140322/needs", _ => "192.0.2.5"));
    }

    [Fact]
    public async Task Over_grpc_a_guess_is_a_guess_too()
    {
        await using var gateway = await StartAsync();
        var reason = "";
        for (var i = 0; i <= guesses; i++)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await new Needs.NeedsClient(gateway.Channel).TrackNeedAsync(new TrackNeedRequest()));
            reason = refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "";
        }
        Assert.Equal("RATE_LIMITED", reason);
    }

    [Fact]
    public async Task Somebody_signed_in_guesses_as_seldom_from_whatever_address()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.Http.PostAsJsonAsync("/api/accounts:signIn", new { phone = GatewayRunning.OperatorPhone, password = GatewayRunning.OperatorPassword });
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]!.ToString();
        await using (var county = gateway.Superuser.CreateCommand("insert into county (code, name, opened_at) values ('140322', '盂县', now())")) await county.ExecuteNonQueryAsync();
        string[] paths = ["/api/c/140322/activities/0190b5c0-0000-7000-8000-000000000001/signUps:checkIn/", "/api/c/140322/activities/0190b5c0-0000-7000-8000-000000000001/signUps:checkOut", "/api/me/secondFactor:confirm/",
            "/api/c/140322/mobilizationShifts/0190b5c0-0000-7000-8000-000000000001:checkIn", "/api/c/140322/mobilizationShifts/0190b5c0-0000-7000-8000-000000000001:checkOut/"];
        Assert.NotEqual("RATE_LIMITED", await LastOfAsync(guesses, gateway, i => paths[i % paths.Length], i => $"192.0.2.{i + 1}", token));
        foreach (var path in paths) Assert.Equal("RATE_LIMITED", await LastOfAsync(1, gateway, _ => path, _ => "192.0.2.77", token));
    }

    [Fact]
    public async Task All_addresses_of_an_IPv6_subscriber_are_one()
    {
        await using var gateway = await StartAsync();
        Assert.Equal("RATE_LIMITED", await LastOfAsync(guesses + 1, gateway, _ => "/api/accounts:signIn", i => $"2001:db8:1:2::{i + 1}"));
        Assert.NotEqual("RATE_LIMITED", await LastOfAsync(1, gateway, _ => "/api/accounts:signIn", _ => "2001:db8:1:3::1"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("fe80::1%3", "fe80::")]
    [InlineData("::1", "::")]
    public void A_subscriber_is_an_IPv4_address_or_an_IPv6_network(string address, string subscriber) =>
        Assert.Equal(IPAddress.Parse(subscriber), RequestLimits.Subscriber(IPAddress.Parse(address)));

    [Fact]
    public void Every_guessable_method_is_a_method_of_a_contract() =>
        Assert.Equal(Guessable.Methods.Count, ServiceContracts.All.Count(Guessable.Is));

    // What takes a code or a password of which nothing can be guessed.
    static readonly string[] nothingToGuess =
    [
        // The code says which site, county or person is meant; it opens nothing.
        "Sites.GetSite", "Sites.CreateSite", "Sites.UpdateSite", "Sites.OpenSite", "Sites.CloseSite", "Sites.CountDivision",
        "SiteHistory.GetSiteHistory", "SiteHistory.MoveSite", "SiteHistory.SetSitePhase", "Counties.OpenCounty", "Donations.CreateBeneficiary", "Donations.ListBeneficiaries",
        // Sets a password.
        "Grants.OpenAccount",
        // A hall full of listeners has one address and no names; of 30^6 codes, each good for a week, the usual number of tries finds none.
        "SessionFeedbacks.GiveFeedback",
    ];

    [Fact]
    public void Every_method_that_takes_a_code_or_a_password_is_guessable_or_named()
    {
        var taking = ServiceContracts.All.Where(each => each.Method.InputType.Fields.InDeclarationOrder().Any(IsTried)).Select(each => $"{each.Method.Service.Name}.{each.Method.Name}").ToHashSet();
        Assert.Empty(taking.Except(Guessable.Methods).Except(nothingToGuess));
        Assert.DoesNotContain(nothingToGuess, name => !taking.Contains(name) || Guessable.Methods.Contains(name));
        Assert.Contains("SignUps.CheckIn", taking);
    }

    static bool IsTried(FieldDescriptor field) => field.FieldType == FieldType.String
        && (field.Name is "code" or "password" or "second_factor" || field.Name.EndsWith("_code", StringComparison.Ordinal) || field.Name.EndsWith("_password", StringComparison.Ordinal));
}
