using CivPractice.Lecture.V1;
using CivPractice.Platform.Database;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Sessions;

/// <summary>A line of the audience ledger (听众台账). Lines are added, never changed: what was wrong is taken back by a counter-entry. The three ways of counting are never summed with each other.</summary>
public sealed class AudienceEntry : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid SessionId { get; init; }
    public required CountMethod CountMethod { get; init; }

    /// <summary>Negative in a counter-entry.</summary>
    public required int Persons { get; init; }

    /// <summary>Why it was corrected; empty for the first line.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    public V1.AudienceEntry Shown() => new() { Id = Id.ToString(), CountMethod = CountMethod, Persons = Persons, Reason = Reason, At = At.ToTimestamp() };
}
