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
    /// <returns>Whether it was full with them.</returns>
    /// <exception cref="Fault">SHIFT_BEGUN: from then on somebody who is not there is absent.</exception>
    public bool Remove(int people, DateTimeOffset now)
    {
        if (people < 1 || people > People) throw new ArgumentOutOfRangeException(nameof(people));
        if (now >= StartsAt || ConfirmedAt is not null) throw Fault.Precondition("SHIFT_BEGUN", "班次已经开始,不能再退出,没有到场的按未到登记");
        var wasFull = FilledAt is not null;
        People -= people;
        FilledAt = null;
        return wasFull;
    }

    /// <summary>Says how many came; told again, the later stands.</summary>
    /// <returns>How many more came than was said before; negative for fewer.</returns>
    /// <exception cref="Fault">SHIFT_NOT_BEGUN.</exception>
    public int Confirm(int present, DateTimeOffset now)
    {
        if (present < 0 || present > People) throw new ArgumentOutOfRangeException(nameof(present));
        if (now < StartsAt) throw Fault.Precondition("SHIFT_NOT_BEGUN", "班次还没有开始,不能核对到位");
        var more = present - Present;
        (Present, ConfirmedAt) = (present, now);
        return more;
    }

    /// <summary>The shift of the same task to which this one hands over (交接): the next that begins.</summary>
    public MobilizationShift? Next(IEnumerable<MobilizationShift> ofTask) =>
        ofTask.Where(shift => shift.StartsAt > StartsAt).OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).FirstOrDefault();

    void RequireUnconfirmed()
    {
        if (ConfirmedAt is not null) throw Fault.Precondition("SHIFT_CONFIRMED", "这个班次已经核对过到位,不能再安排人");
    }
}

/// <summary>A volunteer on a shift. The time stands in person_time like that of any activity, by which nobody is in two places.</summary>
public sealed class ShiftPerson : ICountyRow
{
    public required string County { get; init; }
    public required Guid ShiftId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset PutAt { get; init; }
    public bool Present { get; set; }
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
