using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Policies;

/// <summary>Brings the full text of a document to its owner, with the caller's own token.</summary>
public sealed class AttachmentCalls(OwnerFiles files)
{
    /// <summary>The largest one, in bytes; its owner says so, too.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    sealed record Stored(string Id);

    /// <returns>The file's id.</returns>
    public async Task<string> UploadAsync(string document, IFormFile file) => (await files.UploadAsync<Stored>("organization", $"/api/documents/{Uri.EscapeDataString(document)}/files", file)).Id;
}
