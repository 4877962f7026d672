using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CivPractice.Platform.Callers;

/// <summary>The five-minute token that the gateway signs for each caller, and what it says.</summary>
public static class CallerToken
{
    public const string Issuer = "civpractice-gateway";
    public const string Audience = "civpractice";

    /// <summary>How long a token counts. A withdrawn right ends at the latest after this.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    static readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    public static string Write(Caller caller, SigningCredentials key, DateTimeOffset now) => handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime.AddSeconds(-30),
        Expires = now.UtcDateTime + Life,
        SigningCredentials = key,
        Claims = new Dictionary<string, object>
        {
            ["kind"] = caller.Kind.ToString(),
            ["sub"] = caller.Person?.ToString() ?? "",
            ["sid"] = caller.SignIn?.ToString() ?? "",
            ["county"] = caller.County,
            ["personal"] = caller.PersonalCounty,
            ["counties"] = string.Join(',', caller.Counties),
            ["grants"] = string.Join(',', caller.Grants.Select(grant => $"{grant.Role.Name}:{grant.Prefix}")),
        },
    });

    /// <summary>The caller and the token's end, or null for a token that is forged, foreign or over.</summary>
    public static async Task<(Caller Caller, DateTimeOffset Expires)?> ReadAsync(string token, IEnumerable<SecurityKey> keys, DateTimeOffset now)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => from <= now.UtcDateTime && now.UtcDateTime < to,
        });
        return result.IsValid ? (Read(result.ClaimsIdentity), new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero)) : null;
    }

    static Caller Read(ClaimsIdentity claims)
    {
        string Claim(string name) => claims.FindFirst(name)?.Value ?? "";
        return new Caller(
            Enum.Parse<CallerKind>(Claim("kind")),
            Guid.TryParse(Claim("sub"), out var person) ? person : null,
            Claim("county"), Claim("personal"), Split(Claim("counties")),
            [.. Split(Claim("grants")).Select(text => text.Split(':')).Where(part => Role.Find(part[0]) is not null)
                .Select(part => new Grant(Role.Find(part[0])!, part[1]))])
        {
            SignIn = Guid.TryParse(Claim("sid"), out var signIn) ? signIn : null,
        };
    }

    static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
