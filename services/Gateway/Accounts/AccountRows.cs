using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Accounts;

/// <summary>Changes an account under its row's lock, so that parallel tries are counted one by one and nothing comes between a proof and what follows from it.</summary>
public sealed class AccountRows(GatewayDb db)
{
    /// <summary>The work sees the account as it now is; what it changed and added is saved with it.</summary>
    public Task<T> ChangeAsync<T>(Guid id, Func<Account, Task<T>> work, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return db.TogetherAsync(async () =>
        {
            var account = await db.Accounts.FromSql($"select * from account where id = {id} for update").SingleAsync(cancel);
            var result = await work(account);
            await db.SaveChangesAsync(cancel);
            return result;
        }, cancel);
    }

    public Task<T> ChangeAsync<T>(Guid id, Func<Account, T> work, CancellationToken cancel) => ChangeAsync(id, account => Task.FromResult(work(account)), cancel);
}
