using System.Security.Cryptography;
using CivPractice.Platform.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Testing;

/// <summary>
/// Signs callers' tokens and publishes the key where a service looks for the gateway's. A real gateway signs only for those who registered, were granted a
/// role and signed in, so each project would need one with its database, and a sign-in for every caller of every test; the service sees no difference.
/// That services take what the real gateway signs is shown by Gateway.Tests and EndToEnd.Tests.
/// </summary>
sealed class TestSigner : IAsyncDisposable
{
    readonly WebApplication app;
    readonly SigningCredentials signing;

    TestSigner(WebApplication app, SigningCredentials signing) => (this.app, this.signing) = (app, signing);

    public string Address => app.Urls.First();

    public string Token(Caller caller) => CallerToken.Write(caller, signing, DateTimeOffset.UtcNow);

    public static async Task<TestSigner> StartAsync()
    {
        var key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var point = key.ECDsa.ExportParameters(false).Q;
        app.MapGet(PublishedKeys.Path, () => Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", kid = key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } } }));
        await app.StartAsync();
        return new TestSigner(app, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
