namespace CivPractice.Activity.SignUps;

/// <summary>Served minutes by rule: raw time clipped to the plan with ten minutes of grace at both ends, whole minutes.</summary>
public static class ServedMinutes
{
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>0 without a check-out, until the leader sets the minutes; never negative.</summary>
    public static int Of(DateTimeOffset? checkedIn, DateTimeOffset? checkedOut, DateTimeOffset starts, DateTimeOffset ends)
    {
        if (checkedIn is not { } from || checkedOut is not { } to) return 0;
        if (from < starts - Grace) from = starts - Grace;
        if (to > ends + Grace) to = ends + Grace;
        return Math.Max(0, (int)(to - from).TotalMinutes);
    }
}
