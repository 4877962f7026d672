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
    public string? PasswordHash { get; set; }
    public byte[]? SecondFactor { get; private set; }

    /// <summary>The second factor counts once it was confirmed with a code.</summary>
    public DateTimeOffset? SecondFactorSince { get; private set; }

    /// <summary>The time step of the last code that was taken: no code counts twice.</summary>
    public long SecondFactorStep { get; private set; }
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

    /// <exception cref="Fault">SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_WRONG.</exception>
    public void ConfirmSecondFactor(string code, PersonalVault vault, DateTimeOffset now)
    {
        if (SecondFactor is null) throw Fault.Precondition("SECOND_FACTOR_NOT_BEGUN", "请先开始设置第二重验证");
        if (!Takes(code, vault, now)) throw Fault.Invalid("code", "SECOND_FACTOR_WRONG", "动态码不对,请看手机上当前显示的 6 位数字");
        SecondFactorSince ??= now;
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
