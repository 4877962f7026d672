namespace CivPractice.Volunteer.Roster;

/// <summary>
/// A person was counted in a scope (首次计入): who is in two counties counts once in the city. An id and a scope, without a county, so that nobody reads from it
/// where somebody is registered.
/// </summary>
public sealed class PersonSeen
{
    public required Guid PersonId { get; init; }

    /// <summary>Figure and city, e.g. <c>volunteers.registry.city 1403</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>The city of a county is the first four digits of its code.</summary>
    public static string ScopeOf(Platform.Figures.Measure measure, string county) => $"{measure.Name} {county[..4]}";
}
