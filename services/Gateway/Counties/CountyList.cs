using CivPractice.Platform;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Counties;

/// <summary>The open counties, in memory: every request asks for one. Another replica's change is seen within <see cref="Life"/>.</summary>
public sealed class CountyList(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    Snapshot known = new([], DateTimeOffset.MinValue);
    int reading;

    /// <summary>Another number after another county was opened: who sees the counties of a city sees that one, too.</summary>
    public int Version { get; private set; }

    sealed record Snapshot(SortedDictionary<string, County> Counties, DateTimeOffset At);

    /// <summary>All open counties by code.</summary>
    public IEnumerable<County> All => known.Counties.Values;

    public async ValueTask<bool> HasAsync(string code, CancellationToken cancel)
    {
        var age = clock.GetUtcNow() - known.At;
        if (known.At == DateTimeOffset.MinValue) await ReadAsync(cancel);
        else if (age >= Life && Interlocked.Exchange(ref reading, 1) == 0) _ = ReadBehindAsync();
        return known.Counties.ContainsKey(code);
    }

    /// <summary>The codes of a city: its own and those of its counties.</summary>
    public IReadOnlyList<string> OfCity(string county)
    {
        var prefix = Tenants.Whole(county);
        return [.. known.Counties.Keys.Where(code => code.StartsWith(prefix, StringComparison.Ordinal))];
    }

    public async Task ReadAsync(CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<GatewayDb>().Counties.AsNoTracking().ToListAsync(cancel);
        lock (gate)
        {
            // A reading that began earlier may end later: it must not hide a county that was opened in between.
            if (at < known.At) return;
            if (rows.Count != known.Counties.Count) Version++;
            known = new Snapshot(new(rows.ToDictionary(county => county.Code), StringComparer.Ordinal), at);
        }
    }

    // A county closes seldom: while the database is away the list of before is good enough.
    async Task ReadBehindAsync()
    {
        try { await ReadAsync(CancellationToken.None); }
        catch (Exception) { }
        finally { reading = 0; }
    }
}
