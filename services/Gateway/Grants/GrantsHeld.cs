using CivPractice.Platform;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Grants;

/// <summary>What somebody holds in whatever county: read as that person, since a caller's own rows end at the caller's counties. For a decision, never to be shown.</summary>
public sealed class GrantsHeld(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Grants that count today or will.</summary>
    public async Task<IReadOnlyCollection<RoleGrant>> OfAsync(Guid person, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        db.Scope.ActAs(person);
        var rows = await db.RoleGrants.AsNoTracking().Where(row => row.Person == person).ToListAsync(cancel);
        var today = ChinaTime.Today(clock);
        return [.. rows.Where(row => !row.IsOver(today))];
    }
}
