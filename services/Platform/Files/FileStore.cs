using System.Security.Cryptography;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

namespace CivPractice.Platform.Files;

/// <summary>A stored file: its content's hash is its name.</summary>
public sealed record StoredFile(string Hash, long Size);

/// <summary>Where files are kept (photos, documents, import originals). Access follows the row that a file hangs on.</summary>
public interface IFileStore
{
    /// <summary>Stores a stream under its SHA-256; the same content twice is stored once.</summary>
    /// <exception cref="Fault">FILE_TOO_LARGE beyond <paramref name="most"/> bytes; nothing is kept then.</exception>
    Task<StoredFile> PutAsync(string county, Stream content, long most, CancellationToken cancel);

    /// <summary>Null when the county has no such file.</summary>
    Stream? Open(string county, string hash);

    /// <summary>Deletes a file that no row names any more; nothing where there is none.</summary>
    void Delete(string county, string hash);

    /// <summary>Hashes of all that the county has.</summary>
    IReadOnlyList<string> List(string county);

    /// <summary>Deletes all that the county has: it leaves.</summary>
    void Erase(string county);
}

/// <summary>Files in a local folder (<c>CIV_FILES</c>), one folder for each county.</summary>
public sealed class FolderStore(IConfiguration configuration) : IFileStore
{
    readonly string root = configuration["CIV_FILES"] ?? Path.Combine(Path.GetTempPath(), "civpractice-files");

    public async Task<StoredFile> PutAsync(string county, Stream content, long most, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(FolderOf(county)).FullName;
        var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            long size = 0;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
            {
                var buffer = new byte[64 * 1024];
                for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
                {
                    if ((size += read) > most)
                        throw new Fault(StatusCode.InvalidArgument, "FILE_TOO_LARGE", $"文件太大,最多 {most / 1024 / 1024} MB", [new FieldFault("file", "FILE_TOO_LARGE", $"最多 {most / 1024 / 1024} MB")]);
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            File.Move(draft, PathOf(county, name), overwrite: true);
            return new StoredFile(name, size);
        }
        finally { File.Delete(draft); }
    }

    public Stream? Open(string county, string hash)
    {
        var path = PathOf(county, hash);
        return File.Exists(path) ? File.OpenRead(path) : null;
    }

    public void Delete(string county, string hash)
    {
        if (Directory.Exists(FolderOf(county))) File.Delete(PathOf(county, hash));
    }

    public IReadOnlyList<string> List(string county) =>
        Directory.Exists(FolderOf(county)) ? [.. Directory.EnumerateFiles(FolderOf(county)).Select(Path.GetFileName).OfType<string>().Where(name => name.Length == 64).Order(StringComparer.Ordinal)] : [];

    public void Erase(string county)
    {
        if (Directory.Exists(FolderOf(county))) Directory.Delete(FolderOf(county), recursive: true);
    }

    string FolderOf(string county) => county.Length > 0 && county.All(char.IsAsciiDigit) ? Path.Combine(root, county) : throw Fault.NotFound("文件");

    string PathOf(string county, string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) throw Fault.NotFound("文件");
        return Path.Combine(FolderOf(county), hash);
    }
}
