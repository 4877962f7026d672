using System.Security.Cryptography;
using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.SignIns;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using OtpNet;

namespace CivPractice.Gateway.Tests.Accounts;

public sealed class AccountRuleTests
{
    static readonly PersonalVault vault = new([Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))]);
    static readonly DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly byte[] right = [1, 2, 3], wrong = [9, 9, 9];

    static PhoneGuard Guard() => new() { PhoneHash = [1] };

    static Account Someone() => Account.Open(Guid.NewGuid(), "张三", "10012345678", vault, now);

    [Fact]
    public void The_fifth_failure_locks_for_fifteen_minutes()
    {
        var guard = Guard();
        for (var i = 0; i < 4; i++) guard.Fail(now);
        Assert.False(guard.IsLocked(now));
        guard.Fail(now);
        Assert.True(guard.IsLocked(now.AddMinutes(15).AddTicks(-1)));
        Assert.False(guard.IsLocked(now.AddMinutes(15)));
        Assert.Equal("TOO_MANY_FAILURES", Assert.Throws<Fault>(() => guard.BeginPassword(now)).Reason);
    }

    [Fact]
    public void A_success_begins_counting_anew()
    {
        var guard = Guard();
        for (var i = 0; i < 4; i++) guard.Fail(now);
        guard.Succeed();
        guard.Fail(now);
        Assert.False(guard.IsLocked(now));
    }

    [Fact]
    public void A_code_counts_for_five_minutes_five_tries_and_once()
    {
        var guard = Guard();
        guard.Send(right, now);
        Assert.True(guard.Try(right, now.AddMinutes(5).AddTicks(-1)));
        Assert.False(guard.Try(right, now.AddMinutes(5)));

        guard = Guard();
        guard.Send(right, now);
        for (var i = 0; i < 5; i++) Assert.False(guard.Try(wrong, now));
        Assert.False(guard.Try(right, now));

        guard = Guard();
        guard.Send(right, now);
        guard.Use();
        Assert.False(guard.Try(right, now));
    }

    [Fact]
    public void Codes_are_sent_a_minute_apart_and_ten_times_a_day()
    {
        var guard = Guard();
        guard.Send(right, now);
        Assert.Equal("CODE_TOO_SOON", Assert.Throws<Fault>(() => guard.Send(right, now.AddSeconds(59))).Reason);
        for (var i = 1; i < 10; i++) guard.Send(right, now.AddMinutes(i));
        Assert.Equal("CODE_LIMIT", Assert.Throws<Fault>(() => guard.Send(right, now.AddMinutes(10))).Reason);
        guard.Send(right, now.AddDays(1));
    }

    [Fact]
    public void A_second_factor_counts_once_confirmed_and_no_code_counts_twice()
    {
        var account = Someone();
        var totp = new Totp(Base32Encoding.ToBytes(account.BeginSecondFactor(vault)));
        Assert.False(account.HasSecondFactor);
        Assert.False(account.ConfirmSecondFactor("000", vault, now));
        var code = totp.ComputeTotp(now.UtcDateTime);
        Assert.True(account.ConfirmSecondFactor(code, vault, now));
        Assert.True(account.HasSecondFactor);
        Assert.False(account.Takes(code, vault, now.AddSeconds(5)));
        Assert.True(account.Takes(totp.ComputeTotp(now.AddMinutes(1).UtcDateTime), vault, now.AddMinutes(1)));
        Assert.Equal("SECOND_FACTOR_ON", Assert.Throws<Fault>(() => account.BeginSecondFactor(vault)).Reason);
    }

    [Fact]
    public void Staff_idle_for_twelve_hours_is_out_and_everybody_after_thirty_days()
    {
        Assert.Equal(now.AddHours(12), SignIn.ExpiresAfter(now, now, staff: true));
        Assert.Equal(now.AddDays(30), SignIn.ExpiresAfter(now, now.AddDays(2), staff: false));
        Assert.Equal(now.AddDays(30), SignIn.ExpiresAfter(now, now.AddDays(30).AddHours(-1), staff: true));
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("x10012345678", false)]
    [InlineData("correct horse", true)]
    public void A_password_is_long_enough_and_not_the_phone(string password, bool good)
    {
        var check = new Check();
        Passwords.Check(check, "password", password, "10012345678");
        Assert.Equal(good, Record.Exception(check.Done) is null);
    }

    [Fact]
    public void The_vault_opens_what_it_sealed_under_the_same_purpose_only_and_old_keys_still_open()
    {
        var (old, fresh) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var (before, after) = (new PersonalVault([old]), new PersonalVault([fresh, old]));
        var sealedOnce = before.Seal("phone", "10012345678");
        Assert.NotEqual(sealedOnce, before.Seal("phone", "10012345678"));
        Assert.Equal("10012345678", after.Open("phone", sealedOnce));
        Assert.ThrowsAny<CryptographicException>(() => after.Open("name", sealedOnce));
        Assert.ThrowsAny<CryptographicException>(() => before.Open("phone", after.Seal("phone", "1")));
        Assert.Equal(before.Hash("phone", "1"), after.Hash("phone", "1"));
        Assert.NotEqual(before.Hash("phone", "1"), before.Hash("name", "1"));
        sealedOnce[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => before.Open("phone", sealedOnce));
        Assert.Throws<InvalidOperationException>(() => new PersonalVault(["c2hvcnQ="]));
    }
}
