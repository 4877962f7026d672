using CivPractice.Platform.Database;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Materials;

/// <summary>A file of a session (宣讲材料): what was handed out or shown. The content lies in the file store under its hash; who may read of the session may read it, which is everybody.</summary>
public sealed class SessionMaterial : ICountyRow
{
    /// <summary>The largest one, in bytes.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    internal const int Most = 10, MostName = 100;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid SessionId { get; init; }
    public required string Name { get; init; }

    /// <summary>As it was found by its content.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required int Size { get; init; }

    /// <summary>SHA-256, under which the file store keeps it.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    public V1.SessionMaterial Shown() => new()
    {
        Id = Id.ToString(),
        SessionId = SessionId.ToString(),
        Name = Name,
        ContentType = ContentType,
        Size = Size,
        Hash = Hash,
        AddedAt = AddedAt.ToTimestamp(),
    };
}
