using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CivPractice.Portal.SignIn;

/// <summary>
/// What was already answered on the way to a sign-in (phone, password or code), carried by the form to the next question. It is sealed and soon stale,
/// so a page left open shows nobody a password.
/// </summary>
public sealed class SealedAnswers(IDataProtectionProvider protection)
{
    static readonly TimeSpan life = TimeSpan.FromMinutes(10);

    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("sign-in").ToTimeLimitedDataProtector();

    public string Seal(Answers answers) => protector.Protect(JsonSerializer.Serialize(answers), life);

    /// <summary>Null for what is stale or was changed.</summary>
    public Answers? Open(string sealedText)
    {
        if (sealedText.Length == 0) return null;
        try { return JsonSerializer.Deserialize<Answers>(protector.Unprotect(sealedText)); }
        catch (CryptographicException) { return null; }
    }
}

/// <summary>Answers so far; empty for what was not asked.</summary>
public sealed record Answers(string Phone, string Password = "", string Code = "", string AccountId = "");
