using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

/// <summary>What somebody shows to prove that an account is theirs. Every refusal reads the same, whether the phone is known or not.</summary>
public sealed class Proofs(GatewayDb db, PersonalVault vault, PhoneGuards guards, PhoneTurns turns, AccountRows rows, Passwords passwords)
{
    /// <summary>The accounts of a phone whose password this is.</summary>
    /// <param name="phone">Eleven digits.</param>
    /// <param name="password">As typed.</param>
    /// <param name="chosen">Only this one, when several people use the phone.</param>
    /// <param name="cancel">The request's end.</param>
    /// <exception cref="Fault">SIGN_IN_FAILED, TOO_MANY_FAILURES.</exception>
    public Task<List<Account>> ByPasswordAsync(string phone, string password, Guid? chosen, CancellationToken cancel) => turns.TakeAsync(Account.HashOf(phone, vault), async () =>
    {
        var accounts = await guards.BeginPasswordAsync(phone, chosen, cancel);
        var right = new List<Account>();
        foreach (var account in accounts)
            if (await FitsAsync(account, password, cancel)) right.Add(account);
        if (accounts.Count == 0) passwords.Fits(null, password);
        if (right.Count == 0) throw Failed();
        await guards.SucceedAsync(phone, right, cancel);
        return right;
    }, cancel);

    /// <summary>The accounts of a phone that the one-time code was sent to; the code stays usable until <see cref="PhoneGuards.UseCodeAsync"/>.</summary>
    /// <exception cref="Fault">SIGN_IN_FAILED.</exception>
    public async Task<List<Account>> ByCodeAsync(string phone, string code, Guid? chosen, CancellationToken cancel)
    {
        if (!await guards.TryCodeAsync(phone, code, cancel)) throw Failed();
        var hash = Account.HashOf(phone, vault);
        return await db.Accounts.AsNoTracking().Where(account => account.PhoneHash == hash && (chosen == null || account.Id == chosen)).OrderBy(account => account.OpenedAt).ToListAsync(cancel);
    }

    /// <summary>The present password of somebody who is signed in.</summary>
    /// <exception cref="Fault">OLD_PASSWORD_WRONG, TOO_MANY_FAILURES.</exception>
    public async Task RequirePasswordAsync(Account account, string password, CancellationToken cancel)
    {
        await rows.ChangeAsync(account.Id, row => { row.BeginTry(db.Clock.GetUtcNow()); return true; }, cancel);
        if (!await FitsAsync(account, password, cancel)) throw Fault.Invalid("oldPassword", "OLD_PASSWORD_WRONG", "原密码不对");
        await rows.ChangeAsync(account.Id, row => { row.Succeed(); return true; }, cancel);
    }

    /// <summary>The second factor, where the account has one; asked for only after the first one was right. The account as it is afterwards.</summary>
    /// <exception cref="Fault">SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, TOO_MANY_FAILURES.</exception>
    public async Task<Account> RequireSecondFactorAsync(Account account, string code, CancellationToken cancel)
    {
        if (!account.HasSecondFactor) return account;
        if (code.Length == 0) throw Fault.Precondition("SECOND_FACTOR_REQUIRED", "请输入动态码");
        return await rows.ChangeAsync(account.Id, row => row.HasSameSecretsAs(account) && row.ShowSecondFactor(code, vault, db.Clock.GetUtcNow()) ? row : null, cancel)
            ?? throw Fault.Invalid("secondFactor", "SECOND_FACTOR_WRONG", "动态码不对");
    }

    public static Fault Failed() => new(StatusCode.Unauthenticated, "SIGN_IN_FAILED", "手机号、密码或验证码不对");

    async Task<bool> FitsAsync(Account account, string password, CancellationToken cancel)
    {
        var before = account.PasswordHash;
        if (!passwords.Fits(account, password)) return false;
        if (account.PasswordHash != before)
            await db.Accounts.Where(row => row.Id == account.Id && row.PasswordHash == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordHash, account.PasswordHash), cancel);
        return true;
    }
}
