using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Sessions;

/// <summary>What people asked at a lecture (群众提问), without a name. One that wants a deed and not an answer becomes a need (需求), posted like any other, and says which.</summary>
public sealed class Question : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid SessionId { get; init; }
    public required string Site { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The number of the need that it became; empty while it waits.</summary>
    public string NeedNumber { get; private set; } = "";

    /// <exception cref="Fault">ALREADY_LINKED.</exception>
    public void Link(string need)
    {
        if (NeedNumber.Length > 0) throw Fault.Precondition("ALREADY_LINKED", $"已经转为需求 {NeedNumber}");
        NeedNumber = need;
    }

    public V1.Question Shown(string sessionTitle) => new()
    {
        Id = Id.ToString(),
        SessionId = SessionId.ToString(),
        SessionTitle = sessionTitle,
        Site = Site,
        Text = Text,
        AskedAt = AskedAt.ToTimestamp(),
        NeedNumber = NeedNumber,
    };
}
