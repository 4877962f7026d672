using System.Collections.Concurrent;

namespace CivPractice.Platform.Callers;

/// <summary>Turns a bearer token into a caller. A token that was checked once is remembered for its life, since a signature check costs more than the rest of a small request.</summary>
public sealed class CallerReader(ITokenKeys keys, TimeProvider clock)
{
    const int most = 20_000;

    readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Expires)> known = new(StringComparer.Ordinal);

    /// <summary>The caller, or null when the token does not count.</summary>
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(token, out var found)) return now < found.Expires ? found.Caller : null;

        var read = await CallerToken.ReadAsync(token, await keys.GetAsync(false, cancel), now)
            ?? await CallerToken.ReadAsync(token, await keys.GetAsync(true, cancel), now);
        if (read is null) return null;

        if (known.Count >= most) Forget(now);
        known[token] = read.Value;
        return read.Value.Caller;
    }

    void Forget(DateTimeOffset now)
    {
        foreach (var (token, value) in known)
            if (value.Expires <= now) known.TryRemove(token, out _);
        if (known.Count >= most) known.Clear();
    }
}
