using CivPractice.Gateway.Tokens;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Personal;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Gateway.Tests.Tokens;

public sealed class SigningKeyTests
{
    static readonly PersonalVault vault = new([Convert.ToBase64String(new byte[32])]);
    static readonly DateTimeOffset start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static SigningKey From(DateTimeOffset moment) => SigningKey.Make(moment, vault);

    [Fact]
    public void A_new_key_is_published_before_it_signs()
    {
        var (old, fresh) = (From(start), From(start + SigningKey.Life + SigningKey.Margin));
        SigningKey[] both = [old, fresh];
        Assert.Same(old, SigningKey.Signing(both, fresh.SignsFrom.AddSeconds(-1)));
        Assert.Same(fresh, SigningKey.Signing(both, fresh.SignsFrom));
        Assert.True(SigningKey.NewIsDue([old], start + SigningKey.Life));
        Assert.False(SigningKey.NewIsDue(both, start + SigningKey.Life));
        Assert.True(SigningKey.NewIsDue([], start));
    }

    [Fact]
    public void An_old_key_stays_until_its_last_token_is_over()
    {
        var (old, fresh) = (From(start), From(start.AddDays(30)));
        Assert.Empty(SigningKey.Over([old, fresh], fresh.SignsFrom + CallerToken.Life));
        Assert.Equal([old], SigningKey.Over([old, fresh], fresh.SignsFrom + CallerToken.Life + SigningKey.Margin));
    }

    [Fact]
    public async Task What_is_published_checks_what_was_signed()
    {
        var key = From(start).Open(vault);
        var caller = new Caller(CallerKind.Staff, Guid.NewGuid(), "140322", "140322", ["140322"], [new Grant(Role.StationClerk, "140322104203")]) { SignIn = Guid.NewGuid() };
        var token = CallerToken.Write(caller, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256), start);
        var published = new JsonWebKeySet($$"""{"keys":[{{SigningKey.Published(key)}}]}""").GetSigningKeys();
        var read = await CallerToken.ReadAsync(token, published, start.AddMinutes(4));
        Assert.Equal((caller.Person, caller.SignIn, "140322104203"), (read!.Value.Caller.Person, read.Value.Caller.SignIn, read.Value.Caller.Grants[0].Prefix));
        Assert.Null(await CallerToken.ReadAsync(token, published, start.AddMinutes(5)));
    }
}
