namespace CivPractice.Volunteer.Roster;

/// <summary>
/// One human (人), one row for all counties: what tells that two profiles are the same person, and nothing that can be read.
/// </summary>
public sealed class Person
{
    /// <summary>UUID v7; the gateway's accounts and every other service know the person by it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Keyed hash of the identity number.</summary>
    public required byte[] IdentityHash { get; init; }
    public required DateTimeOffset Since { get; init; }
}
