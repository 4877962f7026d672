using System.Security.Cryptography;
using System.Text;

namespace CivPractice.AppHost.Local;

/// <summary>The one folder everything is kept in, held by one host at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode Searchable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _hold;

    private DataFolder(string path, FileStream hold) => (Path, _hold) = (path, hold);

    public string Path { get; }
    public string Logs => Private("logs");
    public string Secrets => System.IO.Path.Combine(Path, "secrets.json");
    public string Status => System.IO.Path.Combine(Path, "status.json");

    /// <summary>Opens the folder asked for, or `.run` in the repository, or one below /var/tmp where PostgreSQL's user cannot reach that.</summary>
    public static DataFolder Open(string? asked, string repository, SystemUser user, Action<string> say)
    {
        var path = System.IO.Path.GetFullPath(asked ?? System.IO.Path.Combine(repository, ".run"));
        if (Hold(path) is var hold && user.CanSearch(path)) { return new DataFolder(path, hold); }
        hold.Dispose();
        if (asked is not null)
        {
            throw new RefusalException($"PostgreSQL runs as the user {user.Name}, who cannot search the folders above {path}. Choose another with --data, or open them with chmod o+x.");
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        var other = $"/var/tmp/civpractice-{SystemUser.CallerId}-{hash}";
        say($"{path} is not searchable by PostgreSQL's user {user.Name}; using {other}");
        return new DataFolder(other, Hold(other));
    }

    /// <summary>A folder below that only its owner may look into.</summary>
    public string Private(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => _hold.Dispose();

    private static FileStream Hold(string path)
    {
        Directory.CreateDirectory(path, Searchable);
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new RefusalException($"another host runs on {path} ({taken.Message})");
        }
    }
}
