using CivPractice.Platform.Database;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Sessions;

/// <summary>A field of a session that was told otherwise: what stood there before. Lines are added, never changed.</summary>
public sealed class SessionChange : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid SessionId { get; init; }

    /// <summary>As on the wire, e.g. placeKind.</summary>
    public required string Field { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }

    /// <summary>Why; may be empty while it is planned, and where something was only filled in.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    public V1.SessionChange Shown() => new() { Id = Id.ToString(), Field = Field, Before = Before, After = After, Reason = Reason, At = At.ToTimestamp() };
}
