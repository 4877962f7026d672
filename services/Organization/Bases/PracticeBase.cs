using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Bases;

/// <summary>A practice base (文明实践基地): a place under a theme that a site leads and another unit keeps, e.g. a memorial hall or a farm to learn on.</summary>
public sealed class PracticeBase : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];
    public required string Name { get; init; }
    public required string Theme { get; init; }
    public string Batch { get; init; } = "";
    public string HostUnit { get; init; } = "";
    public string Address { get; init; } = "";

    /// <summary>The day of its plaque (授牌), as exactly as it is known.</summary>
    public required DateOnly PlaqueOn { get; init; }
    public required DayPrecision PlaquePrecision { get; init; }

    /// <summary>Null while the plaque hangs.</summary>
    public DateOnly? WithdrawnOn { get; private set; }
    public string WithdrawnReason { get; private set; } = "";

    /// <summary>When it was recorded that the plaque was taken back; null while it hangs.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public long Version { get; private set; } = 1;

    /// <exception cref="Fault">BASE_WITHDRAWN, or WITHDRAWN_BEFORE_PLAQUE.</exception>
    public void Withdraw(DateOnly on, string reason, DateTimeOffset now)
    {
        if (WithdrawnOn is not null) throw Fault.Precondition("BASE_WITHDRAWN", $"{Name}已于 {WithdrawnOn:yyyy-MM-dd} 摘牌");
        if (on < PlaqueOn) throw Fault.Invalid("withdrawnOn", "WITHDRAWN_BEFORE_PLAQUE", $"摘牌日期不能早于授牌日期 {PlaqueOn:yyyy-MM-dd}");
        (WithdrawnOn, WithdrawnReason, LeftAt) = (on, reason, now);
        Version++;
    }

    /// <summary>The site that leads it closed, and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.PracticeBase ToProto() => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Name = Name,
        Theme = Theme,
        Batch = Batch,
        HostUnit = HostUnit,
        Address = Address,
        PlaqueOn = new KnownDay(PlaqueOn, PlaquePrecision).ToString(),
        WithdrawnOn = WithdrawnOn is { } day ? ChinaTime.Text(day) : "",
        WithdrawnReason = WithdrawnReason,
    };
}
