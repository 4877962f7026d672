using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Gateway.Accounts;

/// <summary>What locks after wrong passwords: an account, and a phone number whether an account is behind it or not.</summary>
public abstract class Lockable
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public int Failures { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsLocked(DateTimeOffset now) => now < LockedUntil;

    /// <summary>The fifth failure locks for 15 minutes; afterwards counting begins anew.</summary>
    public void Fail(DateTimeOffset now) => (Failures, LockedUntil) = AfterFailure(Failures, LockedUntil, now);

    /// <summary>Counts a try as failed before it is compared; <see cref="Succeed"/> takes that back. However many come at once, no more are compared than may fail.</summary>
    /// <exception cref="Fault">TOO_MANY_FAILURES.</exception>
    public void BeginTry(DateTimeOffset now)
    {
        if (IsLocked(now)) throw Locked();
        Fail(now);
    }

    public void Succeed()
    {
        Failures = 0;
        LockedUntil = null;
    }

    public static Fault Locked() => new(StatusCode.ResourceExhausted, "TOO_MANY_FAILURES", $"失败次数太多,请 {LockedFor.TotalMinutes:0} 分钟后再试");

    protected static (int Failures, DateTimeOffset? LockedUntil) AfterFailure(int failures, DateTimeOffset? lockedUntil, DateTimeOffset now)
    {
        if (now < lockedUntil) return (failures, lockedUntil);
        return failures + 1 < MostFailures ? (failures + 1, lockedUntil) : (0, now + LockedFor);
    }
}
