using CivPractice.Gateway.Counties;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Personal;
using CivPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Gateway.Tests.Tokens;

/// <summary>With the keys and counties of the running gateway's database.</summary>
public sealed class CallerTokensTests(GatewayRunning running)
{
    [Fact]
    public async Task One_signature_serves_many_requests_of_a_sign_in_in_one_county()
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider, StoredTime>().AddScoped<CallerScope>()
            .AddDbContext<GatewayDb>(options => options.UseNpgsql(running.Gateway.App).AddInterceptors(new CountySetting()));
        await using var provider = services.BuildServiceProvider();
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        var ring = new KeyRing(scopes, new PersonalVault([Convert.ToBase64String(new byte[32])]), TimeProvider.System);
        var counties = new CountyList(scopes, TimeProvider.System);
        await ring.ReadAsync(default);
        await counties.ReadAsync(default);

        var tokens = new CallerTokens(ring, counties, TimeProvider.System);
        var signedIn = new SignedIn(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), false, [new Grant(Role.CenterOffice, Callers.A)], DateTimeOffset.MaxValue, DateTimeOffset.UtcNow);
        Assert.Same(tokens.For(signedIn, Callers.A), tokens.For(signedIn, Callers.A));
        Assert.Same(tokens.ForVisitor(Callers.A), tokens.ForVisitor(Callers.A));
        Assert.NotEqual(tokens.For(signedIn, Callers.A).Header, tokens.For(signedIn, Callers.B).Header);

        var read = await CallerToken.ReadAsync(tokens.For(signedIn, Callers.A).Header["Bearer ".Length..], await ring.GetAsync(false, default), DateTimeOffset.UtcNow);
        Assert.Equal((CallerKind.Staff, Callers.A, signedIn.Id), (read!.Value.Caller.Kind, read.Value.Caller.PersonalCounty, read.Value.Caller.SignIn));
    }
}
