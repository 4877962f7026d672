using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Organization.Documents;

/// <summary>A task that a document's clause assigns (任务分工), and how it stands (督办).</summary>
public sealed class PolicyTask : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }

    /// <summary>With the document and the responsible unit the natural key.</summary>
    public required string Clause { get; init; }
    public required string Text { get; init; }
    public required string ResponsibleUnit { get; init; }
    public required string[] CooperatingUnits { get; init; }
    public DateOnly? DueOn { get; init; }
    public DocumentTaskState State { get; private set; } = DocumentTaskState.TaskOpen;

    /// <summary>What was said last; what was said before stands in the steps.</summary>
    public string Note { get; private set; } = "";
    public DateOnly? DoneOn { get; private set; }
    public long Version { get; private set; } = 1;

    public bool IsClosed => State is DocumentTaskState.TaskDone or DocumentTaskState.TaskDropped;

    /// <summary>Neither done nor dropped, and its day is over.</summary>
    public bool IsOverdue(DateOnly today) => !IsClosed && DueOn < today;

    /// <summary>Says how it stands: 未开始 or 进行中 -> 进行中, 已完成, 不再实施. What is closed stays closed.</summary>
    /// <param name="seen">The version that was seen by whoever says so.</param>
    /// <exception cref="Fault">CHANGED_MEANWHILE, TASK_CLOSED, TASK_STATE for going back to 未开始.</exception>
    public PolicyTaskStep Report(DocumentTaskState state, string note, long seen, DateOnly today, DateTimeOffset now)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        if (IsClosed) throw Fault.Precondition("TASK_CLOSED", State == DocumentTaskState.TaskDone ? $"这项任务已于 {DoneOn:yyyy-MM-dd} 完成" : "这项任务已不再实施");
        if (state == DocumentTaskState.TaskOpen) throw Fault.Invalid("state", "TASK_STATE", "任务不能退回未开始");
        (State, Note) = (state, note);
        if (state == DocumentTaskState.TaskDone) DoneOn = today;
        Version++;
        return new PolicyTaskStep { County = County, TaskId = Id, No = Version, State = state, Note = note, At = now };
    }

    /// <summary>As an old list says that it stands.</summary>
    public void Came(DocumentTaskState state, DateOnly? doneOn) => (State, DoneOn) = (state, doneOn);

    public DocumentTask ToProto(string title, DateOnly today)
    {
        var task = new DocumentTask
        {
            Id = Id.ToString(),
            DocumentId = DocumentId.ToString(),
            DocumentTitle = title,
            Clause = Clause,
            Text = Text,
            ResponsibleUnit = ResponsibleUnit,
            DueOn = DueOn?.ToString("yyyy-MM-dd") ?? "",
            State = State,
            Note = Note,
            DoneOn = DoneOn?.ToString("yyyy-MM-dd") ?? "",
            Overdue = IsOverdue(today),
            Version = Version,
        };
        task.CooperatingUnits.AddRange(CooperatingUnits);
        return task;
    }
}

/// <summary>One report on a task; insert-only.</summary>
public sealed class PolicyTaskStep : ICountyRow
{
    public required string County { get; init; }
    public required Guid TaskId { get; init; }
    public required long No { get; init; }
    public required DocumentTaskState State { get; init; }
    public required string Note { get; init; }
    public required DateTimeOffset At { get; init; }
}
