using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using MobilizationTask = CivPractice.Activity.Mobilizations.MobilizationTask;

namespace CivPractice.Activity.Tests.Mobilizations;

/// <summary>The rules of tasks and shifts.</summary>
public sealed class MobilizationTaskTests
{
    static readonly DateTimeOffset noon = new(2022, 3, 10, 4, 0, 0, TimeSpan.Zero);
    static readonly Guid team = Guid.CreateVersion7();

    static readonly Dictionary<string, Action<MobilizationTask>> steps = new()
    {
        ["assign"] = task => task.AssignTo(team),
        ["begin"] = task => task.Begin(),
        ["complete"] = task => task.Complete("完成", noon),
        ["cancel"] = task => task.Cancel("暂不需要", [], noon),
    };

    static readonly Dictionary<CallTaskState, string[]> ways = new()
    {
        [CallTaskState.TaskOpen] = [],
        [CallTaskState.TaskAssigned] = ["assign"],
        [CallTaskState.TaskDone] = ["assign", "complete"],
        [CallTaskState.TaskCancelled] = ["cancel"],
    };

    static readonly Dictionary<(CallTaskState, string), CallTaskState> allowed = new()
    {
        [(CallTaskState.TaskOpen, "assign")] = CallTaskState.TaskAssigned,
        [(CallTaskState.TaskOpen, "begin")] = CallTaskState.TaskAssigned,
        [(CallTaskState.TaskOpen, "cancel")] = CallTaskState.TaskCancelled,
        [(CallTaskState.TaskAssigned, "assign")] = CallTaskState.TaskAssigned,
        [(CallTaskState.TaskAssigned, "begin")] = CallTaskState.TaskAssigned,
        [(CallTaskState.TaskAssigned, "complete")] = CallTaskState.TaskDone,
        [(CallTaskState.TaskAssigned, "cancel")] = CallTaskState.TaskCancelled,
    };

    static MobilizationTask Task() => new()
    {
        County = "900000",
        Id = Guid.CreateVersion7(),
        Mobilization = "YJ-1",
        What = "消毒",
        Site = "900000001001",
        Neighbourhood = "",
        Needed = 3,
        StartsAt = noon.AddHours(-4),
        EndsAt = noon.AddDays(2),
    };

    static MobilizationShift Shift(int needed, double begins = 1, double hours = 2) => new()
    {
        County = "900000",
        Id = Guid.CreateVersion7(),
        TaskId = Guid.CreateVersion7(),
        Mobilization = "YJ-1",
        Site = "900000001001",
        StartsAt = noon.AddHours(begins),
        EndsAt = noon.AddHours(begins + hours),
        Needed = needed,
    };

    static string Refused(Action act) => Assert.Throws<Fault>(act).Reason;

    [Fact]
    public void Every_step_from_every_state_goes_where_the_table_says_or_is_refused()
    {
        foreach (var (state, way) in ways)
            foreach (var (name, step) in steps)
            {
                var task = Task();
                foreach (var each in way) steps[each](task);
                Assert.Equal(state, task.State);
                if (allowed.TryGetValue((state, name), out var next))
                {
                    step(task);
                    Assert.Equal(next, task.State);
                    Assert.Equal(next == CallTaskState.TaskDone, task.DoneAt is not null);
                }
                else
                {
                    Assert.Equal("TASK_STATE", Refused(() => step(task)));
                    Assert.Equal(state, task.State);
                }
            }
    }

    [Fact]
    public void What_somebody_has_begun_is_not_cancelled()
    {
        var (task, begun) = (Task(), Shift(1, begins: 0));
        begun.Add(1, noon.AddMinutes(-5));
        Assert.Equal("TASK_BEGUN", Refused(() => task.Cancel("暂不需要", [Shift(1, begins: 1), begun], noon)));
        Assert.Equal(CallTaskState.TaskOpen, task.State);
        // A shift that began with nobody on it holds nothing up: nobody can say of it what was done.
        task.Cancel("暂不需要", [Shift(1, begins: 1), Shift(1, begins: 0)], noon);
    }

    /// <summary>Whoever comes and goes: never more are on a shift than are needed, it is full exactly when no place is free, and no more came than were on it.</summary>
    [Fact]
    public void Whatever_is_tried_a_shift_holds_no_more_than_it_needs() => Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4], Gen.Int[0, 4]).Array[0, 30]).Sample((needed, tried) =>
    {
        var (shift, told) = (Shift(needed), 0);
        foreach (var (deed, people, hour) in tried)
        {
            var (before, now) = ((shift.People, shift.Present, shift.FilledAt, shift.ConfirmedAt), noon.AddHours(hour));
            try
            {
                if (deed == 0) Assert.Equal(before.People + people == needed, shift.Add(people, now));
                else if (deed == 1 && people <= before.People)
                {
                    var early = Math.Max(0, before.Present - (before.People - people));
                    Assert.Equal(before.FilledAt is not null, shift.Remove(people, now, early));
                    told -= early;
                }
                else if (deed == 2) told += shift.Confirm(Math.Min(people, before.People), now);
                else if (deed == 3 && before.Present < before.People)
                {
                    shift.OneMoreCame();
                    told++;
                }
            }
            catch (Fault fault)
            {
                Assert.Contains(fault.Reason, new[] { "SHIFT_OVER", "SHIFT_FULL", "SHIFT_CONFIRMED", "SHIFT_BEGUN", "SHIFT_NOT_BEGUN" });
                Assert.Equal(before, (shift.People, shift.Present, shift.FilledAt, shift.ConfirmedAt));
            }
            Assert.InRange(shift.People, 0, needed);
            Assert.InRange(shift.Present, 0, shift.People);
            Assert.Equal(shift.People == needed, shift.FilledAt is not null);
            Assert.Equal(told, shift.Present);
        }
    });

    [Fact]
    public void Who_checked_in_before_it_began_is_taken_off_as_one_who_came()
    {
        var shift = Shift(2);
        shift.Add(2, noon);
        shift.OneMoreCame();
        shift.Remove(1, noon);
        Assert.Throws<ArgumentOutOfRangeException>(() => shift.Remove(1, noon));
        Assert.Throws<ArgumentOutOfRangeException>(() => shift.Remove(1, noon, 2));
        Assert.Equal((1, 1), (shift.People, shift.Present));
        shift.Remove(1, noon, 1);
        Assert.Equal((0, 0), (shift.People, shift.Present));
    }

    [Fact]
    public void A_shift_hands_over_to_the_next_that_begins_and_the_last_to_nobody()
    {
        var (early, late, night) = (Shift(1, begins: 0), Shift(1, begins: 3), Shift(1, begins: 9));
        MobilizationShift[] all = [night, early, late];
        Assert.Equal(new Guid?[] { late.Id, night.Id, null }, new[] { early, late, night }.Select(shift => shift.Next(all)?.Id));
    }

    [Fact]
    public void Coverage_is_who_came_over_who_was_needed()
    {
        Assert.Equal(new int?[] { 667, 1000, 0, null }, new[] { (2, 3), (3, 3), (0, 3), (0, 0) }.Select(shift => MobilizationShift.Coverage(shift.Item1, shift.Item2)));
        Assert.Equal("SHIFT_FULL", Refused(() => Shift(2).Add(3, noon)));
        Assert.Equal("SHIFT_OVER", Refused(() => Shift(2).Add(1, noon.AddHours(3))));
        Assert.Equal("SHIFT_NOT_BEGUN", Refused(() => Shift(2).Confirm(0, noon)));
    }
}
