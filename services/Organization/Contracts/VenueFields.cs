using Google.Protobuf.Collections;

namespace CivPractice.Organization.V1;

/// <summary>What is said of a venue (阵地) when it enters the pool, and can be said anew.</summary>
public interface IVenueFields
{
    string Name { get; }
    string Kind { get; }
    string OwnerUnit { get; }
    VenueUse Use { get; }
    RepeatedField<VenuePlatform> Platforms { get; }
    string Address { get; }
    int Seats { get; }
    int Area { get; }
    string OpeningHours { get; }
    string Phone { get; }
    string Equipment { get; }
    string Source { get; }
    GeoPosition Position { get; }
    RepeatedField<string> LocalPlatforms { get; }
}

public sealed partial class CreateVenueRequest : IVenueFields;

public sealed partial class UpdateVenueRequest : IVenueFields;
