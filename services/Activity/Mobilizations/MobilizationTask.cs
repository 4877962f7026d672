using CivPractice.Activity.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Mobilizations;

/// <summary>
/// A task of a mobilization (任务): what is to be done, at which site and in which neighbourhood (小区). 待指派 -> 已指派 -> 已完成; beside them 已取消. What was called for was to disinfect public places,
/// to inform, to help register who comes and goes, neighbourhood by neighbourhood.
/// </summary>
public sealed class MobilizationTask : ICountyRow
{
    public const int MostNeighbourhood = 40, MostNeeded = 1_000;

    /// <summary>The longest that one task may last; what lasts longer is several tasks.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(92);

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Mobilization { get; init; }

    /// <summary>One of the call's kinds of task.</summary>
    public required string What { get; init; }
    public required string Site { get; init; }

    /// <summary>小区; empty for the whole site.</summary>
    public required string Neighbourhood { get; init; }
    public required int Needed { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public CallTaskState State { get; private set; } = CallTaskState.TaskOpen;

    /// <summary>The team that answered and whose leader keeps the shifts; null while they are kept by the site.</summary>
    public Guid? TeamId { get; private set; }

    /// <summary>What came of it, or why it was cancelled.</summary>
    public string Outcome { get; private set; } = "";
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Number in the list that it came by (任务编号), once in a mobilization; null for one that was entered here.</summary>
    public string? SourceNumber { get; init; }

    /// <exception cref="Fault">TASK_STATE once it is done or cancelled.</exception>
    public void RequireOpen()
    {
        if (State is not (CallTaskState.TaskOpen or CallTaskState.TaskAssigned)) throw Fault.Precondition("TASK_STATE", "这项任务已经完成或取消");
    }

    /// <summary>To a team that answered the call.</summary>
    /// <exception cref="Fault">TASK_STATE.</exception>
    public void AssignTo(Guid team)
    {
        RequireOpen();
        TeamId = team;
        State = CallTaskState.TaskAssigned;
    }

    /// <summary>Somebody is on one of its shifts.</summary>
    /// <exception cref="Fault">TASK_STATE.</exception>
    public void Begin()
    {
        RequireOpen();
        State = CallTaskState.TaskAssigned;
    }

    /// <exception cref="Fault">TASK_STATE: nobody has done what nobody was assigned to.</exception>
    public void Complete(string outcome, DateTimeOffset now)
    {
        RequireOpen();
        if (State != CallTaskState.TaskAssigned) throw Fault.Precondition("TASK_STATE", "这项任务还没有指派队伍,也没有人上班次");
        (State, Outcome, DoneAt) = (CallTaskState.TaskDone, outcome, now);
    }

    /// <exception cref="Fault">TASK_STATE, TASK_BEGUN.</exception>
    public void Cancel(string reason, IEnumerable<MobilizationShift> shifts, DateTimeOffset now)
    {
        RequireOpen();
        if (shifts.Any(shift => shift.StartsAt <= now && shift.People > 0)) throw Fault.Precondition("TASK_BEGUN", "已有人上了班次,不能取消,请登记完成");
        (State, Outcome) = (CallTaskState.TaskCancelled, reason);
    }
}
