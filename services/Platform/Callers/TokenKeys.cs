using CivPractice.Platform.Faults;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Platform.Callers;

/// <summary>The public keys that tokens are checked with.</summary>
public interface ITokenKeys
{
    /// <summary>The keys now known; with <paramref name="refresh"/>, asked for again (a key that was rotated in).</summary>
    /// <exception cref="Fault">SERVICE_UNAVAILABLE while nobody gives them.</exception>
    ValueTask<IReadOnlyList<SecurityKey>> GetAsync(bool refresh, CancellationToken cancel);
}

/// <summary>The keys that the gateway publishes, fetched when first needed and when an unknown one is met.</summary>
public sealed class PublishedKeys(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock) : ITokenKeys, IDisposable
{
    public const string Path = "/.well-known/jwks.json";

    // An unknown key id asks the gateway again, but no more often than this: a flood of forged tokens is not a flood of fetches.
    static readonly TimeSpan leastPause = TimeSpan.FromSeconds(2);

    /// <summary>A gateway that is busy or gone must not hold every request of every service.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim gate = new(1, 1);
    IReadOnlyList<SecurityKey> keys = [];
    DateTimeOffset fetched = DateTimeOffset.MinValue, failed = DateTimeOffset.MinValue;

    public async ValueTask<IReadOnlyList<SecurityKey>> GetAsync(bool refresh, CancellationToken cancel)
    {
        if (keys.Count > 0 && !refresh) return keys;
        RefuseAfterFailure();
        await gate.WaitAsync(cancel);
        try
        {
            // Whoever waited for a fetch that failed does not wait for the next one.
            RefuseAfterFailure();
            if (clock.GetUtcNow() - fetched < leastPause) return keys;
            keys = await FetchAsync();
            fetched = clock.GetUtcNow();
            return keys;
        }
        finally { gate.Release(); }
    }

    async Task<IReadOnlyList<SecurityKey>> FetchAsync()
    {
        var gateway = configuration["services:gateway:http:0"]
            ?? throw new InvalidOperationException("The gateway's address (services__gateway__http__0) is not configured; no token can be checked.");
        // Not the request's own end: the others wait for this fetch, too.
        using var time = new CancellationTokenSource(patience, clock);
        try { return [.. new JsonWebKeySet(await clients.CreateClient(nameof(PublishedKeys)).GetStringAsync(new Uri(new Uri(gateway), Path), time.Token)).GetSigningKeys()]; }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or ArgumentException)
        {
            failed = clock.GetUtcNow();
            throw Fault.Unavailable();
        }
    }

    void RefuseAfterFailure()
    {
        if (clock.GetUtcNow() - failed < leastPause) throw Fault.Unavailable();
    }

    public void Dispose() => gate.Dispose();
}
