using System.Collections.Concurrent;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.SignIns;

/// <summary>
/// The sign-ins in use, in memory: no request waits for the database while its sign-in was read within 15 seconds.
/// What ends here ends at once; what another replica ended, within those seconds.
/// </summary>
public sealed class Sessions(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    // From here on one request reads anew in the background and the others go on.
    static readonly TimeSpan fresh = TimeSpan.FromSeconds(10);
    static readonly TimeSpan seenEvery = TimeSpan.FromMinutes(5);
    const int most = 100_000;

    readonly ConcurrentDictionary<string, Slot> slots = new(StringComparer.Ordinal);
    // A person with grants gets them only with the second factor.
    readonly bool secondFactorForStaff = configuration["CIV_STAFF_SECOND_FACTOR"] == "required";

    sealed class Slot
    {
        public volatile SignedIn? Known;
        public int Reading;
    }

    /// <summary>The sign-in of a token, or null when it is wrong or over.</summary>
    public ValueTask<SignedIn?> FindAsync(string token, CancellationToken cancel)
    {
        if (token.Length != SignIn.TokenLength) return new((SignedIn?)null);
        if (!slots.TryGetValue(token, out var slot) || slot.Known is not { } known) return new(ReadAsync(token, slot, cancel));
        var now = clock.GetUtcNow();
        if (now >= known.Expires) return new((SignedIn?)null);
        var age = now - known.ReadAt;
        if (age < fresh) return new(known);
        if (age >= Life) return new(ReadAsync(token, slot, cancel));
        if (Interlocked.Exchange(ref slot.Reading, 1) == 0) _ = ReadBehindAsync(token, slot);
        return new(known);
    }

    public void Forget(Guid signIn) => Forget(known => known.Id == signIn);

    public void ForgetPerson(Guid person) => Forget(known => known.Person == person);

    /// <summary>Drops what nobody asked for during a minute.</summary>
    public void Sweep()
    {
        var now = clock.GetUtcNow();
        Forget(known => now - known.ReadAt > TimeSpan.FromMinutes(1));
    }

    void Forget(Func<SignedIn, bool> matches)
    {
        foreach (var (token, slot) in slots)
            if (slot.Known is { } known && matches(known)) slots.TryRemove(token, out _);
    }

    async Task ReadBehindAsync(string token, Slot slot)
    {
        // A failure here is the next reader's: from 15 seconds on it waits for the database itself.
        try { await ReadAsync(token, slot, CancellationToken.None); }
        catch (Exception) { }
        finally { slot.Reading = 0; }
    }

    async Task<SignedIn?> ReadAsync(string token, Slot? slot, CancellationToken cancel)
    {
        var read = await ReadAsync(token, cancel);
        if (read is null)
        {
            slots.TryRemove(token, out _);
            return null;
        }
        if (slot is null)
        {
            if (slots.Count >= most) Sweep();
            slot = slots.GetOrAdd(token, _ => new Slot());
        }
        if (slot.Known is { } former && former.SameRights(read)) read = read with { Tokens = former.Tokens };
        slot.Known = read;
        return read;
    }

    async Task<SignedIn?> ReadAsync(string token, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        var hash = SignIn.HashOf(token);
        var now = clock.GetUtcNow();
        if (await db.SignIns.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancel) is not { } row || row.Expires <= now) return null;

        db.Scope.ActAs(row.Person);
        var today = ChinaTime.Day(now);
        var rows = await db.RoleGrants.AsNoTracking()
            .Where(grant => grant.Person == row.Person && grant.EndedAt == null && grant.From <= today && (grant.To == null || grant.To >= today))
            .OrderBy(grant => grant.Id).Select(grant => new { grant.Role, grant.Prefix }).ToListAsync(cancel);
        IReadOnlyList<Grant> grants = secondFactorForStaff && !row.SecondFactor ? [] : [.. rows.Where(grant => Role.Find(grant.Role) is not null).Select(grant => new Grant(Role.Find(grant.Role)!, grant.Prefix))];

        var expires = SignIn.ExpiresAfter(row.At, now, rows.Count > 0);
        if (now - row.LastSeen >= seenEvery || expires < row.Expires)
            await db.SignIns.Where(seen => seen.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(seen => seen.LastSeen, now).SetProperty(seen => seen.Expires, expires), cancel);
        return new SignedIn(row.Id, row.Account, row.Person, row.SecondFactor, grants, expires, now)
        {
            GrantsWithheld = rows.Count > grants.Count,
        };
    }
}
