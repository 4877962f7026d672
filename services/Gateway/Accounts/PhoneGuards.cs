using System.Security.Cryptography;
using CivPractice.Platform.Database;
using CivPractice.Platform.Personal;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

/// <summary>The guards of phone numbers: one row each, changed under its lock, so that parallel guesses are counted one by one.</summary>
public sealed class PhoneGuards(GatewayDb db, PersonalVault vault, ICodeSender sender)
{
    public async Task SendCodeAsync(string phone, CancellationToken cancel)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6");
        await ChangeAsync(phone, guard => { guard.Send(HashOf(phone, code), db.Clock.GetUtcNow()); return true; }, cancel);
        await sender.SendAsync(phone, code, cancel);
    }

    /// <summary>Whether the code is the phone's. Its own tries are counted; a lock after wrong passwords is not asked.</summary>
    public Task<bool> TryCodeAsync(string phone, string code, CancellationToken cancel) =>
        ChangeAsync(phone, guard => guard.Try(HashOf(phone, code.Trim()), db.Clock.GetUtcNow()), cancel);

    /// <summary>The code did its work: it counts no more, and neither do wrong passwords.</summary>
    public Task UseCodeAsync(string phone, Account account, CancellationToken cancel) => ChangeAsync(phone, async guard =>
    {
        guard.Use();
        guard.Succeed();
        return await SucceedAsync([account], cancel);
    }, cancel);

    /// <summary>The accounts of a phone that a password may be compared with; the try counts as failed until <see cref="SucceedAsync(string, IReadOnlyCollection{Account}, CancellationToken)"/>.</summary>
    /// <param name="phone">Eleven digits.</param>
    /// <param name="chosen">Only this one, when several people use the phone.</param>
    /// <param name="cancel">The request's end.</param>
    /// <exception cref="Platform.Faults.Fault">TOO_MANY_FAILURES.</exception>
    public Task<List<Account>> BeginPasswordAsync(string phone, Guid? chosen, CancellationToken cancel) => ChangeAsync(phone, async guard =>
    {
        var now = db.Clock.GetUtcNow();
        guard.BeginPassword(now);
        var accounts = await db.Accounts.FromSql($"select * from account where phone_hash = {guard.PhoneHash} for update").Where(account => chosen == null || account.Id == chosen).ToListAsync(cancel);
        // With several people on the phone nobody knows whose password it is meant to be: the phone counts it.
        if (accounts.Count == 1) accounts[0].BeginTry(now);
        else accounts.RemoveAll(account => account.IsLocked(now));
        return accounts.OrderBy(account => account.OpenedAt).ToList();
    }, cancel);

    /// <summary>The password was right: nothing before it counts against the phone and these accounts.</summary>
    public Task SucceedAsync(string phone, IReadOnlyCollection<Account> accounts, CancellationToken cancel) => ChangeAsync(phone, guard =>
    {
        guard.Succeed();
        return SucceedAsync(accounts, cancel);
    }, cancel);

    async Task<bool> SucceedAsync(IReadOnlyCollection<Account> accounts, CancellationToken cancel)
    {
        var ids = accounts.Select(account => account.Id).ToList();
        await db.Accounts.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Failures, 0).SetProperty(row => row.LockedUntil, (DateTimeOffset?)null), cancel);
        return true;
    }

    byte[] HashOf(string phone, string code) => vault.Hash("one-time-code", $"{phone} {code}");

    Task<bool> ChangeAsync(string phone, Func<PhoneGuard, bool> change, CancellationToken cancel) => ChangeAsync(phone, guard => Task.FromResult(change(guard)), cancel);

    async Task<T> ChangeAsync<T>(string phone, Func<PhoneGuard, Task<T>> change, CancellationToken cancel)
    {
        var hash = Account.HashOf(phone, vault);
        db.ChangeTracker.Clear();
        var result = await db.TogetherAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into phone_guard (phone_hash, failures, code_tries, day, sent_that_day, at) values ({hash}, 0, 0, '0001-01-01', 0, {db.Clock.GetUtcNow()}) on conflict do nothing", cancel);
            var guard = await db.PhoneGuards.FromSql($"select * from phone_guard where phone_hash = {hash} for update").SingleAsync(cancel);
            var changed = await change(guard);
            await db.SaveChangesAsync(cancel);
            return changed;
        }, cancel);
        db.ChangeTracker.Clear();
        return result;
    }
}
