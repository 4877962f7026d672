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
    public long Version { get; set; } = 1;

    /// <summary>Says where it lies; null: nobody knows.</summary>
    public void Locate(GeoPoint? position)
    {
        (Latitude, Longitude) = (position?.Latitude, position?.Longitude);
        Version++;
    }

    /// <summary>Says the population as of a day.</summary>
    /// <exception cref="Fault">COUNT_NOT_LATER.</exception>
    public NeighbourhoodCount Count(int households, int residents, DateOnly day, DateTimeOffset now)
    {
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

    public V1.Neighbourhood ToProto() => new() { Id = Id.ToString(), Site = Site, Name = Name, Households = Households, Residents = Residents, CountedOn = CountedOn.ToString("yyyy-MM-dd"), Position = GeoPoint.Of(Latitude, Longitude)?.ToProto() };
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
