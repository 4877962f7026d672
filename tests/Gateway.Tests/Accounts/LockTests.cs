using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Accounts;

/// <summary>What wrong passwords and codes close, and what they leave open.</summary>
public sealed class LockTests(GatewayRunning running)
{
    const string password = "resident-secret-3", signIn = "/api/accounts:signIn";

    /// <summary>The code of a registration is a minute away from the next one: its row is made older.</summary>
    async Task<string> CodeAsync(string phone)
    {
        await using (var command = running.Gateway.Superuser.CreateCommand("update phone_guard set code_at = code_at - interval '2 minutes'")) await command.ExecuteNonQueryAsync();
        return await running.CodeAsync(phone);
    }

    async Task LockAsync(string phone)
    {
        for (var i = 0; i < 5; i++) Assert.Equal((401, "SIGN_IN_FAILED"), await running.RefusedAsync(HttpMethod.Post, signIn, new { phone, password = $"wrong-wrong{i}" }));
        Assert.Equal((429, "TOO_MANY_FAILURES"), await running.RefusedAsync(HttpMethod.Post, signIn, new { phone, password }));
    }

    [Fact]
    public async Task Who_has_the_phone_comes_in_by_code_whoever_locked_its_password()
    {
        var phone = GatewayRunning.NewPhone();
        await running.RegisterAsync(phone);
        await LockAsync(phone);
        await running.OkAsync(HttpMethod.Post, signIn, new { phone, code = await CodeAsync(phone) });
        // The right code took the lock away.
        await running.SignInAsync(phone, password);

        await LockAsync(phone);
        await running.OkAsync(HttpMethod.Post, "/api/accounts:recover", new { phone, code = await CodeAsync(phone), password = "another-secret-4" });
        await running.SignInAsync(phone, "another-secret-4");
    }

    [Fact]
    public async Task A_locked_number_can_still_be_registered_with()
    {
        var phone = GatewayRunning.NewPhone();
        await LockAsync(phone);
        await running.RegisterAsync(phone);
        await running.SignInAsync(phone, password);
    }

    [Fact]
    public async Task A_code_has_five_tries_of_its_own()
    {
        var phone = GatewayRunning.NewPhone();
        await running.RegisterAsync(phone);
        var code = await CodeAsync(phone);
        for (var i = 0; i < 5; i++) Assert.Equal((401, "SIGN_IN_FAILED"), await running.RefusedAsync(HttpMethod.Post, signIn, new { phone, code = $"x{i}" }));
        Assert.Equal((401, "SIGN_IN_FAILED"), await running.RefusedAsync(HttpMethod.Post, signIn, new { phone, code }));
        await running.SignInAsync(phone, password);
    }

    [Fact]
    public async Task A_burst_of_wrong_passwords_gets_five_tries()
    {
        var phone = GatewayRunning.NewPhone();
        await running.RegisterAsync(phone);
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => running.RefusedAsync(HttpMethod.Post, signIn, new { phone, password = $"wrong-wrong{i}" })));
        Assert.Equal(5, answers.Count(answer => answer.Reason == "SIGN_IN_FAILED"));
        Assert.Equal(20, answers.Count(answer => answer.Reason == "TOO_MANY_FAILURES"));
    }

    [Fact]
    public async Task A_burst_of_wrong_old_passwords_gets_five_tries()
    {
        var phone = GatewayRunning.NewPhone();
        var (token, _) = await running.RegisterAsync(phone);
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => running.RefusedAsync(HttpMethod.Post, "/api/me/account:changePassword", new { oldPassword = $"wrong-wrong{i}", newPassword = "another-secret-4" }, token)));
        Assert.Equal(5, answers.Count(answer => answer.Reason == "OLD_PASSWORD_WRONG"));
        Assert.Equal(20, answers.Count(answer => answer.Reason == "TOO_MANY_FAILURES"));
    }

    [Fact]
    public async Task Many_right_passwords_at_once_all_come_in()
    {
        var phone = GatewayRunning.NewPhone();
        await running.RegisterAsync(phone);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => running.SignInAsync(phone, password)));
    }
}
