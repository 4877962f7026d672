using System.Security.Cryptography;
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

    /// <summary>Whether the code is the phone's; a wrong one counts as a failed sign-in.</summary>
    public Task<bool> TryCodeAsync(string phone, string code, CancellationToken cancel) => ChangeAsync(phone, guard =>
    {
        var now = db.Clock.GetUtcNow();
        guard.RefuseWhenLocked(now);
        var right = guard.Try(HashOf(phone, code.Trim()), now);
        if (!right) guard.Fail(now);
        return right;
    }, cancel);

    public Task UseCodeAsync(string phone, CancellationToken cancel) => ChangeAsync(phone, guard => { guard.Use(); guard.Succeed(); return true; }, cancel);

    public Task RefuseWhenLockedAsync(string phone, CancellationToken cancel) => ChangeAsync(phone, guard => { guard.RefuseWhenLocked(db.Clock.GetUtcNow()); return true; }, cancel);

    public Task FailAsync(string phone, CancellationToken cancel) => ChangeAsync(phone, guard => { guard.Fail(db.Clock.GetUtcNow()); return true; }, cancel);

    public Task SucceedAsync(string phone, CancellationToken cancel) => ChangeAsync(phone, guard => { guard.Succeed(); return true; }, cancel);

    byte[] HashOf(string phone, string code) => vault.Hash("one-time-code", $"{phone} {code}");

    async Task<bool> ChangeAsync(string phone, Func<PhoneGuard, bool> change, CancellationToken cancel)
    {
        var hash = Account.HashOf(phone, vault);
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"insert into phone_guard (phone_hash, failures, code_tries, day, sent_that_day, at) values ({hash}, 0, 0, '0001-01-01', 0, {db.Clock.GetUtcNow()}) on conflict do nothing", cancel);
        var guard = await db.PhoneGuards.FromSql($"select * from phone_guard where phone_hash = {hash} for update").SingleAsync(cancel);
        var result = change(guard);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return result;
    }
}
