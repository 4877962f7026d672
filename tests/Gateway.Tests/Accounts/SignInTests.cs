using System.Net;
using CivPractice.Testing;
using OtpNet;

namespace CivPractice.Gateway.Tests.Accounts;

public sealed class SignInTests(GatewayRunning running)
{
    const string password = "resident-secret-3";

    [Fact]
    public async Task A_resident_registers_by_code_and_comes_back_by_password()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, person) = await running.RegisterAsync(phone, "李四");
        var me = await running.OkAsync(HttpMethod.Get, $"/api/c/{Callers.A}/me", null, token);
        Assert.Equal(("李四", "person", Callers.A, person), (me["name"]!.ToString(), me["kind"]!.ToString(), me["county"]!.ToString(), me["personId"]!.ToString()));
        Assert.Contains("activities.sign-up", me["permissions"]!.AsArray().Select(name => name!.ToString()));

        var again = await running.SignInAsync(phone, password);
        Assert.Equal(person, again["me"]!["personId"]!.ToString());
        Assert.NotEqual(token, again["accessToken"]!.ToString());
        var signIns = await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, token);
        Assert.Equal([true, false], signIns["signIns"]!.AsArray().Select(each => (bool)each!["current"]!).Order().Reverse());
    }

    [Fact]
    public async Task Nothing_readable_is_stored()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone, "王五六七");
        await using var command = running.Gateway.Superuser.CreateCommand("select string_agg(a::text, ' ') || string_agg(s::text, ' ') || (select string_agg(g::text, ' ') from phone_guard g) from account a, sign_in s");
        var everything = (string)(await command.ExecuteScalarAsync())!;
        foreach (var secret in new[] { phone, Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(phone)), "王五六七", token, password })
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_tells_whether_a_phone_is_known()
    {
        var (known, unknown) = (GatewayRunning.NewPhone(), GatewayRunning.NewPhone());
        await running.RegisterAsync(known);
        async Task<string> Ask(string path, object body)
        {
            using var answer = await running.SendAsync(HttpMethod.Post, path, body);
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        Assert.Equal(await Ask("/api/accounts:signIn", new { phone = known, password = "wrong-wrong" }), await Ask("/api/accounts:signIn", new { phone = unknown, password = "wrong-wrong" }));
        Assert.Equal(await Ask("/api/accounts:signIn", new { phone = known, code = "000000" }), await Ask("/api/accounts:signIn", new { phone = unknown, code = "000000" }));
        for (var i = 0; i < 6; i++)
            Assert.Equal(await Ask("/api/accounts:signIn", new { phone = known, password = $"wrong-wrong{i}" }), await Ask("/api/accounts:signIn", new { phone = unknown, password = $"wrong-wrong{i}" }));
        Assert.StartsWith("200", await Ask("/api/accounts:sendCode", new { phone = unknown }));
        Assert.Equal((429, "TOO_MANY_FAILURES"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone = known, password }));
    }

    [Fact]
    public async Task Five_failures_lock_even_when_the_request_carries_an_idempotency_key()
    {
        var phone = GatewayRunning.NewPhone();
        await running.RegisterAsync(phone);
        for (var i = 0; i < 5; i++)
        {
            using var answer = await running.SendAsync(HttpMethod.Post, $"/api/c/{Callers.A}/accounts:signIn", new { phone, password = $"wrong-wrong{i}" }, null, request => request.Headers.Add("Idempotency-Key", $"key-{phone}-{i}"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        Assert.Equal((429, "TOO_MANY_FAILURES"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password }));
    }

    [Fact]
    public async Task Several_people_share_a_phone_and_choose()
    {
        var phone = GatewayRunning.NewPhone();
        var (_, first) = await running.RegisterAsync(phone, "赵一");
        var second = await running.OkAsync(HttpMethod.Post, "/api/accounts", new { name = "赵二", phone, password }, running.Office);
        var choice = await running.SignInAsync(phone, password);
        Assert.Empty(choice["accessToken"]!.ToString());
        Assert.Equal(["赵*", "赵*"], choice["choices"]!.AsArray().Select(each => each!["name"]!.ToString()));
        var chosen = await running.OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, accountId = second["id"]!.ToString() });
        Assert.Equal(second["personId"]!.ToString(), chosen["me"]!["personId"]!.ToString());
        Assert.NotEqual(first, second["personId"]!.ToString());
    }

    [Fact]
    public async Task A_sign_in_that_is_ended_ends_at_once()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone);
        var other = (await running.SignInAsync(phone, password))["accessToken"]!.ToString();
        await running.OkAsync(HttpMethod.Get, "/api/me", null, other);
        var records = (await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, token))["signIns"]!.AsArray();
        var id = records.Single(each => !(bool)each!["current"]!)!["id"]!.ToString();
        await running.OkAsync(HttpMethod.Post, $"/api/me/signIns/{id}:end", new { }, token);
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, other));
        Assert.Equal((404, "NOT_FOUND"), await running.RefusedAsync(HttpMethod.Post, $"/api/me/signIns/{id}:end", new { }, token));
        await running.OkAsync(HttpMethod.Post, "/api/accounts:signOut", new { }, token);
        Assert.Equal((401, "SIGN_IN_REQUIRED"), await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, token));
    }

    [Fact]
    public async Task Recovery_and_a_new_password_end_the_other_sign_ins()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone);
        var other = (await running.SignInAsync(phone, password))["accessToken"]!.ToString();
        Assert.Equal((400, "OLD_PASSWORD_WRONG"), await running.RefusedAsync(HttpMethod.Post, "/api/me/account:changePassword", new { oldPassword = "wrong-wrong", newPassword = "another-secret-4" }, token));
        await running.OkAsync(HttpMethod.Post, "/api/me/account:changePassword", new { oldPassword = password, newPassword = "another-secret-4" }, token);
        Assert.Equal(401, (await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, other)).Status);
        await running.OkAsync(HttpMethod.Get, "/api/me/signIns", null, token);

        // The code of the registration is a minute away from the next one: its row is made older.
        await using (var command = running.Gateway.Superuser.CreateCommand("update phone_guard set code_at = code_at - interval '2 minutes'")) await command.ExecuteNonQueryAsync();
        await running.OkAsync(HttpMethod.Post, "/api/accounts:recover", new { phone, code = await running.CodeAsync(phone), password = "third-secret-55" });
        Assert.Equal(401, (await running.RefusedAsync(HttpMethod.Get, "/api/me/signIns", null, token)).Status);
        await running.SignInAsync(phone, "third-secret-55");
    }

    [Fact]
    public async Task The_second_factor_is_asked_for_after_the_password()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone);
        var begun = await running.OkAsync(HttpMethod.Post, "/api/me/secondFactor:begin", new { }, token);
        var totp = new Totp(Base32Encoding.ToBytes(begun["secret"]!.ToString()));
        Assert.StartsWith("otpauth://totp/", begun["uri"]!.ToString());
        await running.OkAsync(HttpMethod.Post, "/api/me/secondFactor:confirm", new { code = totp.ComputeTotp(DateTime.UtcNow.AddSeconds(-30)) }, token);

        Assert.Equal((401, "SIGN_IN_FAILED"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password = "wrong-wrong" }));
        Assert.Equal((400, "SECOND_FACTOR_REQUIRED"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password }));
        Assert.Equal((400, "SECOND_FACTOR_WRONG"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, secondFactor = "12" }));
        var code = totp.ComputeTotp(DateTime.UtcNow);
        var me = (await running.OkAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, secondFactor = code }))["me"]!;
        Assert.True((bool)me["secondFactor"]!);
        Assert.Equal((400, "SECOND_FACTOR_WRONG"), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password, secondFactor = code }));
    }

    [Theory]
    [InlineData("123", "password12", "INVALID_PHONE")]
    [InlineData("10099999999", "", "REQUIRED")]
    public async Task What_is_wrong_is_named(string phone, string secret, string reason) =>
        Assert.Equal((400, reason), await running.RefusedAsync(HttpMethod.Post, "/api/accounts:signIn", new { phone, password = secret }));
}
