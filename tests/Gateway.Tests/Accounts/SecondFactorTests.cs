using System.Text.Json.Nodes;
using CivPractice.Testing;
using OtpNet;

namespace CivPractice.Gateway.Tests.Accounts;

public sealed class SecondFactorTests(GatewayRunning running)
{
    const string password = "resident-secret-3";

    /// <summary>Switches the second factor on; the authenticator.</summary>
    async Task<Totp> SwitchOnAsync(string token)
    {
        var begun = await running.OkAsync(HttpMethod.Post, "/api/me/secondFactor:begin", new { }, token);
        var totp = new Totp(Base32Encoding.ToBytes(begun["secret"]!.ToString()));
        await running.OkAsync(HttpMethod.Post, "/api/me/secondFactor:confirm", new { code = totp.ComputeTotp(DateTime.UtcNow.AddSeconds(-30)) }, token);
        return totp;
    }

    Task<JsonNode> ResetAsync(string person, string by) => running.OkAsync(HttpMethod.Post, "/api/accounts:resetSecondFactor", new { personId = person }, by);

    Task<(int, string)> ResetRefusedAsync(string person, string by) => running.RefusedAsync(HttpMethod.Post, "/api/accounts:resetSecondFactor", new { personId = person }, by);

    [Fact]
    public async Task A_lost_authenticator_is_reset_by_the_office_and_ends_every_sign_in()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, person) = await running.RegisterAsync(phone);
        await running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "station-clerk", prefix = Callers.StationA }, running.Office);
        Assert.Equal((400, "SECOND_FACTOR_OFF"), await ResetRefusedAsync(person, running.Office));
        await SwitchOnAsync(token);
        Assert.Equal((400, "SECOND_FACTOR_REQUIRED"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password }));

        await ResetAsync(person, running.Office);
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, token));
        var again = await running.SignInAsync(phone, password);
        Assert.False((bool?)again["me"]!["secondFactor"] ?? false);
        await SwitchOnAsync(again["accessToken"]!.ToString());
        await using var audit = running.Gateway.Superuser.CreateCommand($"select county || ' ' || (person is not null and person <> '{person}') from audit_entry where action = 'account.reset-second-factor' and subject = (select id::text from account where person = '{person}')");
        Assert.Equal("000000 true", await audit.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Only_who_could_have_given_every_role_resets_it_and_nobody_their_own()
    {
        var (token, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        await SwitchOnAsync(token);
        await running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "station-clerk", prefix = Callers.B }, running.Operator);
        Assert.Equal((404, "NOT_FOUND"), await ResetRefusedAsync(person, running.Office));
        await running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "station-clerk", prefix = Callers.A }, running.Operator);
        Assert.Equal((403, "ROLE_ABOVE_OWN"), await ResetRefusedAsync(person, running.Office));
        Assert.Equal((403, "PERMISSION_DENIED"), await ResetRefusedAsync(person, token));
        await ResetAsync(person, running.Operator);

        var (second, colleague) = await running.RegisterAsync(GatewayRunning.NewPhone());
        await running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = colleague, role = "center-office", prefix = Callers.A }, running.Operator);
        Assert.Equal((400, "OWN_SECOND_FACTOR"), await ResetRefusedAsync(colleague, second));
        var operating = (await running.OkAsync(HttpMethod.Get, "/api/me", null, running.Operator))["personId"]!.ToString();
        Assert.Equal((404, "NOT_FOUND"), await ResetRefusedAsync(operating, second));
        Assert.Equal((404, "NOT_FOUND"), await ResetRefusedAsync(Guid.NewGuid().ToString(), running.Operator));
        Assert.Equal((400, "INVALID_ID"), await ResetRefusedAsync("x", running.Operator));
    }

    [Fact]
    public async Task The_last_operator_is_reset_by_the_migration_step()
    {
        await using var first = await AnotherGateway.StartAsync();
        async Task<(int Status, JsonNode Answer)> PostAsync(string path, object body, string token = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
            if (token.Length > 0) request.Headers.Authorization = new("Bearer", token);
            using var answer = await first.Http.SendAsync(request);
            return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
        }
        var signIn = new { phone = GatewayRunning.OperatorPhone, password = GatewayRunning.OperatorPassword };
        var token = (await PostAsync("/api/accounts:signIn", signIn)).Answer["accessToken"]!.ToString();
        var secret = (await PostAsync("/api/me/secondFactor:begin", new { }, token)).Answer["secret"]!.ToString();
        Assert.Equal(200, (await PostAsync("/api/me/secondFactor:confirm", new { code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp() }, token)).Status);
        Assert.Equal(400, (await PostAsync("/api/accounts:signIn", signIn)).Status);

        await using (await AnotherGateway.StartAsync(first, ("CIV_OPERATOR_RESET_SECOND_FACTOR", GatewayRunning.OperatorPhone))) { }
        Assert.Equal(200, (await PostAsync("/api/accounts:signIn", signIn)).Status);
        await using var left = first.Superuser.CreateCommand("select (select count(*) from pg_policies where policyname = 'operator_reset') || ' ' || (select count(*) from audit_entry where action = 'account.reset-second-factor') || ' ' || (select count(*) from sign_in)");
        Assert.Equal("0 1 1", await left.ExecuteScalarAsync());
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AnotherGateway.StartAsync(first, ("CIV_OPERATOR_RESET_SECOND_FACTOR", "10000009999")));
        Assert.Contains("no operator has this phone", refused.Message);
    }

    [Fact]
    public async Task Switching_it_on_counts_wrong_codes_and_ends_the_other_sign_ins()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, person) = await running.RegisterAsync(phone);
        var other = (await running.SignInAsync(phone, password))["accessToken"]!.ToString();
        await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, other);
        await running.OkAsync(HttpMethod.Post, "/api/me/secondFactor:begin", new { }, token);
        for (var i = 0; i < 5; i++) Assert.Equal((400, "SECOND_FACTOR_WRONG"), await running.RefusedAsync(HttpMethod.Post, "/api/me/secondFactor:confirm", new { code = $"x{i}" }, token));
        Assert.Equal((429, "TOO_MANY_FAILURES"), await running.RefusedAsync(HttpMethod.Post, "/api/me/secondFactor:confirm", new { code = "x" }, token));

        await using (var command = running.Gateway.Superuser.CreateCommand($"update account set second_factor_locked_until = now() where person = '{person}'")) await command.ExecuteNonQueryAsync();
        await SwitchOnAsync(token);
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, other));
        await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, token);
    }

    [Fact]
    public async Task Wrong_codes_at_signing_in_lock_the_second_factor_however_many_come_at_once()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone);
        var totp = await SwitchOnAsync(token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, secondFactor = $"x{i}" })));
        Assert.Equal(5, answers.Count(answer => answer.Reason == "SECOND_FACTOR_WRONG"));
        Assert.Equal(15, answers.Count(answer => answer.Reason == "TOO_MANY_FAILURES"));
        Assert.Equal((429, "TOO_MANY_FAILURES"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, secondFactor = totp.ComputeTotp() }));
    }
}
