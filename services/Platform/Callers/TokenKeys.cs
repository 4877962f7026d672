using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Platform.Callers;

/// <summary>The public keys that tokens are checked with.</summary>
public interface ITokenKeys
{
    /// <summary>The keys now known; with <paramref name="refresh"/>, asked for again (a key that was rotated in).</summary>
    ValueTask<IReadOnlyList<SecurityKey>> GetAsync(bool refresh, CancellationToken cancel);
}

/// <summary>The keys that the gateway publishes, fetched when first needed and when an unknown one is met.</summary>
public sealed class PublishedKeys(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock) : ITokenKeys, IDisposable
{
    public const string Path = "/.well-known/jwks.json";

    // An unknown key id asks the gateway again, but no more often than this: a flood of forged tokens is not a flood of fetches.
    static readonly TimeSpan leastPause = TimeSpan.FromSeconds(2);

    readonly SemaphoreSlim gate = new(1, 1);
    IReadOnlyList<SecurityKey> keys = [];
    DateTimeOffset fetched = DateTimeOffset.MinValue;

    public async ValueTask<IReadOnlyList<SecurityKey>> GetAsync(bool refresh, CancellationToken cancel)
    {
        if (keys.Count > 0 && !refresh) return keys;
        await gate.WaitAsync(cancel);
        try
        {
            if (clock.GetUtcNow() - fetched < leastPause) return keys;
            var gateway = configuration["services:gateway:http:0"]
                ?? throw new InvalidOperationException("The gateway's address (services__gateway__http__0) is not configured; no token can be checked.");
            var json = await clients.CreateClient(nameof(PublishedKeys)).GetStringAsync(new Uri(new Uri(gateway), Path), cancel);
            keys = [.. new JsonWebKeySet(json).GetSigningKeys()];
            fetched = clock.GetUtcNow();
            return keys;
        }
        finally { gate.Release(); }
    }

    public void Dispose() => gate.Dispose();
}
