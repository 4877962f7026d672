using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Organization.Meetings;

/// <summary>A decision (决议) of a meeting, and how it is carried out (落实情况): 待办, 办理中, 已完成.</summary>
public sealed class MeetingDecision : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>With the meeting the natural key.</summary>
    public required int No { get; init; }
    public required string Text { get; init; }
    public required string ResponsibleUnit { get; init; }
    public required DateOnly DueOn { get; init; }
    public DecisionState State { get; private set; } = DecisionState.DecisionOpen;

    /// <summary>What was said last; what was said before stands in the steps.</summary>
    public string Note { get; private set; } = "";
    public DateOnly? DoneOn { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>Not done, and its day is over.</summary>
    public bool IsOverdue(DateOnly today) => DoneOn is null && DueOn < today;

    /// <summary>Done on its day or before.</summary>
    public bool IsInTime => DoneOn <= DueOn;

    /// <summary>Says how it stands: 待办 or 办理中 -> 办理中, 已完成. What is done stays done.</summary>
    /// <param name="doneOn">The day on which it was done; of no meaning otherwise.</param>
    /// <param name="seen">The version that was seen by whoever says so.</param>
    /// <exception cref="Fault">CHANGED_MEANWHILE, DECISION_DONE, DECISION_STATE for going back to 待办.</exception>
    public DecisionStep Report(DecisionState state, string note, DateOnly doneOn, long seen, DateTimeOffset now)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        if (DoneOn is { } day) throw Fault.Precondition("DECISION_DONE", $"这项决议已于 {day:yyyy-MM-dd} 完成");
        if (state == DecisionState.DecisionOpen) throw Fault.Invalid("state", "DECISION_STATE", "决议不能退回待办");
        Version++;
        return Stand(state, note, doneOn, now);
    }

    /// <summary>As an old list says that it stands; null where nothing was begun.</summary>
    public DecisionStep? Came(DecisionState state, string note, DateOnly? doneOn, DateTimeOffset now) => state == DecisionState.DecisionOpen ? null : Stand(state, note, doneOn, now);

    DecisionStep Stand(DecisionState state, string note, DateOnly? doneOn, DateTimeOffset now)
    {
        (State, Note, DoneOn) = (state, note, state == DecisionState.DecisionDone ? doneOn : null);
        return new DecisionStep { County = County, DecisionId = Id, No = Version, State = state, Note = note, At = now };
    }

    public Decision ToProto(string title, DateOnly today) => new()
    {
        Id = Id.ToString(),
        MeetingId = MeetingId.ToString(),
        MeetingTitle = title,
        No = No,
        Text = Text,
        ResponsibleUnit = ResponsibleUnit,
        DueOn = ChinaTime.Text(DueOn),
        State = State,
        Note = Note,
        DoneOn = DoneOn is { } day ? ChinaTime.Text(day) : "",
        Overdue = IsOverdue(today),
        Version = Version,
    };
}

/// <summary>One report on a decision; insert-only.</summary>
public sealed class DecisionStep : ICountyRow
{
    public required string County { get; init; }
    public required Guid DecisionId { get; init; }

    /// <summary>The decision's version that it made.</summary>
    public required long No { get; init; }
    public required DecisionState State { get; init; }
    public required string Note { get; init; }
    public required DateTimeOffset At { get; init; }

    public FollowUp ToProto() => new() { No = No, State = State, Note = Note, At = At.ToTimestamp() };
}
