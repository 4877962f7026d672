using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Bases;

/// <summary>A practice base (文明实践基地): a place under a theme that a site leads and another unit keeps, e.g. a memorial hall or a farm to learn on.</summary>
public sealed class PracticeBase : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
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
    public long Version { get; private set; } = 1;

    /// <exception cref="Fault">BASE_WITHDRAWN, or WITHDRAWN_BEFORE_PLAQUE.</exception>
    public void Withdraw(DateOnly on, string reason)
    {
        if (WithdrawnOn is not null) throw Fault.Precondition("BASE_WITHDRAWN", $"{Name}已于 {WithdrawnOn:yyyy-MM-dd} 摘牌");
        if (on < PlaqueOn) throw Fault.Invalid("withdrawnOn", "WITHDRAWN_BEFORE_PLAQUE", $"摘牌日期不能早于授牌日期 {PlaqueOn:yyyy-MM-dd}");
        (WithdrawnOn, WithdrawnReason) = (on, reason);
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
