using CivPractice.Activity.Activities;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.SignUps;

/// <summary>A person's sign-up for an activity (报名) and what became of it: 已报名 or 候补, 已签到, 已签退, 已计时; beside them 已取消 and 未到. One row for each person and activity.</summary>
public sealed class SignUp(SignUpStatus status) : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid ActivityId { get; init; }
    public Guid PostId { get; init; }
    public required Guid PersonId { get; init; }
    public SignUpStatus Status { get; private set; } = status;

    /// <summary>Place in the sequence of the post's sign-ups; the waiting list is served by it.</summary>
    public long Queue { get; init; }
    public DateTimeOffset SignedUpAt { get; init; }
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>By the code of the day, not by the leader.</summary>
    public bool InByCode { get; private set; }
    public DateTimeOffset? CheckedOutAt { get; private set; }
    public bool OutByCode { get; private set; }

    /// <summary>As the leader set them, or by rule once the list is closed; null before.</summary>
    public int? Minutes { get; private set; }

    /// <summary>A: code in and out. B: one of them, or minutes, by the leader. Empty before the list is closed.</summary>
    public string Grade { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <summary>Counts among the sign-ups that stand.</summary>
    public bool IsOpen => Status is SignUpStatus.SignedUp or SignUpStatus.Waiting or SignUpStatus.CheckedIn or SignUpStatus.CheckedOut;

    public int MinutesBy(DateTimeOffset starts, DateTimeOffset ends) => Minutes ?? ServedMinutes.Of(CheckedInAt, CheckedOutAt, starts, ends);

    /// <summary>The person does not come (志愿服务条例 Art. 22: tells in time).</summary>
    /// <exception cref="Fault">SIGN_UP_STATE after the check-in.</exception>
    public void Cancel(string reason)
    {
        In("取消报名", SignUpStatus.SignedUp, SignUpStatus.Waiting);
        Drop(reason);
    }

    /// <summary>The activity does not take place.</summary>
    public void Drop(string reason) => Go(SignUpStatus.SignUpCancelled, reason);

    /// <summary>候补 -> 已报名.</summary>
    public void Promote()
    {
        In("转正", SignUpStatus.Waiting);
        Go(SignUpStatus.SignedUp);
    }

    public void CheckIn(DateTimeOffset now, bool byCode)
    {
        In("签到", SignUpStatus.SignedUp);
        Go(SignUpStatus.CheckedIn);
        CheckedInAt = now;
        InByCode = byCode;
    }

    public void CheckOut(DateTimeOffset now, bool byCode)
    {
        In("签退", SignUpStatus.CheckedIn);
        Go(SignUpStatus.CheckedOut);
        CheckedOutAt = now;
        OutByCode = byCode;
    }

    /// <summary>
    /// The leader sets the minutes of somebody who forgot to check out, or was there and could not check in; after the list was closed only where
    /// somebody who came has none.
    /// </summary>
    /// <param name="minutes">0 to the planned length; of somebody who never checked in at least 1, since it says that the person came.</param>
    /// <exception cref="Fault">ALREADY_CREDITED, OUT_OF_RANGE, SIGN_UP_STATE.</exception>
    public void SetMinutes(int minutes, string reason)
    {
        if (Status == SignUpStatus.Credited && Minutes > 0) throw Fault.Precondition("ALREADY_CREDITED", "时长已经计入台账,请在台账里更正");
        In("设定时长", SignUpStatus.SignedUp, SignUpStatus.CheckedIn, SignUpStatus.CheckedOut, SignUpStatus.Credited);
        if (Status == SignUpStatus.SignedUp && minutes < 1) throw Fault.Invalid("minutes", "OUT_OF_RANGE", "没有签到的人来过才设定时长,至少 1 分钟");
        Go(Status == SignUpStatus.Credited ? Status : SignUpStatus.CheckedOut, reason);
        Minutes = minutes;
        OutByCode = false;
        if (Status == SignUpStatus.Credited) Grade = "B";
    }

    /// <summary>The activity's list is closed: who came is credited by rule, who did not is a no-show, who waited is free.</summary>
    public void CloseWith(PracticeActivity activity)
    {
        switch (Status)
        {
            case SignUpStatus.Waiting:
                Go(SignUpStatus.SignUpCancelled, "活动已结项,候补未转正");
                break;
            case SignUpStatus.SignedUp:
                Go(SignUpStatus.NoShow);
                break;
            case SignUpStatus.CheckedIn or SignUpStatus.CheckedOut:
                Minutes = MinutesBy(activity.StartsAt, activity.EndsAt);
                Grade = InByCode && OutByCode ? "A" : "B";
                Go(SignUpStatus.Credited, Reason);
                break;
        }
    }

    /// <summary>The fact from which hours arise; null where there are none.</summary>
    public AttendanceConfirmed? Confirmed(PracticeActivity activity) => Status != SignUpStatus.Credited || Minutes is not > 0 ? null
        : new AttendanceConfirmed(County, ActivityId, activity.Title, activity.Site, activity.TeamId, PersonId, Minutes.Value, ChinaTime.Day(CheckedInAt ?? activity.StartsAt), Grade, Version);

    void Go(SignUpStatus to, string reason = "")
    {
        Status = to;
        Reason = reason;
        Version++;
    }

    void In(string doing, params ReadOnlySpan<SignUpStatus> from)
    {
        if (!from.Contains(Status)) throw Fault.Precondition("SIGN_UP_STATE", $"报名现在是“{Status.Title()}”,不能{doing}");
    }
}
