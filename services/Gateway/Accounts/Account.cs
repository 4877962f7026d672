using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using OtpNet;

namespace CivPractice.Gateway.Accounts;

/// <summary>An account (账号): one person's way in. Several accounts may share a phone number.</summary>
public sealed class Account : Lockable
{
    /// <summary>How many people may use one phone number: a household, not a call centre.</summary>
    public const int MostPerPhone = 6;
    const string phonePurpose = "phone", namePurpose = "name", factorPurpose = "second-factor";

    public required Guid Id { get; init; }

    /// <summary>The person in Volunteer and everywhere else.</summary>
    public required Guid Person { get; init; }
    public required byte[] PhoneHash { get; init; }
    public required byte[] Phone { get; init; }
    public required byte[] Name { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null: sign-in by one-time code only.</summary>
    public string? PasswordHash { get; private set; }
    public byte[]? SecondFactor { get; private set; }

    /// <summary>The second factor counts once it was confirmed with a code.</summary>
    public DateTimeOffset? SecondFactorSince { get; private set; }

    /// <summary>The time step of the last code that was taken: no code counts twice.</summary>
    public long SecondFactorStep { get; private set; }

    /// <summary>Wrong codes of the authenticator. Apart from wrong passwords, which anybody can send: these come only after the first proof was right.</summary>
    public int SecondFactorFailures { get; private set; }
    public DateTimeOffset? SecondFactorLockedUntil { get; private set; }

    public int Version { get; private set; }

    public bool HasSecondFactor => SecondFactorSince is not null;

    public static Account Open(Guid person, string name, string phone, PersonalVault vault, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Person = person,
        PhoneHash = HashOf(phone, vault),
        Phone = vault.Seal(phonePurpose, phone),
        Name = vault.Seal(namePurpose, name),
        OpenedAt = now,
    };

    public static byte[] HashOf(string phone, PersonalVault vault) => vault.Hash(phonePurpose, phone);

    public string NameOf(PersonalVault vault) => vault.Open(namePurpose, Name);

    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        Version++;
    }

    /// <summary>Whether what was proven against the account as it was then still counts for the account as it is now.</summary>
    public bool HasSameSecretsAs(Account then) => PasswordHash == then.PasswordHash && SecondFactorSince == then.SecondFactorSince;

    /// <summary>The same password under a stronger hash.</summary>
    public void RenewHash(string hash) => PasswordHash = hash;

    /// <summary>A new secret (base32) for the person's authenticator; the former one counts until the new one is confirmed.</summary>
    /// <exception cref="Fault">SECOND_FACTOR_ON.</exception>
    public string BeginSecondFactor(PersonalVault vault)
    {
        if (HasSecondFactor) throw Fault.Precondition("SECOND_FACTOR_ON", "已经启用了第二重验证");
        var secret = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));
        SecondFactor = vault.Seal(factorPurpose, secret);
        Version++;
        return secret;
    }

    /// <summary>Switches the second factor on; a wrong code is counted.</summary>
    /// <exception cref="Fault">SECOND_FACTOR_NOT_BEGUN, TOO_MANY_FAILURES.</exception>
    public bool ConfirmSecondFactor(string code, PersonalVault vault, DateTimeOffset now)
    {
        if (SecondFactor is null) throw Fault.Precondition("SECOND_FACTOR_NOT_BEGUN", "请先开始设置第二重验证");
        if (!ShowSecondFactor(code, vault, now)) return false;
        SecondFactorSince ??= now;
        return true;
    }

    /// <summary>Whether the code is right; a wrong one is counted.</summary>
    /// <exception cref="Fault">TOO_MANY_FAILURES.</exception>
    public bool ShowSecondFactor(string code, PersonalVault vault, DateTimeOffset now)
    {
        if (now < SecondFactorLockedUntil) throw Locked();
        var right = Takes(code, vault, now);
        (SecondFactorFailures, SecondFactorLockedUntil) = right ? (0, null) : AfterFailure(SecondFactorFailures, SecondFactorLockedUntil, now);
        return right;
    }

    /// <summary>Takes the second factor away: the authenticator is lost.</summary>
    /// <exception cref="Fault">SECOND_FACTOR_OFF.</exception>
    public void ResetSecondFactor()
    {
        if (SecondFactor is null) throw Fault.Precondition("SECOND_FACTOR_OFF", "这个账号没有启用第二重验证");
        (SecondFactor, SecondFactorSince, SecondFactorStep, SecondFactorFailures, SecondFactorLockedUntil) = (null, null, 0, 0, null);
        Version++;
    }

    /// <summary>Whether the code is the authenticator's, now or one step of 30 seconds around, and was not taken before.</summary>
    public bool Takes(string code, PersonalVault vault, DateTimeOffset now)
    {
        if (SecondFactor is null) return false;
        var totp = new Totp(Base32Encoding.ToBytes(vault.Open(factorPurpose, SecondFactor)));
        if (!totp.VerifyTotp(now.UtcDateTime, code.Trim(), out var step, VerificationWindow.RfcSpecifiedNetworkDelay) || step <= SecondFactorStep) return false;
        SecondFactorStep = step;
        Version++;
        return true;
    }

    public V1.AccountChoice ToChoice(PersonalVault vault) => new() { AccountId = Id.ToString(), Name = Masked.Name(NameOf(vault)) };
}
