using System.Security.Cryptography;
using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Personal;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Gateway.Tokens;

/// <summary>A key that signs callers' tokens (ES256), sealed at rest.</summary>
public sealed class SigningKey
{
    /// <summary>How long a key signs before a new one takes over.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>A new key is published this long before it signs, and an old one this long after its last token.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    const string purpose = "signing-key";

    public required string Id { get; init; }
    public required DateTimeOffset SignsFrom { get; init; }
    public required byte[] Sealed { get; init; }

    public static SigningKey Make(DateTimeOffset signsFrom, PersonalVault vault)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey
        {
            Id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(12)),
            SignsFrom = signsFrom,
            Sealed = vault.Seal(purpose, Convert.ToBase64String(key.ExportPkcs8PrivateKey())),
        };
    }

    public ECDsaSecurityKey Open(PersonalVault vault)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(vault.Open(purpose, Sealed)), out _);
        return new ECDsaSecurityKey(key) { KeyId = Id };
    }

    /// <summary>Which key signs at a moment: the newest of those whose time has come, else the first there is.</summary>
    public static SigningKey Signing(IReadOnlyCollection<SigningKey> keys, DateTimeOffset now) =>
        keys.Where(key => key.SignsFrom <= now).MaxBy(key => key.SignsFrom) ?? keys.MinBy(key => key.SignsFrom)!;

    /// <summary>Whether a new key is due.</summary>
    public static bool NewIsDue(IReadOnlyCollection<SigningKey> keys, DateTimeOffset now) => keys.All(key => key.SignsFrom + Life <= now);

    /// <summary>Keys whose last token is over since <see cref="Margin"/>.</summary>
    public static IEnumerable<SigningKey> Over(IReadOnlyCollection<SigningKey> keys, DateTimeOffset now) =>
        keys.Where(key => keys.Any(newer => newer.SignsFrom > key.SignsFrom && newer.SignsFrom + CallerToken.Life + Margin <= now));

    /// <summary>The public half of a key, as RFC 7517 writes it.</summary>
    public static string Published(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(false).Q;
        var json = new StringBuilder();
        json.Append($$"""{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{key.KeyId}}","x":"{{WebEncoders.Base64UrlEncode(point.X!)}}","y":"{{WebEncoders.Base64UrlEncode(point.Y!)}}"}""");
        return json.ToString();
    }
}
