using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Counties;

/// <summary>The open counties, in memory: every request asks for one. Another replica's change is seen within <see cref="Life"/>.</summary>
public sealed class CountyList(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    readonly SemaphoreSlim gate = new(1, 1);
    Snapshot known = new([], DateTimeOffset.MinValue);

    sealed record Snapshot(SortedDictionary<string, County> Counties, DateTimeOffset At);

    /// <summary>All open counties by code.</summary>
    public IEnumerable<County> All => known.Counties.Values;

    public async ValueTask<bool> HasAsync(string code, CancellationToken cancel)
    {
        if (clock.GetUtcNow() - known.At >= Life) await ReadAsync(cancel);
        return known.Counties.ContainsKey(code);
    }

    /// <summary>The codes of a city: its own and those of its counties.</summary>
    public IReadOnlyList<string> OfCity(string county)
    {
        var prefix = Tenants.CityPrefix(county);
        return [.. known.Counties.Keys.Where(code => code.StartsWith(prefix, StringComparison.Ordinal))];
    }

    public async Task ReadAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var rows = await scope.ServiceProvider.GetRequiredService<GatewayDb>().Counties.AsNoTracking().ToListAsync(cancel);
            known = new Snapshot(new(rows.ToDictionary(county => county.Code), StringComparer.Ordinal), clock.GetUtcNow());
        }
        finally { gate.Release(); }
    }

    public void Dispose() => gate.Dispose();
}
