using System.Security.Cryptography;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Gateway.Accounts;

/// <summary>
/// What protects a phone number: wrong passwords, and the one-time code (验证码) on its way. It exists for any number that somebody tried,
/// so that no answer tells whether an account is behind it. Anybody can bring about the lock after wrong passwords, so it is not asked where
/// somebody shows the code, which has its own number of tries: that way in stays open, and it takes the lock away.
/// </summary>
public sealed class PhoneGuard : Lockable
{
    public const int MostTries = 5;
    public const int MostPerDay = 10;
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan CodePause = TimeSpan.FromSeconds(60);

    public required byte[] PhoneHash { get; init; }
    public byte[]? CodeHash { get; private set; }
    public DateTimeOffset? CodeAt { get; private set; }
    public int CodeTries { get; private set; }
    public DateOnly Day { get; private set; }
    public int SentThatDay { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>A new code takes the place of the former one.</summary>
    /// <exception cref="Fault">CODE_TOO_SOON within 60 seconds, CODE_LIMIT after ten on one civil day.</exception>
    public void Send(byte[] codeHash, DateTimeOffset now)
    {
        var today = ChinaTime.Day(now);
        if (Day != today) (Day, SentThatDay) = (today, 0);
        if (CodeAt is { } sent && now < sent + CodePause) throw new Fault(StatusCode.ResourceExhausted, "CODE_TOO_SOON", $"验证码刚刚发过,请 {(int)Math.Ceiling((sent + CodePause - now).TotalSeconds)} 秒后再试");
        if (SentThatDay >= MostPerDay) throw new Fault(StatusCode.ResourceExhausted, "CODE_LIMIT", "今天发送的验证码已达上限,请明天再试");
        (CodeHash, CodeAt, CodeTries, At) = (codeHash, now, 0, now);
        SentThatDay++;
    }

    /// <summary>Whether the code is right; a code counts for five minutes and five tries.</summary>
    public bool Try(byte[] codeHash, DateTimeOffset now)
    {
        At = now;
        if (CodeHash is null || now >= CodeAt + CodeLife || CodeTries >= MostTries) return false;
        CodeTries++;
        return CryptographicOperations.FixedTimeEquals(CodeHash, codeHash);
    }

    /// <summary>A code that did its work does none any more.</summary>
    public void Use() => CodeHash = null;

    /// <exception cref="Fault">TOO_MANY_FAILURES.</exception>
    public void BeginPassword(DateTimeOffset now)
    {
        At = now;
        BeginTry(now);
    }
}
