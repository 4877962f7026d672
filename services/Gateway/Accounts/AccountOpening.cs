using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

/// <summary>Opens an account, by oneself or by the office.</summary>
public sealed class AccountOpening(GatewayDb db, PersonalVault vault, Passwords passwords)
{
    /// <summary>Adds the account; the caller saves.</summary>
    /// <param name="person">Null: somebody new.</param>
    /// <exception cref="Fault">PERSON_HAS_ACCOUNT, PHONE_FULL.</exception>
    public async Task<Account> OpenAsync(Guid? person, string name, string phone, string password, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        if (person is not null && await db.Accounts.AnyAsync(row => row.Person == person, cancel))
            throw Fault.Duplicate("PERSON_HAS_ACCOUNT", "这个人已经有账号");
        var hash = Account.HashOf(phone, vault);
        if (await db.Accounts.CountAsync(row => row.PhoneHash == hash, cancel) >= Account.MostPerPhone)
            throw Fault.Precondition("PHONE_FULL", $"一个手机号最多给 {Account.MostPerPhone} 个人使用");
        var account = Account.Open(person ?? Guid.CreateVersion7(now), name, phone, vault, now);
        if (password.Length > 0) passwords.Set(account, password);
        db.Add(account);
        return account;
    }
}
