using CivPractice.Organization.Sites;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Neighbourhoods;

/// <summary>A neighbourhood (小区) of a community or village, with its population as it was counted last.</summary>
public sealed class Neighbourhood : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The site that serves it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named; with the name the natural key.</summary>
    public required string NamedSite { get; init; }
    public required string Name { get; init; }
    public required DateOnly FirstCountedOn { get; init; }
    public DateOnly CountedOn { get; private set; }
    public int Households { get; private set; }
    public int Residents { get; private set; }
    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }

    /// <summary>The day from which it is one no more (撤销); null while it is.</summary>
    public DateOnly? WithdrawnOn { get; private set; }
    public string WithdrawnReason { get; private set; } = "";

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public long Version { get; set; } = 1;

    /// <summary>It is one no more from a day on, not before it was last counted.</summary>
    /// <exception cref="Fault">NEIGHBOURHOOD_WITHDRAWN, or WITHDRAWN_BEFORE_COUNTED.</exception>
    public void Withdraw(DateOnly on, string reason, DateTimeOffset now)
    {
        RequireStanding();
        if (on < CountedOn) throw Fault.Invalid("withdrawnOn", "WITHDRAWN_BEFORE_COUNTED", $"{Name}在 {CountedOn:yyyy-MM-dd} 还登记过人口,撤销日期不能早于这一天");
        (WithdrawnOn, WithdrawnReason, WithdrawnAt) = (on, reason, now);
        Version++;
    }

    void RequireStanding()
    {
        if (WithdrawnOn is { } day) throw Fault.Precondition("NEIGHBOURHOOD_WITHDRAWN", $"{Name}已于 {day:yyyy-MM-dd} 撤销");
    }

    /// <summary>Says where it lies; null: nobody knows.</summary>
    public void Locate(GeoPoint? position)
    {
        (Latitude, Longitude) = (position?.Latitude, position?.Longitude);
        Version++;
    }

    /// <summary>Says the population as of a day.</summary>
    /// <exception cref="Fault">COUNT_NOT_LATER, or NEIGHBOURHOOD_WITHDRAWN.</exception>
    public NeighbourhoodCount Count(int households, int residents, DateOnly day, DateTimeOffset now)
    {
        RequireStanding();
        if (CountedOn != default && day <= CountedOn) throw Fault.Invalid("countedOn", "COUNT_NOT_LATER", $"{Name}已有 {CountedOn:yyyy-MM-dd} 的人口数,请填更晚的日期");
        (Households, Residents, CountedOn) = (households, residents, day);
        Version++;
        return new NeighbourhoodCount { County = County, NeighbourhoodId = Id, Day = day, Households = households, Residents = residents, RecordedAt = now };
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.Neighbourhood ToProto() => new() { Id = Id.ToString(), Site = Site, Name = Name, Households = Households, Residents = Residents, CountedOn = CountedOn.ToString("yyyy-MM-dd"), Position = GeoPoint.Of(Latitude, Longitude)?.ToProto(), WithdrawnOn = WithdrawnOn?.ToString("yyyy-MM-dd") ?? "", WithdrawnReason = WithdrawnReason };
}

/// <summary>The population of a neighbourhood as of a day; insert-only.</summary>
public sealed class NeighbourhoodCount : ICountyRow
{
    public required string County { get; init; }
    public required Guid NeighbourhoodId { get; init; }
    public required DateOnly Day { get; init; }
    public required int Households { get; init; }
    public required int Residents { get; init; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
