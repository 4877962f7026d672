using CivPractice.Platform.Faults;
using Microsoft.AspNetCore.Identity;

namespace CivPractice.Gateway.Accounts;

/// <summary>Passwords (密码): what is asked of one, and ASP.NET Core Identity's hasher (PBKDF2, HMAC-SHA-512, salted).</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher)
{
    public const int Least = 10, Most = 128;

    // Compared when no account is there, so that an unknown phone takes as long as a wrong password.
    readonly string nobody = hasher.HashPassword(null!, Guid.NewGuid().ToString());

    public static void Check(Check check, string field, string password, string phone) => check
        .That(password.Length is >= Least and <= Most, field, "PASSWORD_LENGTH", $"密码应为 {Least} 到 {Most} 个字符")
        .That(password.Distinct().Count() >= 5 && !password.Contains(phone, StringComparison.Ordinal), field, "PASSWORD_WEAK", "密码太容易猜,请换一个(不要含手机号,不要重复同样的字符)");

    public void Set(Account account, string password) => account.SetPassword(hasher.HashPassword(account, password));

    /// <summary>Whether the password is the account's; a hash of an older strength is renewed on the way.</summary>
    public bool Fits(Account? account, string password)
    {
        var result = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobody, password);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed) return false;
        if (result == PasswordVerificationResult.SuccessRehashNeeded) account.RenewHash(hasher.HashPassword(account, password));
        return true;
    }
}
