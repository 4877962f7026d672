using System.Security.Cryptography;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Mobilizations;

/// <summary>
/// A shift (班次) of a task. Its row is locked while people are put on it or taken off, so that never more are on it than are needed; a constraint says the same.
/// </summary>
public sealed class MobilizationShift : ICountyRow
{
    /// <summary>Nobody serves longer at a stretch.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public const int Most = 500;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }
    public required string Mobilization { get; init; }
    public required string Site { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required int Needed { get; init; }

    /// <summary>People on it, those of teams included.</summary>
    public int People { get; private set; }

    /// <summary>Of them came.</summary>
    public int Present { get; private set; }

    /// <summary>When the last place was taken (满员); null while one is free.</summary>
    public DateTimeOffset? FilledAt { get; private set; }

    /// <summary>When it was said who came (到位核对).</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When the minutes were credited (结算).</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What the codes of the day are derived from; never leaves the service.</summary>
    public byte[] Secret { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Its length in minutes.</summary>
    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>The civil day on which it counts.</summary>
    public DateOnly Day => ChinaTime.Day(StartsAt);

    /// <summary>Coverage (到位率) in tenths of a percent; null where nobody is needed.</summary>
    public static int? Coverage(int present, int needed) => needed == 0 ? null : (int)Math.Round(1000m * present / needed, MidpointRounding.AwayFromZero);

    /// <summary>Puts people on it.</summary>
    /// <returns>Whether it is full with them.</returns>
    /// <exception cref="Fault">SHIFT_OVER, SHIFT_CONFIRMED, SHIFT_FULL with the places that are left.</exception>
    public bool Add(int people, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        if (now >= EndsAt) throw Fault.Precondition("SHIFT_OVER", "这个班次已经结束");
        RequireUnconfirmed();
        if (people > Needed - People) throw Fault.Precondition("SHIFT_FULL", People == Needed ? "这个班次已经满员" : $"这个班次还差 {Needed - People} 人,不够安排 {people} 人");
        People += people;
        if (People == Needed) FilledAt = now;
        return FilledAt is not null;
    }

    /// <summary>Takes people off it.</summary>
    /// <param name="present">Of them had checked in before it began.</param>
    /// <returns>Whether it was full with them.</returns>
    /// <exception cref="Fault">SHIFT_BEGUN: from then on somebody who is not there is absent.</exception>
    public bool Remove(int people, DateTimeOffset now, int present = 0)
    {
        if (people < 1 || people > People) throw new ArgumentOutOfRangeException(nameof(people));
        if (now >= StartsAt || ConfirmedAt is not null) throw Fault.Precondition("SHIFT_BEGUN", "班次已经开始,不能再退出,没有到场的按未到登记");
        if (present < 0 || present > people || Present - present > People - people) throw new ArgumentOutOfRangeException(nameof(present));
        var wasFull = FilledAt is not null;
        (People, Present) = (People - people, Present - present);
        FilledAt = null;
        return wasFull;
    }

    /// <summary>Says how many came; told again, the later stands.</summary>
    /// <returns>How many more came than was said before; negative for fewer.</returns>
    /// <exception cref="Fault">SHIFT_NOT_BEGUN, SHIFT_CLOSED.</exception>
    public int Confirm(int present, DateTimeOffset now)
    {
        if (present < 0 || present > People) throw new ArgumentOutOfRangeException(nameof(present));
        if (ClosedAt is not null) throw Fault.Precondition("SHIFT_CLOSED", "这个班次的时长已经结算,请逐人更正时长");
        if (now < StartsAt) throw Fault.Precondition("SHIFT_NOT_BEGUN", "班次还没有开始,不能核对到位");
        var more = present - Present;
        (Present, ConfirmedAt) = (present, now);
        return more;
    }

    /// <summary>One more came than was said before: somebody checked in, or has minutes after all.</summary>
    public void OneMoreCame()
    {
        if (Present == People) throw new InvalidOperationException("More came than are on the shift.");
        Present++;
    }

    /// <summary>Credits the minutes (结算), once.</summary>
    /// <exception cref="Fault">SHIFT_NOT_OVER, SHIFT_CLOSED.</exception>
    public void Close(DateTimeOffset now)
    {
        if (now < EndsAt) throw Fault.Precondition("SHIFT_NOT_OVER", "班次还没有结束,不能结算时长");
        if (ClosedAt is not null) throw Fault.Precondition("SHIFT_CLOSED", "这个班次的时长已经结算过");
        ClosedAt = now;
        ConfirmedAt ??= now;
    }

    /// <summary>The shift of the same task to which this one hands over (交接): the next that begins.</summary>
    public MobilizationShift? Next(IEnumerable<MobilizationShift> ofTask) =>
        ofTask.Where(shift => shift.StartsAt > StartsAt).OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).FirstOrDefault();

    void RequireUnconfirmed()
    {
        if (ConfirmedAt is not null) throw Fault.Precondition("SHIFT_CONFIRMED", "这个班次已经核对过到位,不能再安排人");
    }
}

/// <summary>
/// A volunteer on a shift: whether he came, and how long. The time stands in person_time like that of any activity, by which nobody is in two places; who did not come is given it back when the shift is closed.
/// Every write holds the shift's lock.
/// </summary>
public sealed class ShiftPerson : ICountyRow
{
    public required string County { get; init; }
    public required Guid ShiftId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset PutAt { get; init; }
    public bool Present { get; private set; }
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>By the code of the day, not by whoever keeps the shift.</summary>
    public bool InByCode { get; private set; }
    public DateTimeOffset? CheckedOutAt { get; private set; }
    public bool OutByCode { get; private set; }

    /// <summary>As they were set, or by rule once the shift is closed; null before.</summary>
    public int? Minutes { get; private set; }

    /// <summary>A: code in and out. B: the word of whoever keeps the shift. Empty before the closing, and for who did not come.</summary>
    public string Grade { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    public int MinutesBy(MobilizationShift shift) => Minutes ?? ServedMinutes.Of(CheckedInAt, CheckedOutAt, shift.StartsAt, shift.EndsAt);

    /// <summary>Whoever keeps the shift says whether he came (到位核对).</summary>
    public void Came(bool came) => Present = came;

    /// <returns>Whether one more came by it.</returns>
    public bool CheckIn(DateTimeOffset now, bool byCode)
    {
        if (CheckedInAt is not null) return false;
        (CheckedInAt, InByCode) = (now, byCode);
        Version++;
        var more = !Present;
        Present = true;
        return more;
    }

    /// <summary>Who is there already leaves no more; of who is not there after all it is said once the shift has begun.</summary>
    /// <exception cref="Fault">CHECKED_IN.</exception>
    public void RequireAway()
    {
        if (CheckedInAt is not null) throw Fault.Precondition("CHECKED_IN", "已经签到,不能再退出这个班次;没有到场的,班次开始后核对到位时登记");
    }

    /// <summary>Said again, the first stands.</summary>
    /// <exception cref="Fault">NOT_CHECKED_IN.</exception>
    public void CheckOut(DateTimeOffset now, bool byCode)
    {
        if (CheckedInAt is null) throw Fault.Precondition("NOT_CHECKED_IN", "还没有签到,不能签退");
        if (CheckedOutAt is not null) return;
        (CheckedOutAt, OutByCode) = (now, byCode);
        Version++;
    }

    /// <summary>The minutes of somebody who forgot to check out, or was there and could not check in; after the closing a correction.</summary>
    /// <param name="minutes">0 to the shift's length.</param>
    /// <returns>Whether one more came by it.</returns>
    public bool SetMinutes(int minutes, string reason, bool closed)
    {
        (Minutes, Reason) = (minutes, reason);
        Version++;
        var more = !Present && minutes > 0;
        Present |= minutes > 0;
        if (closed && Present) Grade = "B";
        return more;
    }

    /// <summary>The shift is closed: who came is credited.</summary>
    /// <param name="wholeForRest">Who has neither minutes nor a check-out served the whole shift.</param>
    public void CloseWith(MobilizationShift shift, bool wholeForRest)
    {
        if (!Present)
        {
            Minutes = 0;
            return;
        }
        var whole = wholeForRest && Minutes is null && CheckedOutAt is null;
        Grade = Minutes is null && InByCode && OutByCode ? "A" : "B";
        if (whole) Reason = "按整班核定";
        Minutes = whole ? shift.Minutes : MinutesBy(shift);
        Version++;
    }

    /// <summary>The fact from which hours arise; null where there are none, and for a drill: an exercise is no service (67号令 Art. 19).</summary>
    /// <param name="before">The minutes that were told before.</param>
    public AttendanceConfirmed? Confirmed(Mobilization of, MobilizationTask task, MobilizationShift shift, int before = 0) =>
        of.Drill || shift.ClosedAt is null || Minutes is not { } minutes || (minutes == 0 && before == 0) ? null
            : new AttendanceConfirmed(County, ShiftId, $"应急动员“{of.Event}”:{task.What}", shift.Site, null, PersonId, minutes, ChinaTime.Day(CheckedInAt ?? shift.StartsAt), Grade, Version, AttendanceConfirmed.Shift);
}

/// <summary>A team on a shift with a number of people, who are not told by name.</summary>
public sealed class ShiftTeam : ICountyRow
{
    public required string County { get; init; }
    public required Guid ShiftId { get; init; }
    public required Guid TeamId { get; init; }
    public required int People { get; init; }
    public int Present { get; set; }
}

/// <summary>What a shift told the next (交接), once.</summary>
public sealed class ShiftHandOver : ICountyRow
{
    public required string County { get; init; }
    public required Guid ShiftId { get; init; }
    public required Guid? NextShiftId { get; init; }
    public required string Note { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}
