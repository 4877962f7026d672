using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Lectures;

/// <summary>Brings a file of a session to its owner, with the caller's own token.</summary>
public sealed class MaterialCalls(OwnerFiles files)
{
    /// <summary>The largest one, in bytes; its owner says so, too.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    sealed record Stored(string Id);

    /// <returns>The file's id.</returns>
    public async Task<string> UploadAsync(string session, IFormFile file) => (await files.UploadAsync<Stored>("lecture", $"/api/sessions/{Uri.EscapeDataString(session)}/materials", file)).Id;
}
