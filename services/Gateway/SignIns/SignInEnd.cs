using System.Linq.Expressions;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.SignIns;

/// <summary>Ends sign-ins: their rows with the write that is the reason, and what the door remembers of them once that is committed.</summary>
public sealed class SignInEnd(GatewayDb db, Sessions sessions)
{
    readonly List<Guid> ended = [];

    /// <summary>Runs a write that ends sign-ins, in one transaction.</summary>
    public async Task<T> TogetherAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        var result = await db.TogetherAsync(work, cancel);
        Forget();
        return result;
    }

    /// <summary>Whether there were any.</summary>
    public async Task<bool> OfAsync(Expression<Func<SignIn, bool>> which, CancellationToken cancel)
    {
        var ids = await db.SignIns.Where(which).Select(row => row.Id).ToListAsync(cancel);
        await db.SignIns.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancel);
        ended.AddRange(ids);
        if (db.Database.CurrentTransaction is null) Forget();
        return ids.Count > 0;
    }

    void Forget()
    {
        foreach (var id in ended) sessions.Forget(id);
        ended.Clear();
    }
}
