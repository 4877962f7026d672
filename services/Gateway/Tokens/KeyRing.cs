using CivPractice.Platform.Callers;
using CivPractice.Platform.Personal;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Gateway.Tokens;

/// <summary>The keys in memory: one signs, all are published.</summary>
public sealed class KeyRing(IServiceScopeFactory scopes, PersonalVault vault, TimeProvider clock) : ITokenKeys
{
    // A forged token with an unknown key id must not become a query.
    static readonly TimeSpan leastPause = TimeSpan.FromSeconds(2);

    IReadOnlyList<(SigningKey Row, ECDsaSecurityKey Key)> keys = [];
    DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The published keys (JWKS, RFC 7517).</summary>
    public string Published { get; private set; } = """{"keys":[]}""";

    public bool IsEmpty => keys.Count == 0;

    public SigningCredentials Signing(DateTimeOffset now)
    {
        var all = keys;
        var row = SigningKey.Signing([.. all.Select(key => key.Row)], now);
        return new SigningCredentials(all.First(key => key.Row.Id == row.Id).Key, SecurityAlgorithms.EcdsaSha256);
    }

    public async ValueTask<IReadOnlyList<SecurityKey>> GetAsync(bool refresh, CancellationToken cancel)
    {
        if (refresh && clock.GetUtcNow() - readAt >= leastPause) await ReadAsync(cancel);
        return [.. keys.Select(key => key.Key)];
    }

    public async Task ReadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<GatewayDb>().SigningKeys.AsNoTracking().OrderBy(key => key.SignsFrom).ToListAsync(cancel);
        var known = keys.ToDictionary(key => key.Row.Id);
        keys = [.. rows.Select(row => known.TryGetValue(row.Id, out var same) ? same : (row, row.Open(vault)))];
        Published = $$"""{"keys":[{{string.Join(',', keys.Select(key => SigningKey.Published(key.Key)))}}]}""";
        readAt = clock.GetUtcNow();
    }
}
