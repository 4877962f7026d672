using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Accounts;

/// <summary>Accounts that the office opens: for people whom Volunteer knows, it asks Volunteer, a real one here.</summary>
public sealed class AccountOpeningTests(GatewayRunning running)
{
    const string password = "resident-secret-3";

    static async Task<(int Status, JsonNode Answer)> PostAsync(ServiceUnderTest gateway, string path, object body, string token = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await gateway.Http.SendAsync(request);
        var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? read : JsonValue.Create(read["details"]![0]!["reason"]!.ToString())!);
    }

    [Fact]
    public async Task For_somebody_of_the_countys_own_roster_and_for_nobody_elses()
    {
        var (http, grpc) = (Ports.Next(), Ports.Next());
        await using var gateway = await AnotherGateway.StartAsync(null, ("services__volunteer__http__0", $"http://127.0.0.1:{http}"), ("services__volunteer__grpc__0", $"http://127.0.0.1:{grpc}"));
        await using var volunteer = await ServiceUnderTest.StartAsync("Volunteer", new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{http}",
            ["GRPC_PORT"] = $"{grpc}",
            ["services__gateway__http__0"] = gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
        });
        // Its copy of the sites comes by event; here one row.
        await using (var site = volunteer.Superuser.CreateCommand($"insert into known_site (county, code) values ('{Callers.A}', '{Callers.StationA}')")) await site.ExecuteNonQueryAsync();

        var operating = (await PostAsync(gateway, "/api/accounts:signIn", new { phone = GatewayRunning.OperatorPhone, password = GatewayRunning.OperatorPassword })).Answer["accessToken"]!.ToString();
        var offices = new Dictionary<string, string>();
        foreach (var (county, phone) in new[] { (Callers.A, "10000000011"), (Callers.B, "10000000012") })
        {
            Assert.Equal(200, (await PostAsync(gateway, "/api/counties", new { code = county, name = "县" }, operating)).Status);
            var account = (await PostAsync(gateway, "/api/accounts", new { name = "办公室", phone, password }, operating)).Answer;
            Assert.Equal(200, (await PostAsync(gateway, "/api/grants", new { personId = account["personId"]!.ToString(), role = "center-office", prefix = county }, operating)).Status);
            offices[county] = (await PostAsync(gateway, "/api/accounts:signIn", new { phone, password })).Answer["accessToken"]!.ToString();
        }

        var registered = await PostAsync(gateway, $"/api/c/{Callers.A}/volunteers", new
        {
            name = "钱五",
            phone = "10000000021",
            identityNumber = TestIdentity.Number(1990, 3, 2, 11),
            site = Callers.StationA,
            consent = true,
        }, offices[Callers.A]);
        Assert.True(registered.Status == 200, registered.Answer.ToString());
        var person = registered.Answer["personId"]!.ToString();

        var body = new { personId = person, name = "钱五", phone = "10000000021", password };
        Assert.Equal((404, "NOT_FOUND"), await Refused(PostAsync(gateway, "/api/accounts", body, offices[Callers.B])));
        Assert.Equal((404, "NOT_FOUND"), await Refused(PostAsync(gateway, "/api/accounts", body with { personId = Guid.NewGuid().ToString() }, offices[Callers.A])));
        Assert.Equal(person, (await PostAsync(gateway, "/api/accounts", body, offices[Callers.A])).Answer["personId"]!.ToString());
        Assert.Equal((409, "PERSON_HAS_ACCOUNT"), await Refused(PostAsync(gateway, "/api/accounts", body, offices[Callers.A])));
        var signedIn = await PostAsync(gateway, "/api/accounts:signIn", new { phone = "10000000021", password });
        Assert.Equal(person, signedIn.Answer["me"]!["personId"]!.ToString());

        // Without any role the person's second factor is the business of who may see them.
        var reset = new { personId = person };
        Assert.Equal((404, "NOT_FOUND"), await Refused(PostAsync(gateway, "/api/accounts:resetSecondFactor", reset, offices[Callers.B])));
        Assert.Equal((400, "SECOND_FACTOR_OFF"), await Refused(PostAsync(gateway, "/api/accounts:resetSecondFactor", reset, offices[Callers.A])));
    }

    static async Task<(int, string)> Refused(Task<(int Status, JsonNode Answer)> answer) => ((await answer).Status, (await answer).Answer.ToString());

    [Fact]
    public async Task With_an_idempotency_key_it_is_opened_once()
    {
        var phone = GatewayRunning.NewPhone();
        async Task<string> OpenAsync()
        {
            using var answer = await running.SendAsync(HttpMethod.Post, $"/api/c/{Callers.A}/accounts", new { name = "孙六", phone, password }, running.Office, request => request.Headers.Add("Idempotency-Key", $"open-{phone}"));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!["id"]!.ToString();
        }
        Assert.Equal(await OpenAsync(), await OpenAsync());
    }

    [Fact]
    public async Task Several_people_on_one_phone_sign_in_and_recover_each_for_themselves_by_code()
    {
        var phone = GatewayRunning.NewPhone();
        var (_, first) = await running.RegisterAsync(phone, "周一");
        var second = await running.OkAsync(HttpMethod.Post, "/api/accounts", new { name = "周二", phone }, running.Office);

        var code = await CodeAsync(phone);
        var asked = await running.OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, code });
        Assert.Equal("", asked["accessToken"]?.ToString() ?? "");
        Assert.Equal(2, asked["choices"]!.AsArray().Count);
        var signedIn = await running.OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, code, accountId = second["id"]!.ToString() });
        Assert.Equal(second["personId"]!.ToString(), signedIn["me"]!["personId"]!.ToString());

        code = await CodeAsync(phone);
        Assert.Equal(2, (await running.OkAsync(HttpMethod.Post, "/api/accounts:recover", new { phone, code, password = "second-secret-4" }))["choices"]!.AsArray().Count);
        await running.OkAsync(HttpMethod.Post, "/api/accounts:recover", new { phone, code, password = "second-secret-4", accountId = second["id"]!.ToString() });
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, signedIn["accessToken"]!.ToString()));
        Assert.Equal(second["personId"]!.ToString(), (await running.SignInAsync(phone, "second-secret-4"))["me"]!["personId"]!.ToString());
        Assert.Equal(first, (await running.SignInAsync(phone, password))["me"]!["personId"]!.ToString());

        // Somebody else's account of another phone cannot be chosen.
        var (_, stranger) = await running.RegisterAsync(GatewayRunning.NewPhone());
        await using var command = running.Gateway.Superuser.CreateCommand($"select id::text from account where person = '{stranger}'");
        Assert.Equal((401, "SIGN_IN_FAILED"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, accountId = (string)(await command.ExecuteScalarAsync())! }));

        for (var i = 3; i <= 6; i++) await running.OkAsync(HttpMethod.Post, "/api/accounts", new { name = $"周{i}", phone }, running.Office);
        Assert.Equal((400, "PHONE_FULL"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts", new { name = "周七", phone }, running.Office));
    }

    async Task<string> CodeAsync(string phone)
    {
        await using (var command = running.Gateway.Superuser.CreateCommand("update phone_guard set code_at = code_at - interval '2 minutes'")) await command.ExecuteNonQueryAsync();
        return await running.CodeAsync(phone);
    }
}
