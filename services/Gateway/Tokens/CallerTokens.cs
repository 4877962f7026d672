using System.Collections.Concurrent;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.SignIns;
using CivPractice.Platform.Callers;

namespace CivPractice.Gateway.Tokens;

/// <summary>A signed token, ready for the header, and the caller that it names; as of which list of counties.</summary>
public sealed record Minted(string Header, Caller Caller, DateTimeOffset At, int Counties);

/// <summary>Signs one token for each sign-in and county, one for each county's visitors, and uses it while a minute of its life is left.</summary>
public sealed class CallerTokens(KeyRing ring, CountyList counties, TimeProvider clock)
{
    static readonly TimeSpan used = CallerToken.Life - TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Minted> visitors = new(StringComparer.Ordinal);

    public Minted ForVisitor(string county)
    {
        var now = clock.GetUtcNow();
        return visitors.TryGetValue(county, out var minted) && IsUsable(minted, now)
            ? minted
            : visitors[county] = Mint(CallerRule.Visitor(county, counties.OfCity), now);
    }

    public Minted For(SignedIn signedIn, string county)
    {
        var now = clock.GetUtcNow();
        return signedIn.Tokens.TryGetValue(county, out var minted) && IsUsable(minted, now)
            ? minted
            : signedIn.Tokens[county] = Mint(CallerRule.Of(signedIn, county, counties.OfCity), now);
    }

    bool IsUsable(Minted minted, DateTimeOffset now) => now - minted.At < used && minted.Counties == counties.Version;

    Minted Mint(Caller caller, DateTimeOffset now) => new($"Bearer {CallerToken.Write(caller, ring.Signing(now), now)}", caller, now, counties.Version);
}
