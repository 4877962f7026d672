using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Livelihood;

/// <summary>A livelihood item (民生实事): promised with a day, done with a result. In time or not follows from the two days.</summary>
public sealed class LivelihoodItem : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
    public required int Year { get; init; }
    public required string Title { get; init; }
    public required string ResponsibleUnit { get; init; }
    public required DateOnly DueOn { get; init; }
    public string Progress { get; private set; } = "";
    public DateOnly? FinishedOn { get; private set; }
    public string Result { get; private set; } = "";

    /// <summary>When its end was recorded; null while it is open.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }
    public long Version { get; private set; } = 1;

    public bool IsInTime => FinishedOn <= DueOn;

    public ItemState StateOn(DateOnly today) => FinishedOn is null
        ? today > DueOn ? ItemState.Overdue : ItemState.Running
        : IsInTime ? ItemState.DoneInTime : ItemState.DoneLate;

    /// <exception cref="Fault">ITEM_DONE.</exception>
    public void Report(string progress)
    {
        RequireOpen();
        Progress = progress;
        Version++;
    }

    /// <exception cref="Fault">ITEM_DONE.</exception>
    public void Finish(DateOnly on, string result, DateTimeOffset now)
    {
        RequireOpen();
        (FinishedOn, Result, FinishedAt) = (on, result, now);
        Version++;
    }

    void RequireOpen()
    {
        if (FinishedOn is not null) throw Fault.Precondition("ITEM_DONE", $"这件实事已于 {FinishedOn:yyyy-MM-dd} 办结");
    }

    public V1.LivelihoodItem ToProto(DateOnly today) => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Year = Year,
        Title = Title,
        ResponsibleUnit = ResponsibleUnit,
        DueOn = ChinaTime.Text(DueOn),
        Progress = Progress,
        FinishedOn = FinishedOn is { } day ? ChinaTime.Text(day) : "",
        Result = Result,
        State = StateOn(today),
        Version = Version,
    };
}
