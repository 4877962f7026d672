using CivPractice.Gateway.V1;
using CivPractice.Testing;

namespace CivPractice.Portal.Tests;

public sealed class SignInTests(PortalRunning portal)
{
    const string address = $"/c/{Callers.A}/sign-in";

    [Fact]
    public async Task Password_person_and_second_factor_lead_to_a_cookie_that_no_script_reads()
    {
        var browser = await portal.Browse().GetAsync($"{address}?back=/c/{Callers.A}/me/hours");
        await browser.PressAsync("Password", ("phone", "10012345678"), ("password", PortalRunning.Password));
        Assert.Contains("王*", browser.Text);
        Assert.DoesNotContain(PortalRunning.Password, browser.Html);
        await browser.PressAsync("Person", ("accountId", "two"));
        Assert.Contains("动态口令", browser.Text);
        Assert.DoesNotContain(PortalRunning.Password, browser.Html);
        await browser.PressAsync("SecondFactor", ("secondFactor", "123456"));

        Assert.Equal(303, browser.Status);
        Assert.Equal($"/c/{Callers.A}/me/hours", browser.Answer.Headers.Location!.ToString());
        var cookie = browser.Answer.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith("civ_session=", StringComparison.Ordinal));
        Assert.Contains($"civ_session={PortalRunning.SessionToken}", cookie);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(PortalRunning.SessionToken, browser.Html);
        var last = portal.Services.Messages<SignInRequest>().Last(request => request.SecondFactor == "123456");
        Assert.Equal(("10012345678", PortalRunning.Password, "two"), (last.Phone, last.Password, last.AccountId));
    }

    [Fact]
    public async Task A_wrong_password_is_told_at_the_form_and_is_not_shown_again()
    {
        var browser = await portal.Browse().GetAsync(address);
        await browser.PressAsync("Password", ("phone", "10012345678"), ("password", "not-the-password"));
        Assert.Equal(401, browser.Status);
        Assert.Contains("手机号、密码或验证码不对", browser.Text);
        Assert.Contains("value=\"10012345678\"", browser.Html);
        Assert.DoesNotContain("not-the-password", browser.Html);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/c/140322")]
    [InlineData("/c/140322/\\evil.example")]
    [InlineData("/api/me")]
    public async Task Nobody_is_led_away_after_signing_in(string back)
    {
        var browser = await portal.Browse().GetAsync($"{address}?back={Uri.EscapeDataString(back)}");
        await browser.PressAsync("Password", ("phone", "10012345678"), ("password", PortalRunning.Password));
        await browser.PressAsync("Person", ("accountId", "two"));
        await browser.PressAsync("SecondFactor", ("secondFactor", "123456"));
        Assert.Equal($"/c/{Callers.A}/me", browser.Answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Signing_out_deletes_the_cookie_even_when_the_gateway_cannot_end_the_sign_in()
    {
        var browser = await portal.Browse().GetAsync($"/c/{Callers.A}/sign-out");
        await browser.PressAsync("sign-out");
        Assert.Equal(303, browser.Status);
        Assert.Contains(browser.Answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("civ_session=;", StringComparison.Ordinal));
    }
}
