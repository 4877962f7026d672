using CivPractice.Platform.Callers;

namespace CivPractice.Testing;

/// <summary>Callers as the gateway would describe them. County A is 盂县, county B its neighbour, the city coordinates both.</summary>
public static class Callers
{
    public const string A = "140322";
    public const string B = "140321";
    public const string City = "140300";

    /// <summary>The station of the demo's main chain.</summary>
    public const string StationA = "140322001001";

    public static Caller Visitor(string county = A) => new(CallerKind.Visitor, null, county, county, [county], []);

    public static Caller Person(Guid person, string county = A) => new(CallerKind.Person, person, county, county, [county], []);

    public static Caller Staff(Role role, string? prefix = null, string county = A, Guid? person = null) =>
        new(CallerKind.Staff, person ?? Guid.CreateVersion7(), county, county, [county], [new Grant(role, prefix ?? county)]);

    public static Caller Coordinator(string county = City) =>
        new(CallerKind.Staff, Guid.CreateVersion7(), county, county == City ? City : "", [City, A, B], [new Grant(Role.CityCoordinator, "1403")]);
}
