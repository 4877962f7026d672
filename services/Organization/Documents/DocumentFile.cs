using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Organization.Documents;

/// <summary>A file of a document (文件附件): its full text as the issuing office sent it. The content lies in the file store under its hash; who may read the document may read it.</summary>
public sealed class DocumentFile : ICountyRow
{
    /// <summary>The largest one, in bytes.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    /// <summary>More of one document is an archive.</summary>
    internal const int Most = 20;

    internal const int MostName = 100;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required string Name { get; init; }

    /// <summary>As it was found by its content.</summary>
    public required string ContentType { get; init; }
    /// <summary>Bytes.</summary>
    public required int Size { get; init; }

    /// <summary>SHA-256, under which the file store keeps it.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    public V1.DocumentFile ToProto() => new()
    {
        Id = Id.ToString(),
        DocumentId = DocumentId.ToString(),
        Name = Name,
        ContentType = ContentType,
        Size = Size,
        Hash = Hash,
        AddedAt = AddedAt.ToTimestamp(),
    };
}
