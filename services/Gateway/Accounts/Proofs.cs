using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

/// <summary>What somebody shows to prove that an account is theirs. Every refusal reads the same, whether the phone is known or not.</summary>
public sealed class Proofs(GatewayDb db, PersonalVault vault, PhoneGuards guards, Passwords passwords)
{
    /// <summary>The accounts of a phone whose password this is.</summary>
    /// <param name="phone">Eleven digits.</param>
    /// <param name="password">As typed.</param>
    /// <param name="chosen">Only this one, when several people use the phone.</param>
    /// <param name="cancel">The request's end.</param>
    /// <exception cref="Fault">SIGN_IN_FAILED, TOO_MANY_FAILURES.</exception>
    public async Task<List<Account>> ByPasswordAsync(string phone, string password, Guid? chosen, CancellationToken cancel)
    {
        await guards.RefuseWhenLockedAsync(phone, cancel);
        var now = db.Clock.GetUtcNow();
        var accounts = await OfPhoneAsync(phone, chosen, cancel);
        if (accounts.Count == 1 && accounts[0].IsLocked(now)) throw PhoneGuard.Locked();

        var right = accounts.Where(account => !account.IsLocked(now) && passwords.Fits(account, password)).ToList();
        if (accounts.Count == 0) passwords.Fits(null, password);
        if (right.Count == 0)
        {
            // With several people on the phone nobody knows whose password it was meant to be: the phone counts it.
            if (accounts.Count == 1) accounts[0].Fail(now);
            await db.SaveChangesAsync(cancel);
            await guards.FailAsync(phone, cancel);
            throw Failed();
        }
        return right;
    }

    /// <summary>The accounts of a phone that the one-time code was sent to; the code stays usable until <see cref="PhoneGuards.UseCodeAsync"/>.</summary>
    /// <exception cref="Fault">SIGN_IN_FAILED, TOO_MANY_FAILURES.</exception>
    public async Task<List<Account>> ByCodeAsync(string phone, string code, Guid? chosen, CancellationToken cancel)
    {
        if (!await guards.TryCodeAsync(phone, code, cancel)) throw Failed();
        return await OfPhoneAsync(phone, chosen, cancel);
    }

    /// <summary>The second factor, where the account has one; asked for only after the first one was right.</summary>
    /// <exception cref="Fault">SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, TOO_MANY_FAILURES.</exception>
    public async Task RequireSecondFactorAsync(Account account, string phone, string code, CancellationToken cancel)
    {
        if (!account.HasSecondFactor) return;
        if (code.Length == 0) throw Fault.Precondition("SECOND_FACTOR_REQUIRED", "请输入动态码");
        var now = db.Clock.GetUtcNow();
        if (account.IsLocked(now)) throw PhoneGuard.Locked();
        var right = account.Takes(code, vault, now);
        if (!right) account.Fail(now);
        await db.SaveChangesAsync(cancel);
        if (right) return;
        await guards.FailAsync(phone, cancel);
        throw Fault.Invalid("secondFactor", "SECOND_FACTOR_WRONG", "动态码不对");
    }

    public static Fault Failed() => new(StatusCode.Unauthenticated, "SIGN_IN_FAILED", "手机号、密码或验证码不对");

    async Task<List<Account>> OfPhoneAsync(string phone, Guid? chosen, CancellationToken cancel)
    {
        var hash = Account.HashOf(phone, vault);
        return await db.Accounts.Where(account => account.PhoneHash == hash && (chosen == null || account.Id == chosen)).OrderBy(account => account.OpenedAt).ToListAsync(cancel);
    }
}
