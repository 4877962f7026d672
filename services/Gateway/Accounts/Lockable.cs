namespace CivPractice.Gateway.Accounts;

/// <summary>What locks after failed sign-ins: an account, and a phone number whether an account is behind it or not.</summary>
public abstract class Lockable
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public int Failures { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => now < LockedUntil;

    /// <summary>The fifth failure locks for 15 minutes; afterwards counting begins anew.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (IsLocked(now)) return;
        if (++Failures < MostFailures) return;
        Failures = 0;
        LockedUntil = now + LockedFor;
    }

    public void Succeed()
    {
        Failures = 0;
        LockedUntil = null;
    }
}
